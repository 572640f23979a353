tick-look = посмотреть, что он сделал бы
tick-another-runs = tick уже идёт: процесс { $pid } на { $host }
tick-somebody-runs = tick уже идёт в этой копии
tick-reminded = напомнено
tick-escalated = эскалация
tick-digests = сводки
tick-letters = письма
tick-sent = отправлено { $count }
tick-would-leave = ушло бы { $count }
tick-dropped = снято { $count }: повод отпал
tick-too-old = не ушло { $count }: ждали слишком долго
tick-hangs = tick идёт уже { $minutes } мин и держит остальные: процесс { $pid } на { $host }
tick-way-hangs = остановите этот процесс: следующий tick сделает остальное
tick-leap = часы на { $ahead } впереди последнего коммита: по неверным часам tick снял бы все письма
tick-way-leap = поставьте часы верно; если они верны: tlg tick --clock-is-right
tick-other-branch = сделки ведёт ветка { $deals }, а открыта { $found }: сделанного там другие не увидят, а письма ушли бы дважды
tick-lapsed = снято { $count } за прошлые дни: всё сказано в сегодняшних
tick-dry-run = проба, ничего не записано
tick-unknown-nobody = службы, от имени которой идёт tick, нет: tlg people add … --role service
tick-unknown-not-fetched = на сервере { $server } есть коммиты, которых нет в этой копии: tick сначала возьмёт их, и они могут изменить то, что он сделает
tick-unknown-not-handed-over = серверу { $server } tick сначала передаст { $count ->
    [one] { $count } коммит
    [few] { $count } коммита
   *[other] { $count } коммитов
} этой копии: примет ли он их и то, что за ними, неизвестно
tick-unknown-mail = примет ли письма почта, неизвестно: проверит tlg doctor
tick-trouble = { $letter }: { $why }
tick-nothing = нечего делать
tick-deferred = позже
tick-put-off = { $letter } → { $until }: { $said }
tick-still = письма не ушли: { $why }
tick-still-idle = писем к отправке нет, да и уйти они не могли бы: { $why }
tick-unshared = что стало с письмами, записано в этом клоне и ждёт сервера: { $why }
