day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-near = { $weekday } { $day } { $month }
day-of-another-year = { $date } { $year }
day-exact = { $day } { $month } { $year }
day-weekday =
    { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
day-month =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
time-working-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
time-minutes = { $count } min
time-hours = { $count } h
time-days = { $count } days
time-years = { $count } years
time-ago = { $time } ago
size-bytes = { $count } B
size-kilobytes = { $count } KB
size-megabytes = { $count } MB
