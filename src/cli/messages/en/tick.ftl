tick-look = to see what it would do
tick-another-runs = tick is running already: process { $pid } on { $host }
tick-somebody-runs = tick is running already in this clone
tick-reminded = reminded
tick-escalated = escalated
tick-digests = digests
tick-letters = letters
tick-sent = { $count } sent
tick-would-leave = { $count } would leave
tick-dropped = { $count } dropped: their cause is gone
tick-too-old = { $count } did not leave: they waited too long
tick-hangs = tick has been at work for { $minutes } min and holds up the others: process { $pid } on { $host }
tick-way-hangs = stop that process: the next tick does the rest
tick-leap = the clock is { $ahead } ahead of the last commit: by a wrong clock tick would drop every letter
tick-way-leap = set the clock right; where it is right: tlg tick --clock-is-right
tick-other-branch = the deals are on branch { $deals }, and { $found } is checked out: what is done there the others do not see, and letters would leave twice
tick-lapsed = { $count } of earlier days dropped: what they said, those of today say
tick-dry-run = dry run, nothing is written
tick-unknown-nobody = nobody is the service that runs tick: tlg people add … --role service
tick-unknown-not-fetched = the server { $server } has commits that this clone has not: tick takes them first, and they may change what it does
tick-unknown-not-handed-over = the server { $server } first gets { $count ->
    [one] { $count } commit
   *[other] { $count } commits
} of this clone: whether it takes them, and what comes after them, is not known
tick-unknown-mail = whether the mail takes the letters is not known: tlg doctor tries it
tick-trouble = { $letter }: { $why }
tick-nothing = nothing to do
tick-deferred = later
tick-put-off = { $letter } → { $until }: { $said }
tick-still = letters did not leave: { $why }
tick-still-idle = no letter waits to leave, and none could: { $why }
tick-unshared = what became of letters is recorded in this clone and waits for its server: { $why }
