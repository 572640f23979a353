deals-deal = сделка
deals-stage = стадия
deals-client = клиент
deals-title = название
deals-manager = менеджер
deals-sum = сумма
deals-sum-in = сумма, { $currency }
deals-since = с дня
deals-late-since = ! { $day }
deals-none = Таких сделок нет.
deals-no-such-pipeline = нет такой воронки: { $name }; есть { $known }
deals-count =
    { $count ->
        [one] { $count } сделка
        [few] { $count } сделки
       *[other] { $count } сделок
    }
deals-count-late =
    { $count ->
        [one] { $count } просрочена
        [few] { $count } просрочены
       *[other] { $count } просрочено
    }
deals-unreadable =
    { $count ->
        [one] Не читается { $count } сделка, выше её нет:
        [few] Не читаются { $count } сделки, выше их нет:
       *[other] Не читаются { $count } сделок, выше их нет:
    }
