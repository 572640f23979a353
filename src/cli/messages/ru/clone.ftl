clone-about = копия { $url } не снята
clone-not-introduced = не сказано, чья это должна быть история: сервер может показать чужую, подписанную своими ключами
clone-note-introduction = его напечатал tlg init; спросите администратора, не сервер
clone-note-trust = поверить серверу в этот раз, сравнить потом
clone-made = копия готова: { $folder }, ветка { $branch } из { $url }
clone-nothing-kept = копия не снята: всё полученное удалено из { $folder }
clone-way-look = чтобы всё же посмотреть; работать там нельзя
clone-trusted = принято на веру: { $introduction }; сравните с тем, что tlg init напечатал администратору
