mail-none = Ни одно письмо не ждёт ни отправки, ни решения.
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
mail-put-off = сервер отложил, снова { $until }
mail-cause-gone = не уйдёт: { $because }
mail-leaving = в отправке
mail-sent = отправлено
mail-sent-late = ушло { $at } на { $to }, хотя к тому времени было решено иначе
mail-sent-twice = ушло дважды на { $to }: { $first } с машины { $host }, { $second } с машины { $other }
mail-cancelled = снято: { $because }
mail-because =
    { $because ->
        [taken_back] событие взято назад
        [moved_on] сделка ушла дальше
        [not_in_force] документ больше не действует
        [request_closed] запрос закрыт
        [cannot_decide] кто должен был ответить, больше не решает
        [too_old] ждало слишком долго
        [lost] сделка потеряна
        [dropped] так решили
       *[other] { $because }
    }
mail-unreadable = запись об отправке или вложение не читается: { $error }
mail-not-the-claimed = составленное заново, оно отличается от взятого в отправку
mail-attachment-missing = нет вложения { $file }
mail-attachment-changed = вложение { $file } — не те байты, что были утверждены
mail-address = на адрес { $address } почта не ходит
mail-message = письмо не собрать: { $error }
mail-file = { $path }: { $error }
mail-no-receipt = в отправке с { $since }, исход неизвестен
mail-missed =
    { $because ->
        [refused] не доставлено
        [gave_up] не доставлено после всех попыток
        [too_old] ждало слишком долго
        [unfit] не собралось у нас
        [put_off] сервер отложил
        [not_tried] очередь не дошла
        [day_over] его день прошёл, всё скажет новое
       *[unclear] неизвестно, ушло ли
    }
mail-said = { $what }: { $said }
mail-next = Дальше
mail-next-sent = оно дошло, или вы передали его сами
mail-next-leave-it = так и оставить: оно ушло
mail-next-again = отправить снова
mail-next-elsewhere = отправить на другой адрес
mail-next-drop = не отправлять
mail-which = так называется письмо нескольких сделок: { $letters }
mail-of-a-day = это напоминание или сводка: завтра придёт новое, решать нечего
mail-clock-set = время задано переменной TLG_NOW, а письма на самом деле уйдут из этой машины
mail-no-sendmail = программы sendmail на этой машине нет: её ставит любой почтовый сервер, путь к ней может назвать git config tlg.sendmail
mail-sendmail-missing = программы { $path }, которую называет git config tlg.sendmail, нет
mail-sendmail = { $path } не запускается: { $error }
mail-journal = журнал отправки { $path }: { $error }
mail-password-missing = нет пароля почтового сервера: его даёт переменная TLG_SMTP_PASSWORD, или файл, который называет TLG_SMTP_PASSWORD_FILE или git config tlg.smtpPasswordFile
mail-password-empty = пароль почтового сервера пуст
mail-password-in-the-clone = { $path } лежит в папке сделок, откуда пароль может попасть в историю: держите его вне её
mail-password-unreadable = пароль почтового сервера не прочитать, { $path }: { $error }
mail-smtp-connect = почтовый сервер { $server } не отвечает: { $said }
mail-smtp-no-starttls = почтовый сервер { $server } не предлагает STARTTLS, а открыто письма не уходят
mail-smtp-secure = защищённого соединения с { $server } нет: { $said }
mail-smtp-login = почтовый сервер { $server } не принимает имя и пароль: { $said }
mail-smtp-sender = почтовый сервер { $server } не принимает писем с адреса из mail.from: { $said }
mail-to-only-resend = --to называет новый адрес для resend
mail-apart = нет связи с сервером этого клона ({ $why }): письмо уходит, только когда сервер знает, что оно взято
mail-unproved = коммит { $commit } сделан не по правилам ({ $rule }): пока tlg verify не принимает историю, письма не уходят
mail-not-judged = коммит { $commit } не удалось проверить: пока история не доказана, письма не уходят
mail-not-anchored = в git не записано, к какому введению восходит история: пока она не доказана, письма не уходят
mail-smtp-greeting = почтовый сервер { $server } не обслуживает этот компьютер: { $said }
mail-smtp-not-secure = { $server } отвечает открыто, а mail.smtp.tls: implicit ждёт защиты с первого байта
mail-smtp-no-login = почтовый сервер { $server } не предлагает входа по имени и паролю; имя и пароль ему не называли
mail-smtp-login-later = почтовый сервер { $server } сейчас не проверяет имя и пароль: { $said }
mail-smtp-sender-later = почтовый сервер { $server } сейчас не принимает писем: { $said }
mail-way-password = положите пароль в файл вне копии и назовите его: git config --file /etc/tlg/gitconfig tlg.smtpPasswordFile ФАЙЛ
mail-way-connect = проверьте сеть и mail.smtp в tlg.yaml: host, port, и что tls подходит к порту (587 starttls, 465 implicit); следующий tick попробует снова
mail-way-greeting = спросите того, кто ведёт этот сервер; следующий tick попробует снова
mail-way-not-secure = в tlg.yaml: tls: starttls для порта 587 или порт 465 для implicit, затем tlg apply
mail-way-no-starttls = в tlg.yaml: порт 465 и tls: implicit, затем tlg apply; или спросите того, кто ведёт этот сервер
mail-way-secure = host в tlg.yaml должен быть тем, на который выдан сертификат; своих поручителей называет SSL_CERT_FILE
mail-way-no-login = уберите mail.smtp.user из tlg.yaml, если сервер не просит входа; иначе включите tls, затем tlg apply
mail-way-login = проверьте mail.smtp.user в tlg.yaml и пароль там, где его берёт tick (docs/deployment.md, «Mail»)
mail-way-later = делать ничего не нужно: следующий tick попробует снова
mail-way-sender = назовите в mail.from (tlg.yaml) адрес, с которого сервер принимает письма, затем tlg apply
mail-way-sendmail-missing = установите почтовую систему или назовите программу: git config tlg.sendmail ПУТЬ
mail-way-sendmail = проверьте, что программа запускается: ls -l { $path }
mail-way-apart = tlg sync покажет, что мешает; следующий tick попробует снова
mail-way-unproved = tlg sync исправит сделанное мимо tlg, tlg verify скажет, что это; следующий tick отправит письма
mail-way-not-judged = tlg verify скажет, чего не хватает; следующий tick отправит письма
