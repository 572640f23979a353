stop-refused = no: { $subject }
stop-failed = failed: { $text }
stop-broken-off = broken off, nothing has changed
