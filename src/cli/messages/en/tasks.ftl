tasks-none = There are no open tasks.
