deal-on-behalf = { $by } за { $of }
deal-role =
    { $role ->
        [manager] менеджер
        [finance_director] финансовый директор
        [accountant] бухгалтер
        [administrator] администратор
        [service] служба
       *[other] { $role }
    }
deal-with-role =
    { $role ->
        [manager] у менеджера
        [finance_director] у финансового директора
        [accountant] у бухгалтера
        [administrator] у администратора
       *[other] у: { $role }
    }
deal-since = с { $day }
deal-until = до { $day }
deal-yes = да
deal-no = нет
deal-percent = { $number } %
deal-round = { $document } №{ $number }
deal-quoted = «{ $text }»
deal-letter-name =
    { $mail ->
        [quote] Коммерческое предложение
        [invoice] Счёт
        [in_delivery] Груз в пути
        [at_warehouse] Груз на складе
        [ready_for_pickup] Груз ждёт вас
        [request] Запрос решения
        [approved_and_sent] Утверждено и отправлено
        [granted] Скидка согласована
        [returned] Возвращено
        [rejected] Отклонено
        [paid] Оплата пришла
        [deferral] Уточнить оплату
       *[other] { $mail }
    }
deal-opened = открыта { $day }
deal-stage = Стадия
deal-stage-since = { $stage }, с { $moment }
deal-visit = { $count ->
    [one] { $count }-й раз
    [few] { $count }-й раз
   *[other] { $count }-й раз
}
deal-lost = Потеряна
deal-task = Задача
deal-task-late = просрочено с { $day }
deal-request = Запрос
deal-request-line = { $question } { $with }, срок { $due }: { $reason }
deal-decision = Решение
deal-quote = { $total } до { $until }
deal-prepayment = предоплата { $number } %
deal-quote-taken-back = взято назад
deal-quote-sent = отправлено без согласования
deal-quote-asked = ждёт решения
deal-quote-withdrawn = отозвано
deal-approved = утверждено: { $who }
deal-returned = возвращено: { $who }
deal-rejected = отклонено: { $who }
deal-in-force = действует
deal-ran-out = истекло: { $day }
deal-void = не действует: условия изменены
deal-void-reopened = не действует: сделка открыта снова
deal-never-sent = не отправлено
deal-invoice = Счёт
deal-invoice-number = № { $number }
deal-payment = Оплата
deal-payment-line = { $amount } от { $date }, № { $document }
deal-taken-back = взято назад
deal-deferral = Отсрочка
deal-deferred =
    { $count ->
        [one] до { $day }
        [few] до { $day }, { $count }-я дата
       *[other] до { $day }, { $count }-я дата
    }
deal-document = Документ
deal-known = Известно
deal-letter = Письмо
deal-letter-line = «{ $name }» → { $to }, { $state }
deal-letter-queued = в очереди
deal-letter-held = в очереди до { $time }
deal-letter-claimed = в отправке
deal-letter-sent = отправлено
deal-letter-cancelled =
    { $because ->
        [taken_back] отменено: действие взято назад
        [moved_on] отменено: сделка ушла дальше
        [not_in_force] отменено: документ не действует
        [request_closed] отменено: запрос закрыт
        [cannot_decide] отменено: получатель больше не решает
        [too_old] не ушло: ждало слишком долго
        [lost] отменено: сделка потеряна
       *[other] отменено
    }
deal-can = Можно
deal-offer-reopen = открыть снова
deal-offer-rework = вернуть с замечаниями
deal-offer-reject = отклонить
deal-offer-withdraw = отозвать запрос
deal-offer-pay = подтвердить оплату
deal-offer-lose = закрыть как потерянную
deal-history = История
deal-unsigned = без подписи
deal-not-our-form = подпись не в счёт: коммит не такой, как пишет tlg
deal-no-author = ?
deal-bad-signatures =
    { $count ->
        [one] { $count } подпись сделана не ключом этого человека или её нет
        [few] { $count } подписи сделаны не ключами этих людей или их нет
       *[other] { $count } подписей сделаны не ключами этих людей или их нет
    }
