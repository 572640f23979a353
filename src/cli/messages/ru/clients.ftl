clients-email = Почта
clients-inn = ИНН
clients-folder = Папка
clients-no-email = адреса нет
clients-none = Таких клиентов нет.
clients-no-deals = Сделок нет.
clients-open-deals =
    { $count ->
        [one] { $count } открытая сделка
        [few] { $count } открытые сделки
       *[other] { $count } открытых сделок
    }
clients-closed-deals =
    { $count ->
        [one] { $count } закрытая сделка
        [few] { $count } закрытые сделки
       *[other] { $count } закрытых сделок
    }
