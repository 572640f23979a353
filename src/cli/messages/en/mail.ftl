mail-none = All letters have left.
mail-unknown = there is no such letter
mail-letter = Letter
mail-state = State
mail-unwritten = Unwritten
mail-from = From
mail-to = To
mail-reply-to = Reply-To
mail-subject = Subject
mail-attachment = Attached
mail-leaves = leaves with the next tick
mail-held = held until { $until }
mail-cause-gone = will not leave: { $because }
mail-leaving = leaving
mail-sent = sent
mail-cancelled = dropped: { $because }
mail-because =
    { $because ->
        [taken_back] the event was taken back
        [moved_on] the deal has moved on
        [not_in_force] the document is no longer in force
        [request_closed] the request is closed
        [too_old] it waited too long
        [lost] the deal is lost
       *[other] { $because }
    }
mail-unreadable = the record of the claim or the document cannot be read: { $error }
mail-not-the-claimed = written anew it differs from the letter that was claimed
mail-attachment-missing = the attachment { $file } is missing
mail-attachment-changed = the attachment { $file } has not the bytes that were approved
mail-address = mail knows no way to { $address }
mail-message = the message cannot be put together: { $error }
mail-file = { $path }: { $error }
