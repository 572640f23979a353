stop-refused = нельзя: { $subject }
stop-failed = не получилось: { $text }
stop-broken-off = прервано, ничего не изменено
