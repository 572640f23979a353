board-deals = сделок
board-sum = сумма, { $currency }
board-late = просрочено
board-days = в стадии, раб. дней
board-astray = { $deal } стоит на стадии { $stage }, которой нет в процессе
