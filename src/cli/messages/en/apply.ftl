apply-nothing = Nothing was edited: the settings are those of the last commit.
apply-edited = edited: { $path }
apply-done = applied: { $paths }
apply-no-text = { $path }: no text in UTF-8
apply-drop = drop the edit
apply-no-setting = not a file of settings; tlg.yaml names your own files in extra_paths
apply-template = line { $line }: { $message }
apply-no-subject = the first line is “Subject: …”, the second is empty
apply-no-template = the letter { $mail } has no template templates/mail/{ $mail }.txt
apply-rules-alone = new rules come in an edit of their own: change nothing else
apply-rules-down = rules only grow: they were { $from }, now { $to }
apply-rules-unknown = this program does not know rules { $rules }, only up to { $known }
apply-prefix = deals are numbered with { $prefix } already: the prefix stays
apply-merge = the line deals/** merge=binary is missing: git would merge deals as text
apply-stage = the stage { $stage } is no open stage any more, and { $deals } stand in it
apply-task = the task { $task } is gone, and it is open in { $deals }
apply-decision = the decision { $decision } is gone, and { $deals } wait for it
