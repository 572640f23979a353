deal-on-behalf = { $by } for { $of }
deal-role =
    { $role ->
        [manager] manager
        [finance_director] finance director
        [accountant] accountant
        [administrator] administrator
        [service] service
       *[other] { $role }
    }
deal-with-role =
    { $role ->
        [manager] with the manager
        [finance_director] with the finance director
        [accountant] with the accountant
        [administrator] with the administrator
       *[other] with: { $role }
    }
deal-since = since { $day }
deal-until = by { $day }
deal-yes = yes
deal-no = no
deal-percent = { $number }%
deal-round = { $document } no. { $number }
deal-quoted = “{ $text }”
deal-letter-name =
    { $mail ->
        [quote] Quote
        [invoice] Invoice
        [in_delivery] Goods on their way
        [at_warehouse] Goods at the warehouse
        [ready_for_pickup] Goods ready for pick-up
        [request] Decision wanted
        [approved_and_sent] Approved and sent
        [granted] Discount granted
        [returned] Returned
        [rejected] Rejected
        [paid] Payment came in
        [deferral] Ask about the payment
       *[other] { $mail }
    }
deal-opened = opened { $day }
deal-stage = Stage
deal-stage-since = { $stage }, since { $moment }
deal-visit = visit { $count }
deal-lost = Lost
deal-task = Task
deal-task-late = late since { $day }
deal-request = Request
deal-request-line = { $question } { $with }, due { $due }: { $reason }
deal-decision = Decision
deal-quote = { $total } until { $until }
deal-prepayment = prepayment { $number }%
deal-quote-taken-back = taken back
deal-quote-sent = sent without approval
deal-quote-asked = waits for an answer
deal-quote-withdrawn = withdrawn
deal-approved = approved: { $who }
deal-returned = returned: { $who }
deal-rejected = rejected: { $who }
deal-in-force = in force
deal-ran-out = ran out: { $day }
deal-void = void: the terms have changed
deal-void-reopened = void: the deal was reopened
deal-never-sent = never sent
deal-invoice = Invoice
deal-invoice-number = no. { $number }
deal-payment = Payment
deal-payment-line = { $amount } on { $date }, no. { $document }
deal-taken-back = taken back
deal-deferral = Deferral
deal-deferred =
    { $count ->
        [one] until { $day }
       *[other] until { $day }, date no. { $count }
    }
deal-document = Document
deal-known = Known
deal-letter = Letter
deal-letter-line = “{ $name }” → { $to }, { $state }
deal-letter-queued = queued
deal-letter-held = queued until { $time }
deal-letter-claimed = leaving
deal-letter-sent = sent
deal-letter-cancelled =
    { $because ->
        [taken_back] cancelled: the act was taken back
        [moved_on] cancelled: the deal has moved on
        [not_in_force] cancelled: the document is not in force
        [request_closed] cancelled: the request is closed
        [cannot_decide] cancelled: the recipient no longer decides
        [too_old] did not leave: it waited too long
        [lost] cancelled: the deal is lost
       *[other] cancelled
    }
deal-can = You can
deal-offer-reopen = reopen it
deal-offer-rework = return it with remarks
deal-offer-reject = reject it
deal-offer-withdraw = withdraw the request
deal-offer-pay = confirm a payment
deal-offer-lose = close it as lost
deal-history = History
deal-unsigned = unsigned
deal-not-our-form = the signature counts for nothing: the commit is not in the form that tlg writes
deal-no-author = ?
deal-bad-signatures =
    { $count ->
        [one] { $count } signature is missing or not by a key of its author
       *[other] { $count } signatures are missing or not by keys of their authors
    }
