verify-commits = { $number } { $count ->
    [one] коммит
    [few] коммита
   *[other] коммитов
}
verify-proved = { $commits } от введения { $introduction } до { $tip }, { $decisions }, { $people } чел. · { $seconds } с
verify-decisions = { $number } { $count ->
    [one] решение
    [few] решения
   *[other] решений
}
verify-judged = проверено заново: { $number }
verify-not-anchored = { $commits } до { $tip } верны друг другу, но чьи они, не сказано: введение этой копии не известно
verify-way-anchor = введение и отпечаток ключа скажет администратор
verify-forged = подделка в { $commit }
verify-forged-by = подделка в { $commit } ({ $who }, { $at })
verify-not-good = нельзя принять { $commit }
verify-not-remembered = запомнить это здесь нельзя: в следующий раз всё будет проверено заново
verify-last-good = последний верный коммит: { $commit } · что делать: docs/auditing.md#forged
verify-nothing-good = верных коммитов нет · что делать: docs/auditing.md#forged
verify-more = и ещё { $count }: tlg verify --json покажет все
verify-could-not = проверить нельзя: { $commit }
verify-newer-rules = с этого коммита действуют правила версии { $rules }, а эта программа знает { $known }
verify-way-newer = поставьте новую версию tlg
verify-unreadable = не читается: { $why }
verify-way-unreadable = сервер или другая копия хранит целые объекты
verify-accepted = { $commit } подписан скомпрометированным ключом и принят: одобрен администратором или исправлен
verify-stale = сервис в последний раз работал { $last } ({ $ago }): cron стоит, или это старое состояние ветки
verify-never-ticked = сервис не работал ни разу ({ $days }): cron стоит, или это старое состояние ветки
verify-merge = слияние: { $count } родителя; история идёт по одной линии
verify-header = строка заголовка «{ $name }», которой tlg не пишет, или она повторена
verify-unsigned = коммит не подписан
verify-armour = подпись записана не в том единственном виде, в котором пишет tlg
verify-two-people = автор { $author }, а записал { $committer }
verify-malformed = коммит записан не так, как пишет tlg
verify-mode = { $path }: это не обычный файл (режим { $mode })
verify-name = { $folder }: имя файла не в UTF-8 или занято самим git
verify-twins = { $path } и { $other } отличаются только регистром букв
verify-empty-folder = { $folder }: пустая папка
verify-unsorted = { $folder }: папка записана не так, как пишет git
verify-too-many = отличается больше { $most } записей, столько не меняет ни один коммит tlg
verify-deep = папка лежит глубже, чем бывает в рабочем пространстве
verify-bad-signature = подпись не от этих байт (назван ключ { $key })
verify-unreadable-signature = подпись не читается
verify-unknown-key = подписано ключом { $key }, которого на тот момент ни у кого нет
verify-other-author = подписал { $signer }, а автором назван { $named }; в people.yaml: { $known }
verify-clock-back = время { $at } раньше, чем у предыдущего коммита ({ $parent })
verify-clock-ahead = время { $at } ещё не наступило (сейчас { $now })
verify-other-zone = время записано со смещением { $found }, а у компании { $company }
verify-no-moment = время коммита не похоже на время
verify-history-rewritten = { $path }:{ $line }: история переписана; в неё можно только дописывать
verify-no-text = { $path }: файл не в UTF-8
verify-nothing-done = ни одно событие этот коммит не объясняет
verify-many-acts = { $count } события в одном коммите, а должно быть одно
verify-refused = { $person } не может этого сделать: { $why }
verify-unexplained = { $path } изменён, и ни одно событие коммита этого не объясняет
verify-unchanged = { $path } должен был измениться вместе с этим событием
verify-text = { $place }: должно быть «{ $expected }», а стоит «{ $found }»
verify-removed = { $path } удалён
verify-size = { $path }: в сделке записано { $named }, а в файле { $found }
verify-broken = { $path }: { $broken }
verify-document = { $path }: в сделке записан SHA-256 { $named }, а у файла { $found }, или там уже был другой файл
verify-no-document = { $path }: документа нет
verify-message = сообщение коммита, строка { $place }: должно быть «{ $expected }», а стоит «{ $found }»
verify-header-is-no-fold = заголовок не следует из истории
verify-no-fold = событие { $event } не следует из предыдущих
verify-two-acts = событие { $event }: второе движение или решение в одном коммите
verify-time-runs-back = событие { $event } раньше предыдущего
verify-visits-miscounted = посещения стадии { $stage } сосчитаны неверно
verify-no-such-edge = из { $from } в { $to } дороги нет
verify-no-decision = событие { $event } опирается на решение, которого нет
verify-not-four-eyes = событие { $event }: { $person } не вправе решать это
verify-relocated-alone = событие { $event } переносит сделку без нового процесса
verify-underpaid = стадия { $stage } без денег, которых она требует
verify-forgotten = сделка в стадии { $stage } ничего не ждёт
verify-busy-after-end = закрытая сделка ещё чего-то ждёт
verify-documents-rewritten = документ { $file } переписан
verify-round-rewritten = КП №{ $round } переписано
verify-letter-astray = письмо { $letter } записано дважды или без своего файла
verify-compromised = подписано ключом { $key } ({ $person }), который тогда был в чужих руках
verify-other-introduction = история начинается не с того коммита: введение { $expected }
verify-other-introducer = введение подписано ключом { $found }, а должно быть { $expected }
verify-rolled-back = в ветке больше нет коммита { $commit }, который уже был проверен: её откатили
verify-way-ratify = администратор одобряет этот коммит
verify-way-correct = или взять событие назад, если коммит — о сделке
verify-way-introduction = сверьте с тем, что дал администратор
verify-way-rolled-back = сохраняет потерянное, если коммит здесь есть; затем спросите того, кто ведёт сервер
verify-way-clock = верны ли часы этой машины
