join-nobody = копия не снята: подписывать в ней нечем
join-note-make-key = сделать ключ, потом повторить
join-note-other-key = или назвать другой
join-key = подпись { $key }, { $setting }
join-known = вы { $id }: { $roles }
join-unknown = людей с адресом { $email } здесь ещё нет; администратору надо выполнить:
join-other-key = вы { $id }, но этого ключа за вами нет; администратору надо выполнить:
join-note-afterwards = когда администратор это сделал
