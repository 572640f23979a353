my-day-open =
    { $count ->
        [one] { $count } сделка в работе
        [few] { $count } сделки в работе
       *[other] { $count } сделок в работе
    }
my-day-requests = ЖДУТ ВАШЕГО РЕШЕНИЯ
my-day-late = ПРОСРОЧЕНО
my-day-today = СЕГОДНЯ
my-day-soon = СКОРО
my-day-raised = ПРОСРОЧЕНО У ДРУГИХ
my-day-quotes = КП ИСТЕКАЮТ
my-day-unpaid = ЖДЁМ ОПЛАТУ
my-day-unpaid-line = { $paid } из { $total }
my-day-waiting = ЖДУТ ДРУГИХ
my-day-deferred = ОТЛОЖЕНО
my-day-mail = ПОЧТА
my-day-more = и ещё { $count }: { $all }
my-day-nothing = На сегодня всё.
my-day-next = Дальше: { $command }
my-day-reminder = { $title }, { $day }-й день
my-day-paid-of = оплачено { $paid } из { $total }
my-day-deferred-until = ждём оплату
my-day-letter = { $deal }  письмо «{ $letter }» { $why }
my-day-too-old = не ушло: ждало слишком долго
my-day-no-receipt = в отправке с { $at }, исход неизвестен
my-day-no-workspace =
    Здесь нет рабочего пространства tlg.

      tlg demo         попробовать на примере со сделками на каждой стадии
      tlg init ПАПКА   создать пространство своей компании
      tlg -C ПАПКА     открыть то, что уже есть
      tlg help         посмотреть, что умеет программа
my-day-stranger =
    Среди людей компании { $company } нет адреса { $email }.

    Если это не ваш адрес:  git config user.email ВАШ@АДРЕС
    Если ваш, администратор добавит вас:  tlg people add
my-day-nobody =
    Неизвестно, кто вы: git не знает вашего адреса.

    Назовите тот, что записан в people.yaml компании { $company }:
      git config user.email ВАШ@АДРЕС
my-day-silence = Напоминания стоят с { $day } ({ $days }): tick не запускался → tlg doctor
