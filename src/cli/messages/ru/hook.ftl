hook-program-missing = программа не найдена, push не пропущен; поставьте tlg и повторите tlg hook install
hook-installed = хук { $path }
hook-unchanged = хук { $path } уже на месте
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
