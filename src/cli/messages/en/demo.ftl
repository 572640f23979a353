demo-orlov = Orlov
demo-ivanov = Ivanov
demo-sidorov = Sidorov
demo-petrova = Petrova
demo-smirnova = Smirnova
demo-service = cron
demo-auditor = Auditor

demo-taken = the folder { $folder } is not empty: name another one
demo-no-place = the folder of the demo, { $folder }
demo-unable = the command "{ $line }" could not be started
demo-off-the-story = the command "{ $line }" ended otherwise than the story has it (code { $code })

demo-company = The company moves in
demo-company-begins = A Russian company sells machines for paper cups, raw material and spare parts; its stages, letters and names are in its own language. Ten weeks ago Orlov, the administrator, made a workspace: an ordinary git repository. All that you will see the program does itself, with keys that were made just now and are good for nothing else.
demo-company-people = The introduction is signed: all trust goes back to it. Now Orlov lets people in, each with a public key. Petrova is the finance director, Ivanov and Sidorov are managers, Smirnova is the accountant.
demo-company-process = The process is a file, process.yaml. Before anybody works by it, the program proves that it is sound: every stage has a way to success, there are no dead ends and no dead rules.
demo-company-clients = The managers enter their clients.

demo-in-stock = The goods are in stock
demo-in-stock-request = A request comes in. Ivanov opens a deal and gets a task: to find out within three working days whether the goods are in stock.
demo-in-stock-hurry = The client is in a hurry, and Ivanov wants to invoice at once. The refusal names all that is missing, and the commands that supply it.
demo-in-stock-checked = The knives are there. The move is the answer to the task: the fact is stated, the task done, the next one given, in one signed commit.
demo-in-stock-quote = Nobody has to approve: the quote goes to the client at once. The letter waits ten minutes, so that a slip can be taken back.
demo-in-stock-letter = By the hour cron runs tlg tick, and the letter leaves, with exactly the bytes that the deal has on record.
demo-in-stock-invoice = The client agrees. The invoice is made out, the task is done, and the deal moves on by itself.
demo-in-stock-paid = Money has come in. The accountant confirms it by the number of the invoice. The deal crosses into logistics by itself: the goods are in Rostov.
demo-in-stock-delivery = The goods are collected and handed to the carrier; the client is told that they are on their way. Three days later another letter will say that they have arrived.
demo-in-stock-won = The client has the goods. The deal is back in sales, and the accountant closes it once the documents are there.

demo-signature = Not in stock, and the director has to sign
demo-signature-request = The machine is not in stock: procurement, the supplier's price, the quote.
demo-signature-asked = Half of the money in advance is not for Ivanov to promise. He asks for approval and says why.
demo-signature-own = He cannot approve his own quote: whoever asks does not decide.
demo-signature-waits = Petrova sees what waits for her: total, terms, reason, and the hash that her decision will bind. The file says nothing of the delivery date, and she returns the quote with that remark.
demo-signature-again = Ivanov has corrected the file: this is quote no. 2, and no. 1 stays on record as it was. Petrova approves, and the quote goes to the client by itself.
demo-signature-proof = Her decision is a commit that any git can check without our program. It is bound to the hash of file and terms: nobody can put another total into it afterwards.

demo-discount = A discount
demo-discount-asked = The client finds it dear. The wish for a discount goes to the director; Petrova grants it, down to a lowest total and up to a day.
demo-discount-limit = The limit holds: no quote leaves below it, and above it nobody has to approve again.

demo-supply = Supply, and pick-up in Rostov
demo-supply-half = By this quote half is paid before shipping. It is enough: the deal begins to wait for the supply, for the goods are not in stock.
demo-supply-arrived = The goods have arrived. The client will fetch them: as soon as they are collected a letter says so.
demo-supply-unpaid = The deal cannot be closed while only half is paid. Smirnova confirms the rest, and now it can.
demo-supply-history = An auditor need ask nobody: who, when, what, and signed by whom.

demo-refusals = When it does not come off
demo-refusals-rejected = Sidorov asks to approve a price below cost. Petrova rejects it, and the deal is closed as lost.
demo-refusals-reopened = On the next day the supplier lowers the price. Only the director can open a lost deal again; earlier decisions no longer hold.
demo-refusals-slip = Sidorov is in a hurry and loses a zero. The letter has not left yet, and the last event is taken back; it stays on record, and so does the correction.
demo-refusals-discount = In another deal the client asks for a discount, and Petrova refuses. The deal stays open: the manager is told to tell the client. The client does not agree, and the deal is lost.

demo-deferral = Payment put off
demo-deferral-asked = A client has not paid and asks for more time. The specification goes into the client's folder, and the deal waits for the day that was named.
demo-deferral-day = The day has come, the money has not. From this morning on the program reminds the manager once a day, however often it is run.
demo-deferral-third = The third day. This is what Ivanov's day looks like, and explain says of every rule why it did or did not act.
demo-deferral-again = The client names another date, and the reminders keep silent until then.
demo-deferral-paid = Paid. The same commit ends the reminders and sends the deal to the warehouse.

demo-today = Today
demo-today-board = The story has caught up with the clock. This is where the company stands today.
demo-today-director = And this waits for Petrova.
demo-today-proof = All of it can be proved with stock git: every commit is signed by whoever made it, and the store is whole.

demo-end = Your move
demo-end-yours = The workspace stays in { $folder }: fourteen deals, five people. Be any of them:
demo-end-day = my day: what to do, what waits, what is late
demo-end-decide = approve, return, reject: what waits for you
demo-end-explain = why a deal stands where it stands
demo-end-colleague = the same as Ivanov
demo-end-files = a deal as it is: text that people read
