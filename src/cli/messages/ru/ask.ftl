ask-empty = нужен ответ; прервать: Ctrl-C
ask-keys = ↑↓ выбрать, Enter принять, буквы ищут, Ctrl-C прервать
ask-failed = не удалось спросить
ask-yes = да
ask-no = нет
ask-approve = [у]твердить
ask-rework = [в]ернуть
ask-reject = [о]тклонить
ask-leave = [н]ет
# Latin: the key is the same on every layout that the file is opened from.
ask-open = o
