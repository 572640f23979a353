ask-empty = an answer is needed; Ctrl-C breaks off
ask-keys = ↑↓ to choose, Enter to take, letters search, Ctrl-C breaks off
ask-failed = could not ask
ask-yes = yes
ask-no = no
ask-approve = [a]pprove
ask-rework = [r]ework
ask-reject = re[j]ect
ask-leave = [n]o
# Latin: the key is the same on every layout that the file is opened from.
ask-open = o
