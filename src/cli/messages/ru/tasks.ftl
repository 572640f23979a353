tasks-none = Открытых задач нет.
