day-today = сегодня
day-tomorrow = завтра
day-yesterday = вчера
day-near = { $weekday } { $day }.{ $month }
day-of-another-year = { $date }.{ $year }
day-exact = { $day }.{ $month }.{ $year }
day-weekday =
    { $weekday ->
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
        [6] сб
       *[7] вс
    }
day-month =
    { $month ->
        [1] 01
        [2] 02
        [3] 03
        [4] 04
        [5] 05
        [6] 06
        [7] 07
        [8] 08
        [9] 09
        [10] 10
        [11] 11
       *[12] 12
    }
time-working-days =
    { $count ->
        [one] { $count } раб. день
        [few] { $count } раб. дня
       *[other] { $count } раб. дней
    }
time-minutes = { $count } мин
time-hours = { $count } ч
time-days = { $count } дн.
time-years =
    { $count ->
        [one] { $count } год
        [few] { $count } года
       *[other] { $count } лет
    }
time-ago = { $time } назад
size-bytes = { $count } Б
size-kilobytes = { $count } КБ
size-megabytes = { $count } МБ
