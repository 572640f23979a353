mail-none = No letter waits to leave, or for a decision.
mail-unknown = there is no such letter
mail-letter = Letter
mail-state = State
mail-unwritten = Unwritten
mail-from = From
mail-to = To
mail-reply-to = Reply-To
mail-subject = Subject
mail-attachment = Attached
mail-leaves = leaves with the next tick
mail-held = held until { $until }
mail-put-off = put off by the server, tried again { $until }
mail-cause-gone = will not leave: { $because }
mail-leaving = leaving
mail-sent = sent
mail-sent-late = left { $at } for { $to }, though something else had been decided by then
mail-sent-twice = left twice for { $to }: { $first } from machine { $host }, { $second } from machine { $other }
mail-cancelled = dropped: { $because }
mail-because =
    { $because ->
        [taken_back] the event was taken back
        [moved_on] the deal has moved on
        [not_in_force] the document is no longer in force
        [request_closed] the request is closed
        [cannot_decide] whoever was to answer no longer can
        [too_old] it waited too long
        [lost] the deal is lost
        [dropped] somebody decided so
       *[other] { $because }
    }
mail-unreadable = the record of the claim or the document cannot be read: { $error }
mail-not-the-claimed = written anew it differs from the letter that was claimed
mail-attachment-missing = the attachment { $file } is missing
mail-attachment-changed = the attachment { $file } has not the bytes that were approved
mail-address = mail knows no way to { $address }
mail-message = the message cannot be put together: { $error }
mail-file = { $path }: { $error }
mail-no-receipt = is leaving since { $since }, outcome unknown
mail-missed =
    { $because ->
        [refused] not delivered
        [gave_up] not delivered after all attempts
        [too_old] waited too long
        [unfit] could not be put together
        [put_off] put off by the server
        [not_tried] it was not its turn
        [day_over] overtaken by the next day
       *[unclear] nobody knows whether it left
    }
mail-said = { $what }: { $said }
mail-next = Next
mail-next-sent = it arrived, or you handed it over yourself
mail-next-leave-it = leave it at that: it has left
mail-next-again = send it again
mail-next-elsewhere = send it to another address
mail-next-drop = do not send it
mail-which = letters of several deals are called so: { $letters }
mail-of-a-day = this is a reminder or a digest: the next one comes tomorrow, there is nothing to decide
mail-clock-set = TLG_NOW sets the clock, and letters would really leave this machine
mail-no-sendmail = this machine has no program sendmail: every mail server brings one, and git config tlg.sendmail can name its path
mail-sendmail-missing = the program { $path }, which git config tlg.sendmail names, is not there
mail-sendmail = { $path } does not start: { $error }
mail-journal = the journal of letters { $path }: { $error }
mail-password-missing = there is no password for the mail server: the variable TLG_SMTP_PASSWORD gives it, or a file that TLG_SMTP_PASSWORD_FILE or git config tlg.smtpPasswordFile names
mail-password-empty = the password of the mail server is empty
mail-password-in-the-clone = { $path } is in the folder of the deals, from where the password could get into the history: keep it elsewhere
mail-password-unreadable = the password of the mail server cannot be read, { $path }: { $error }
mail-smtp-connect = the mail server { $server } does not answer: { $said }
mail-smtp-no-starttls = the mail server { $server } offers no STARTTLS, and letters do not leave in the open
mail-smtp-secure = the connection to { $server } cannot be secured: { $said }
mail-smtp-login = the mail server { $server } does not take the name and password: { $said }
mail-smtp-sender = the mail server { $server } takes no letters from the address in mail.from: { $said }
mail-to-only-resend = --to names the new address for resend
mail-apart = the server of this clone was not met ({ $why }): no letter leaves whose claim it does not have
mail-unproved = commit { $commit } is no legal act ({ $rule }): no letter leaves on a history that tlg verify refuses
mail-not-judged = commit { $commit } could not be judged: no letter leaves on a history that is not proved
mail-not-anchored = git does not say which introduction this history goes back to: no letter leaves on a history that is not proved
mail-smtp-greeting = the mail server { $server } does not serve this machine: { $said }
mail-smtp-not-secure = { $server } answers in the open, and mail.smtp.tls: implicit expects it secured from the first byte on
mail-smtp-no-login = the mail server { $server } offers no login by name and password; it was told neither
mail-smtp-login-later = the mail server { $server } does not check name and password now: { $said }
mail-smtp-sender-later = the mail server { $server } takes no letters now: { $said }
mail-way-password = put the password into a file outside of the clone and name it: git config --file /etc/tlg/gitconfig tlg.smtpPasswordFile FILE
mail-way-connect = see whether the network and mail.smtp in tlg.yaml are right: host, port, and a tls that fits the port (587 starttls, 465 implicit); the next tick tries again
mail-way-greeting = ask whoever runs that server; the next tick tries again
mail-way-not-secure = in tlg.yaml: tls: starttls for port 587, or port 465 for implicit, then tlg apply
mail-way-no-starttls = in tlg.yaml: port 465 and tls: implicit, then tlg apply; or ask whoever runs that server
mail-way-secure = host in tlg.yaml has to be the one that the certificate is for; SSL_CERT_FILE names authorities of your own
mail-way-no-login = leave mail.smtp.user out of tlg.yaml where the server asks for no login, else switch tls on, then tlg apply
mail-way-login = see whether mail.smtp.user in tlg.yaml is right, and the password where tick takes it from (docs/deployment.md, Mail)
mail-way-later = nobody has to do anything: the next tick tries again
mail-way-sender = name an address in mail.from (tlg.yaml) from which the server takes letters, then tlg apply
mail-way-sendmail-missing = install a mail system, or name its program: git config tlg.sendmail PATH
mail-way-sendmail = see whether the program starts: ls -l { $path }
mail-way-apart = tlg sync shows what is in the way; the next tick tries again
mail-way-unproved = tlg sync puts right what was done past tlg, tlg verify tells what it is; then the next tick sends
mail-way-not-judged = tlg verify tells what is missing; then the next tick sends
