hook-program-missing = программа не найдена, git остановлен; поставьте tlg и повторите tlg hook install
hook-installed = в { $folder } записано: { $hooks }
hook-unchanged = уже на месте: { $hooks }
hook-settings-fine = настройки git уже такие, как нужно
hook-settings-set = { $count ->
    [one] настройка git: { $count }
    [few] настройки git: { $count }
   *[other] настроек git: { $count }
}
hook-introduced = введение записано: { $introduction }
hook-anchored = введение берётся из файла { $path }
hook-write-anchor = файл { $path } отсюда не записать; пусть root запишет в него эти строки:
hook-other-history = история здесь начинается с { $found }, а не с { $told }
hook-other-introduction = здесь записано другое введение: { $recorded }
hook-other-anchor = в файле { $path } другое введение: { $held }
hook-no-anchor = в файле { $path } нет введения
hook-anchor-missing = файла { $path } нет, и введение не названо
hook-shared-folder = хуки этого репозитория лежат в общей папке { $folder }
hook-foreign = здесь стоит чужой хук: { $path }
hook-note-ask = сверить с тем, кто запускал tlg init
hook-note-force = если новое введение верно
hook-note-own-folder = своя папка хуков
hook-note-look = посмотреть его
hook-note-call = дописать в него эту строку
hook-note-replace = или заменить его
hook-branch-of-deals = на ветку { $branch } идут только действия tlg
hook-no-commit = { $command }: такой коммит не докажет, что его автор был вправе, и сервер его не примет
hook-no-amend = git commit --amend: подписанное действие не переписывают, его исправляют следующим
hook-no-merge = git merge: слияние сводит файлы построчно, и согласование окажется рядом с ценой, которой оно не видело
hook-no-rebase = git rebase: переписанные действия подпишет не тот, кто их совершил, и не на том, что он видел
hook-no-copy = { $command }: действие решается на том, что видел его автор, и второй раз чужими руками не совершается
hook-note-sync = сделает ваши действия заново поверх чужих
hook-note-back = вернуть файлы, как были
hook-note-correct = исправить или отменить записанное
hook-note-doctor = покажет каждую правку и как её убрать
hook-note-deal = или move, edit, attach, note: tlg help deal
hook-note-apply = записать правки настроек, процесса, календарей и шаблонов
hook-none = хуков нет: git ищет хуки в папке, общей для разных репозиториев
