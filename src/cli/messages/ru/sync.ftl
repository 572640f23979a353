sync-about = обмен с сервером
sync-about-kept = отложенные действия
sync-done = обмен с { $server }: получено { $received }, отправлено { $sent }
sync-nothing = обмен с { $server }: ничего нового ни здесь, ни там
sync-alone = у этого клона нет сервера; здесь всё улажено
sync-redone = решено заново поверх сделанного другими: { $subject } ({ $old } → { $new })
sync-dropped = отброшено, не несёт ничего, чего нет на сервере: { $subject } ({ $commit })
sync-kept = не сделано, отложено под номером { $number }: { $subject }
sync-meanwhile = тем временем: { $by }, { $at }: { $subject } ({ $commit })
sync-way-retry = поверх того, что есть сейчас
sync-way-drop = отказаться
sync-waiting = ждёт ключа { $person }: { $count ->
    [one] { $count } действие
    [few] { $count } действия
   *[other] { $count } действий
}, решится заново следующей командой этого человека в этом клоне
sync-behind = { $count ->
    [one] { $count } ваше действие опирается на то, что ждёт, и ждёт вместе с ним
    [few] { $count } ваших действия опираются на то, что ждёт, и ждут вместе с ним
   *[other] { $count } ваших действий опираются на то, что ждёт, и ждут вместе с ним
}
sync-a-stranger = человека, которого компания не знает
sync-nothing-kept = ничего не отложено и ничего не ждёт
sync-retried = сделано: { $subject } ({ $commit })
sync-let-go = отказались: { $subject }; git ещё несколько недель хранит { $commit }
sync-no-such = под номером { $number } ничего не отложено
sync-no-server = у этого клона нет сервера
sync-offline = { $server } не отвечает
sync-way-later = работа продолжается; сделанное здесь уйдёт со следующей командой, которая дойдёт до сервера, или по tlg sync
sync-not-yet = сделано здесь, на сервере этого ещё нет
sync-resting = сделано здесь, на сервере этого ещё нет: он только что не отвечал; tlg sync спросит его снова
sync-unproved = то, что лежит на { $server }, не доказано; ничего оттуда не взято
sync-own-unproved = история этого клона не доказана
sync-refused = { $server } отказывает
sync-overtaken = другие были быстрее, попыток: { $tries }
sync-why-overwritten = { $path }: тем временем файл изменил кто-то другой
sync-way-edit = внести правку заново и принять её
sync-why-follows = опирается на { $commit }, а это не сделано
sync-why-not-signed = коммит не подписан вашим ключом
sync-why-no-act = такого tlg не пишет: { $difference }
sync-why-out-of-form = у коммита нет той формы, в какой пишет tlg
sync-why-other-deal = этот номер теперь у другой сделки
sync-why-waits = ждёт: опирается на действие, которое ждёт, или подписано ключом, который там ещё не в силе
sync-standing = { $server }: { $step } · { $when }
sync-in-step = вровень
sync-apart = впереди на { $ahead }, позади на { $behind }
sync-met-at = обмен { $at }
sync-missed-at = не ответил { $at }
sync-never-met = обмена ещё не было
sync-mine-wait = { $count ->
    [one] { $count } ваше действие ждёт
    [few] { $count } ваших действия ждут
   *[other] { $count } ваших действий ждут
} нового решения
sync-mine-kept = { $count ->
    [one] { $count } ваше действие отложено
    [few] { $count } ваших действия отложены
   *[other] { $count } ваших действий отложено
} и не сделано
sync-gone = на { $server } была ветка сделок, а теперь её нет
sync-way-gone = причину знает тот, кто ведёт сервер; если она потеряна, её вернёт git push из этого клона
sync-leased = номера сделок про запас в этом клоне: { $from }–{ $to }
sync-letters = запуск tick { $commit } взял письма, и его пришлось бы решать заново; тогда они ушли бы дважды
sync-way-letters = docs/sync.md, Letters that a run of tick has in hand
sync-engaged = с сервером сейчас обменивается другая команда этого клона
sync-engaged-with = { $command } (процесс { $pid } на { $host })
sync-unnoted = на сервере это есть, но записать это здесь не удалось: { $why }
sync-kept-at = отложено { $at }, потому что:
sync-now-holds = сейчас: прошло бы
sync-now-same = сейчас: всё ещё так
sync-now-other = сейчас:
sync-mine-lies = ждёт под номером { $number }: { $subject }
sync-other-key = git подписывает здесь ключом { $key }, а там он не ваш: всё, что ждёт, решится заново, когда git config user.signingkey назовёт ваш ключ
sync-waits-for = ждёт { $person }, решится следующей командой этого человека в этом клоне: { $subject } ({ $commit })
sync-way-look = что там изменено
sync-way-file = файл оттуда, каким он был
sync-why-nobody-signs = подписать это некому: { $author } нет в people.yaml, либо там нет роли или ключа
sync-why-nowhere = подписано здесь, но нет ни на ветке, ни среди отложенного: другая команда в этом клоне отказалась от этого или нашла это уже сделанным
sync-way-nowhere = git ещё несколько недель хранит коммит
