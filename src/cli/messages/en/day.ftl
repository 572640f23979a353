my-day-open =
    { $count ->
        [one] { $count } deal at work
       *[other] { $count } deals at work
    }
my-day-requests = WAITING FOR YOUR DECISION
my-day-late = LATE
my-day-today = TODAY
my-day-soon = SOON
my-day-raised = LATE WITH OTHERS
my-day-quotes = QUOTES RUN OUT
my-day-unpaid = AWAITING PAYMENT
my-day-unpaid-line = { $paid } of { $total }
my-day-waiting = WAITING FOR OTHERS
my-day-deferred = PUT OFF
my-day-mail = MAIL
my-day-more = and { $count } more: { $all }
my-day-nothing = Nothing more for today.
my-day-next = Next: { $command }
my-day-reminder = { $title }, day { $day }
my-day-paid-of = paid { $paid } of { $total }
my-day-deferred-until = awaiting payment
my-day-letter = { $deal }  letter “{ $letter }” { $why }
my-day-too-old = did not leave: it waited too long
my-day-no-receipt = is leaving since { $at }, outcome unknown
my-day-no-workspace =
    There is no tlg workspace here.

      tlg demo         try it on a sample with deals in every stage
      tlg init DIR     make a workspace for your company
      tlg -C DIR       open one that exists
      tlg help         see what the program can do
my-day-stranger =
    { $company } knows nobody with the address { $email }.

    If this is not your address:  git config user.email YOUR@ADDRESS
    If it is, the administrator adds you:  tlg people add
my-day-nobody =
    Nobody knows who you are: git has no address of yours.

    Name the one that people.yaml of { $company } has:
      git config user.email YOUR@ADDRESS
my-day-silence = Reminders have stood still since { $day } ({ $days }): tick has not run → tlg doctor
