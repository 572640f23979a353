# The Russian help. Keys are made from the place in the tree of commands, see src/cli/help.rs.

help = Вести сделки компании как подписанную историю в git; без команды показать мой день

# What says the same wherever it stands.
help--directory = Работать, как если бы запустили в этой папке
help--json = Печатать данные для программ
help--quiet = Не говорить ничего, кроме данных и отказов
help--help = Показать эту справку
help--version = Показать версию
help--dry_run = Показать, что было бы записано, и ничего не записывать
help--given = Что передаёт git
help--message = Причина или замечание, сохранится в событии
help--at = Как было на конец этого дня или в этой ревизии
help--deal = Сделка: номер или id
help--set = Записать факт, можно повторять
help--file = Приложить документ, можно повторять
help--no_mail = Не отправлять клиенту письмо: передано иначе
help--client = Клиент: id или часть названия, если она одна такая
help--task = Задача, нужна, когда у сделки их несколько
help--total = Сумма КП
help--valid_until = Последний день действия КП
help--prepayment = Доля оплаты до отгрузки, в процентах
help--binds = Хеш того, о чём решают, от семи цифр

value-dir = ПАПКА
value-id = ID
value-id-invoice = ID|СЧЕТ
value-stage = СТАДИЯ
value-client = КЛИЕНТ
value-person = ЧЕЛОВЕК
value-fact-value = ФАКТ=ЗНАЧЕНИЕ
value-kind = ВИД
value-kind-path = ВИД=ФАЙЛ
value-path = ФАЙЛ
value-file-pub = ФАЙЛ.pub
value-file-pub-key = ФАЙЛ.pub|КЛЮЧ
value-text = ТЕКСТ
value-title = НАЗВАНИЕ
value-name = НАЗВАНИЕ
value-email = АДРЕС
value-inn = ИНН
value-amount = СУММА
value-date = ДАТА
value-date-rev = ДАТА|РЕВИЗИЯ
value-rev = РЕВИЗИЯ
value-remote = СЕРВЕР
value-url = АДРЕС
value-percent = ПРОЦЕНТ
value-hash = ХЕШ
value-number = НОМЕР
value-pipeline = ВОРОНКА
value-reason = ПРИЧИНА
value-task = ЗАДАЧА
value-role = РОЛЬ
value-letter = ПИСЬМО
value-verdict = РЕШЕНИЕ
value-address = АДРЕС
value-shell = ОБОЛОЧКА
value-command = КОМАНДА
value-file = ФАЙЛ
value-id-fingerprint = ID:ОТПЕЧАТОК
value-commit = КОММИТ
value-key = КЛЮЧ

help-deal = Открывать, находить, двигать и закрывать сделки
help-deal-new = Открыть сделку и напечатать её id
help-deal-new--title = Название сделки: что нужно клиенту
help-deal-new--manager = Менеджер сделки; без него вы
help-deal-list = Показать список сделок
help-deal-list--text = Только сделки, в id, названии или клиенте которых есть этот текст
help-deal-list--stage = Только сделки на этой стадии
help-deal-list--manager = Только сделки этого менеджера
help-deal-list--pipeline = Только сделки этой воронки
help-deal-list--late = Только сделки, где что-то просрочено
help-deal-list--closed = И выигранные, и потерянные сделки
help-deal-show = Показать сделку: где стоит, что дальше, что сделано
help-deal-log = Показать историю сделки с её подписанными коммитами
help-deal-explain = Сказать о каждом правиле, почему оно сработало или нет
help-deal-move = Перевести сделку на другую стадию
help-deal-move--stage = Стадия: id, начало id или название
help-deal-set = Записать факты сделки
help-deal-set--set = Факт и его значение
help-deal-attach = Приложить документ к сделке
help-deal-attach--kind = Вид документа
help-deal-attach--path = Файл
help-deal-edit = Изменить название или клиента сделки
help-deal-edit--title = Новое название
help-deal-edit--client = Другой клиент: id или часть названия, если она одна такая
help-deal-note = Записать замечание в историю сделки
help-deal-assign = Передать сделку или все сделки человека другому менеджеру
help-deal-assign--person = Менеджер, который берёт сделку
help-deal-assign--from = Менеджер, чьи сделки передают
help-deal-assign--to = Менеджер, который их берёт
help-deal-defer = Отложить оплату сделки до даты
help-deal-defer--until = День, когда ждут оплату
help-deal-defer--file = Приложить документ, можно повторять; первой отсрочке нужна specification=ФАЙЛ
help-deal-lose = Закрыть сделку как потерянную
help-deal-lose--reason = Причина: price, no_answer, no_supply, competitor, unpaid, rejected, duplicate, other
help-deal-correct = Взять назад последнее событие сделки
help-deal-reopen = Снова открыть потерянную сделку

help-task = Смотреть и закрывать задачи
help-task-list = Показать задачи, сначала просроченные
help-task-list--all = Задачи всех, а не только свои
help-task-done = Закрыть задачу тем, что она требует
help-task-later = Перенести срок задачи и сказать почему
help-task-later--until = Новый срок

help-quote = Выдвигать КП и скидки
help-quote-send = Отправить КП клиенту без согласования
help-quote-send--file = Файл КП
help-quote-ask = Попросить финансового директора утвердить КП
help-quote-ask--file = Файл КП
help-quote-discount = Попросить финансового директора о скидке, которую хочет клиент
help-quote-discount--ask = Сумма, о которой просит клиент
help-quote-withdraw = Отозвать открытый запрос по сделке

help-approve = Утвердить то, о чём просят, или показать, что ждёт вашего решения
help-approve--deal = Сделка: номер или id; без неё показать, что вас ждёт
help-approve--lowest = Наименьшая сумма, до которой разрешена скидка
help-approve--until = Последний день разрешённой скидки
help-rework = Вернуть КП менеджеру и сказать, что исправить
help-reject = Отклонить то, о чём просят, и сказать почему

help-pay = Подтвердить оплату сделки или счета либо взять оплату назад
help-pay--deal = Сделка (номер или id) или счет (номер)
help-pay--amount = Поступившая сумма
help-pay--date = День поступления
help-pay--document = Номер платёжного документа
help-pay--cancel = Взять назад оплату с этим номером документа

help-board = Показать сделки по стадиям: сколько, на какую сумму, просрочено ли, как долго стоят

help-client = Добавлять, менять и находить клиентов
help-client-add = Добавить клиента
help-client-add--name = Название клиента
help-client-add--email = Адрес, на который уходят письма
help-client-add--inn = ИНН
help-client-add--id = Id клиента; без него составится из названия
help-client-set = Изменить записанное о клиенте
help-client-set--name = Новое название
help-client-set--email = Новый адрес, на который уходят письма
help-client-set--inn = Новый ИНН
help-client-list = Показать список клиентов
help-client-list--text = Только клиенты, в названии или id которых есть этот текст
help-client-show = Показать клиента и его сделки

help-mail = Смотреть письма, которые уходят из компании
help-mail-list = Показать письма: в очереди, в пути, с ошибкой
help-mail-show = Показать письмо таким, каким его получит адресат
help-mail-show--letter = Письмо, как оно названо в списке
help-mail-resolve = Сказать, что стало с письмом, которое само не ушло, или что с ним делать
help-mail-resolve--letter = Письмо, как оно названо в списке
help-mail-resolve--verdict = Оно дошло (sent), отправить снова (resend) или не отправлять (drop)
help-mail-resolve--to = Другой адрес, на который отправить снова

help-tick = Напомнить, поднять выше и отправить почту, которой пора; запускает cron
help-tick--dry_run = Показать, что было бы сделано, и ничего не делать

help-process = Смотреть и доказывать процесс
help-process-show = Показать воронки, стадии, задачи и переходы
help-process-check = Доказать, что процесс исправен, или сказать, где нет
help-process-diagram = Напечатать процесс схемой

help-people = Люди: роли, ключи и заместители
help-people-list = Показать людей, их роли и ключи, и кто кого замещает
help-people-add = Добавить человека
help-people-add--id = Id человека
help-people-add--name = Имя человека
help-people-add--email = Адрес, тот же, что у человека в git
help-people-add--role = Роль, можно повторять
help-people-add--key = Открытый ключ, которым человек подписывает: файл или сам текст
help-people-grant = Дать человеку роль
help-people-grant--person = Человек: id или часть имени, если она одна такая
help-people-grant--role = Роль
help-people-revoke = Снять с человека роль
help-people-revoke--person = Человек: id или часть имени, если она одна такая
help-people-revoke--role = Роль
help-people-key = Добавлять, отзывать и списывать ключи
help-people-key-add = Разрешить человеку подписывать ещё одним ключом
help-people-key-add--person = Человек: id или часть имени, если она одна такая
help-people-key-add--key = Открытый ключ: файл или сам текст
help-people-key-retire = Больше не подписывать этим ключом; подписанное остаётся в силе
help-people-key-retire--person = Человек: id или часть имени, если она одна такая
help-people-key-retire--key = Ключ: отпечаток, его начало, если оно одно такое, или файл
help-people-key-compromise = Списать ключ, который может быть у постороннего, и сказать почему
help-people-key-compromise--person = Человек: id или часть имени, если она одна такая
help-people-key-compromise--key = Ключ: отпечаток, его начало, если оно одно такое, или файл
help-people-key-compromise--trusted = Последний коммит, до которого ключу верят
help-people-key-compromise--nothing_trusted = Не верить ничему, что подписано этим ключом
help-people-ratify = Подтвердить коммиты скомпрометированного ключа и сказать почему
help-people-ratify--commit = Коммит, можно повторять
help-people-delegate = Назначить себе заместителя в роли или снять его
help-people-delegate--role = Ваша роль
help-people-delegate--to = Кто замещает
help-people-delegate--first = Первый день; без него сегодня
help-people-delegate--last = Последний день
help-people-delegate--end = Снять: действующее замещение или, с --from, то, что начинается в этот день

help-apply = Проверить и закоммитить настройки, процесс, календари и шаблоны, изменённые вручную

help-doctor = Проверить машину, копию или сервер и файлы в последнем коммите и сказать, как их починить

help-hook = Сделать так, чтобы git спрашивал tlg, прежде чем коммиты уйдут из копии или войдут на сервер
help-hook-pre-receive = Впустить push или отказать: это git спрашивает на сервере
help-hook-pre-push = Проверить push, пока он не ушёл из копии: это git спрашивает здесь
help-hook-pre-push--remote = Имя сервера, как его называет git
help-hook-pre-push--url = Адрес сервера, как его называет git
help-hook-pre-commit = Не пустить на ветку сделок коммит мимо tlg: это git спрашивает перед ним
help-hook-pre-merge-commit = Не пустить слияние на ветку сделок: это git спрашивает перед ним
help-hook-pre-rebase = Не дать переписать ветку сделок: это git спрашивает перед этим
help-hook-pre-applypatch = Не пустить на ветку сделок патч из письма: это git спрашивает перед ним
help-hook-prepare-commit-msg = Не пустить на ветку сделок коммит мимо tlg, cherry-pick или revert: это git спрашивает перед любым из них
help-verify = Доказать, что всё в истории сделано по правилам и теми, кто вправе
help-verify--revision = Последний коммит истории; без него ветка сделок
help-verify--full = Судить всё с первого коммита, и то, что уже доказано
help-verify--documents = Хешировать заново все документы, и те, что уже проверены
help-hook-install = Установить хуки и настройки git этой копии или сервера, в его голом репозитории
help-hook-install--introduction = Первый коммит и отпечаток его ключа, как их напечатал tlg init
help-hook-install--anchor = Файл с введением, недоступный тем, кто делает push
help-hook-install--force = Заменить хук, введение или файл с ним, которые уже есть

help-init = Создать рабочее пространство компании в папке и подписать его первый коммит
help-init--folder = Папка рабочего пространства, новая или пустая
help-init--company = Название компании
help-init--service_key = Открытый ключ сервиса, для tick
help-clone = Снять копию рабочего пространства с сервера и оставить её, только если вся история доказана
help-clone--url = Адрес репозитория сервера, как его понимает git
help-clone--folder = Папка копии, новая или пустая
help-clone--introduction = Первый коммит и отпечаток его ключа, как их напечатал tlg init
help-clone--trust_on_first_use = Поверить введению, которое там найдётся, и напечатать его, чтобы сравнить
help-demo = Проиграть десять недель сделок компании на глазах и оставить рабочее место, чтобы продолжить
help-demo--folder = Папка демонстрации, новая или пустая; без неё tlg-demo
help-completions = Напечатать скрипт, который учит оболочку дополнять команды, сделки и стадии
help-completions--shell = Оболочка: bash, elvish, fish, powershell или zsh
help-help = Показать справку о команде
help-help--command = Команда, слово за словом
