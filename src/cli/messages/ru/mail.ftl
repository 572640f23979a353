mail-none = Все письма ушли.
mail-unknown = такого письма нет
mail-letter = Письмо
mail-state = Состояние
mail-unwritten = Не составить
mail-from = От
mail-to = Кому
mail-reply-to = Ответ
mail-subject = Тема
mail-attachment = Вложение
mail-leaves = уйдёт со следующим tick
mail-held = ждёт до { $until }
mail-cause-gone = не уйдёт: { $because }
mail-leaving = в отправке
mail-sent = отправлено
mail-cancelled = снято: { $because }
mail-because =
    { $because ->
        [taken_back] событие взято назад
        [moved_on] сделка ушла дальше
        [not_in_force] документ больше не действует
        [request_closed] запрос закрыт
        [too_old] ждало слишком долго
        [lost] сделка потеряна
       *[other] { $because }
    }
mail-unreadable = запись об отправке или вложение не читается: { $error }
mail-not-the-claimed = составленное заново, оно отличается от взятого в отправку
mail-attachment-missing = нет вложения { $file }
mail-attachment-changed = вложение { $file } — не те байты, что были утверждены
mail-address = на адрес { $address } почта не ходит
mail-message = письмо не собрать: { $error }
mail-file = { $path }: { $error }
