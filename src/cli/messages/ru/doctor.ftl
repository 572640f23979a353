doctor-heading-clone = tlg doctor · { $folder }
doctor-heading-server = tlg doctor · сервер { $folder }
doctor-well = верно
doctor-note = внимание
doctor-failing = ошибка
doctor-guards = защищает от { $what }
doctor-sum = верно: { $well }, внимание: { $notes }, ошибка: { $failing }
doctor-title-programs = Программы
doctor-guards-programs = машины, на которой нельзя ни подписать коммит, ни обменяться коммитами
doctor-title-repository = Репозиторий
doctor-guards-repository = истории, которую обрезали, подменили или хранят в чужом месте, от git, занятого посреди дела, и от диска, на который больше ничего не записать
doctor-title-files = Файлы
doctor-guards-files = настроек, процесса, людей, номеров, календарей и сделок, которых не прочтёт ни одна команда
doctor-title-rules = Правила
doctor-guards-rules = программы старше правил рабочего пространства, которая решала бы иначе
doctor-title-identity = Вы
doctor-guards-identity = действий от имени того, кого people.yaml не знает или пишет иначе, чем git
doctor-title-key = Ключ
doctor-guards-key = того, что лишь посреди дела окажется: ключа нет, он заперт или чужой
doctor-title-introduction = Введение
doctor-guards-introduction = целой истории, которую начал и подписал за всех кто-то другой
doctor-title-hooks = Хуки
doctor-guards-hooks = сервера, который примет непроверенное, и копии, где обычный git делает такие коммиты
doctor-title-settings = git
doctor-guards-settings = слияний, переписывания и записи по-своему, которые git сделал бы за спиной у tlg
doctor-title-edits = Правки
doctor-guards-edits = правок вручную, которые помешают следующему действию или незаметно пропадут
doctor-title-calendar = Календарь
doctor-guards-calendar = сроков, посчитанных по предполагаемым рабочим дням
doctor-title-roles = Роли
doctor-guards-roles = компании, которая встанет, если один человек уедет или потеряет ключ
doctor-title-keys = Ключи
doctor-guards-keys = людей, которые приняты, но ничего не могут подписать
doctor-title-service = Сервис
doctor-guards-service = cron, которому не от чьего имени действовать: ни напоминаний, ни писем
doctor-title-tick = tick
doctor-guards-tick = cron, который умер, и никто не заметил, и от часов, по которым устарело бы каждое письмо
doctor-title-sync = Обмен
doctor-guards-sync = работы над тем, что у других давно не так, и от сделанного, которого они не видят
doctor-title-mail = Почта
doctor-guards-mail = писем, которым некуда уйти, и писем, которые ждут решения
doctor-programs-found = git { $git }, OpenSSH { $ssh }
doctor-git-missing = git не запускается
doctor-git-old = git { $found } слишком старый: нужен 2.34 или новее
doctor-ssh-keygen-missing = ssh-keygen не запускается, и подписать ничего нельзя
doctor-repository-sound = цел, странностей нет
doctor-no-commits = коммитов ещё нет
doctor-waits-for-push = в { $branch } ещё никто не сделал push
doctor-shallow = история обрезана (shallow) и ничего не доказывает
doctor-partial = часть объектов осталась на сервере (partial clone): целого здесь нет
doctor-grafts = из-за { $path } git показывает у коммитов не тех родителей
doctor-replaced = объектов, которые git показывает вместо других: { $count }
doctor-borrowed = объекты взяты взаймы из { $folder }: без неё эта история пропадёт
doctor-in-progress = не закончено: { $operation }; до тех пор команды не работают
doctor-detached = ни одна ветка не выбрана (detached HEAD), и команды не работают
doctor-interrupted = tlg был прерван и не закончил; следующая команда закончит за него
doctor-files-sound = настройки, процесс, люди, номера и календари читаются
doctor-rules-known = правила { $rules }, программа их знает
doctor-rules-newer = рабочее пространство живёт по правилам { $rules }, а программа знает их до { $known }
doctor-identity-known = { $name } <{ $email }>, как в people.yaml
doctor-nobody = git не говорит, кто вы
doctor-stranger = people.yaml не знает никого с адресом { $email }
doctor-other-spelling = в git написано { $git }, в people.yaml { $register }
doctor-key-signs = { $key } подписывает
doctor-key-not-tried = { $key } ждёт прикосновения, проба не делалась
doctor-key-locked-person = ключ { $key } заперт, и агента с ним нет: пароль будет спрошен при каждом действии
doctor-key-locked-service = ключ сервиса { $key } заперт, и для cron его никто не отопрёт
doctor-key-not-theirs = git подписал бы ключом { $key }, а people.yaml не даёт его { $person }
doctor-anchored = история начинается с { $id }, как и сказано
doctor-not-anchored = без якоря: этой копии никто не сказал, с чего начинается история
doctor-other-introduction = история начинается с { $found }, а сказано { $told }: это другая история
doctor-anchor-missing = файла с введением нет: { $path }
doctor-anchor-unreadable = в файле { $path } нет введения
doctor-anchor-loose = { $path } может изменить не только root
doctor-hooks-there = git спрашивает tlg через { $hooks }
doctor-hooks-missing-clone = нет { $hooks }: git сделает коммит, который сервер не примет, и скажет об этом только там
doctor-hooks-missing-server = нет { $hooks }: сервер принимает что угодно
doctor-hook-foreign-there = { $path } чужой и может не спрашивать tlg
doctor-hooks-lost = { $hooks }: программы { $program } нет
doctor-hook-idle = { $path } нельзя запускать, и git его пропускает
doctor-hook-altered = { $path } не такой, каким его пишет tlg, и может пропускать непроверенное
doctor-settings-clone = настроен как копия рабочего пространства
doctor-settings-server = не даёт переписывать, удалять и присылать испорченное
doctor-settings-differ = { $count ->
    [one] { $count } настройка не та: { $names }
    [few] { $count } настройки не те: { $names }
   *[other] { $count } настроек не те: { $names }
}
doctor-unedited = рабочее дерево как в последнем коммите
doctor-appliable = изменено вручную и ещё не действует: { $paths }
doctor-edited = изменено мимо tlg, и действия с этим не пройдут: { $paths }
doctor-unknown-files = файлы, которых git не знает: { $paths }
doctor-calendar-known = рабочие дни { $year } года известны
doctor-provisional = calendar/{ $year }.yaml нет: рабочие дни взяты по Трудовому кодексу и могут измениться
doctor-roles-fine = администраторов и финансовых директоров больше одного
doctor-nobody-holds = роли ни у кого нет: { $role }
doctor-only-one = роль «{ $role }» только у одного человека: { $person }
doctor-keys-fine = подписать { $count ->
    [one] может { $count } человек из { $count }
    [few] могут все { $count } человека
   *[other] могут все { $count } человек
}
doctor-keyless = без ключа: { $people }
doctor-service-there = cron действует как { $person }
doctor-no-service = роли сервиса ни у кого нет, и tick не запустить
doctor-ticked = последний запуск { $at }
doctor-never-ticked = за { $days } ни разу не запускался
doctor-tick-late = последний запуск { $day }, { $days } назад
doctor-alone = сервера нет: эта копия сама по себе
doctor-synced = отправлять и забирать нечего
doctor-synced-at = отправлять и забирать нечего, по состоянию на { $at }
doctor-never-fetched = эта ветка ещё ни разу не обменивалась с сервером
doctor-ahead = на сервер ещё не { $count ->
    [one] отправлен { $count } коммит
    [few] отправлены { $count } коммита
   *[other] отправлены { $count } коммитов
}
doctor-behind = ещё не взято с сервера: { $count ->
    [one] { $count } коммит
    [few] { $count } коммита
   *[other] { $count } коммитов
}
doctor-server-refused = последнее, что показал сервер, { $commit }, не доказано; ничего из этого не взято
doctor-way-server-refused = tlg sync назовёт, что не так и как это исправить; до тех пор работа идёт здесь
doctor-shelved = { $count ->
    [one] { $count } действие отложено
    [few] { $count } действия отложены
   *[other] { $count } действий отложено
} здесь и не сделано
doctor-diverged = разошлось с сервером: впереди на { $ahead }, позади на { $behind }; не делайте merge и rebase, они портят подписи
doctor-maildir = письма можно записать в { $path }
doctor-maildir-unwritable = письма нельзя записать в { $path }: { $why }
doctor-way-install-git = поставить git 2.34 или новее: apt-get install git
doctor-way-install-ssh = поставить OpenSSH: apt-get install openssh-client
doctor-way-administrator = администратору: { $command }
doctor-way-move = убрать их из папки
doctor-way-extra-paths = или пусть администратор впишет их в extra_paths в tlg.yaml, затем tlg apply
doctor-way-key = ssh-keygen -t ed25519; файл .pub передать администратору
doctor-way-cron = посмотреть cron сервиса: crontab -l, systemctl list-timers
doctor-way-maildir = или назвать другую папку в tlg.yaml: mail.maildir
doctor-and-others = { $some } и ещё { $count }
doctor-post-ready = письма принимает { $to }
doctor-post-still = { $by_service ->
    [yes] { $why }
   *[no] отсюда письма не ушли бы, здесь их и не отправляют: { $why }
}
doctor-letters-wait = решения ждут письма: { $letters }
doctor-way-post = docs/deployment.md, «Mail»
doctor-way-letters = tlg mail show ПИСЬМО
doctor-title-branch = Ветка
doctor-guards-branch = коммитов мимо tlg, которых не примет сервер и на которых стоит всё сделанное после
doctor-only-acts = всё, что ещё не ушло из копии, сделано с tlg
doctor-merge-commits = слиты git, который сводит файлы построчно: { $commits }
doctor-plain-commits = сделаны мимо tlg (git commit, revert или am) и ничьи не действия: { $commits }
doctor-altered-acts = действия, переписанные git (commit --amend, rebase или cherry-pick), больше ничего не доказывают: { $commits }
doctor-not-writable = в { $folder } ничего не записать: { $why }
doctor-little-room = на диске с { $folder } осталось { $free }
doctor-way-writable = проверьте права на папку и не смонтирован ли диск только для чтения: mount
doctor-way-cron-here = запускает его сервис { $service } из этой копии: crontab -l и systemctl list-timers у его учётной записи
doctor-way-cron-elsewhere = запускает его сервис { $service } из другой копии: спросите администратора, работает ли там cron
doctor-way-no-cron = docs/deployment.md, «Cron's identity»
