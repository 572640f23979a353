people-key-unreadable = файл ключа { $path } не читается
people-key-unfit = { $path }: это не открытый ключ OpenSSH (нужен файл .pub)
people-added = добавлен человек: { $person }
people-without-key = ключа ещё нет: подписывать этот человек пока не может
people-which-name = Имя:
people-which-email = Адрес, как в git этого человека:
people-which-role = Роль:
people-no-such-role = нет роли { $role }; есть { $known }
