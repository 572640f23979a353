apply-nothing = Правок нет: настройки те же, что в последнем коммите.
apply-edited = правка: { $path }
apply-done = записано: { $paths }
apply-no-text = { $path }: это не текст в UTF-8
apply-drop = отбросить правку
apply-no-setting = это не файл настроек; свои файлы называет extra_paths в tlg.yaml
apply-template = строка { $line }: { $message }
apply-no-subject = первая строка — «Subject: …», вторая пустая
apply-no-template = у письма { $mail } нет шаблона templates/mail/{ $mail }.txt
apply-rules-alone = новые rules — отдельной правкой: больше ничего не меняйте
apply-rules-down = rules только растут: было { $from }, стало { $to }
apply-rules-unknown = rules { $rules } эта программа не знает, только до { $known }
apply-prefix = сделки уже пронумерованы с { $prefix }: приставка не меняется
apply-merge = нет строки deals/** merge=binary: git сливал бы сделки как текст
apply-stage = стадии { $stage } больше нет среди открытых, а в ней стоят { $deals }
apply-task = задачи { $task } больше нет, а она открыта в { $deals }
apply-decision = решения { $decision } больше нет, а его ждут { $deals }
