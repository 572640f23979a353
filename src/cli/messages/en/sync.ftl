sync-about = meeting the server
sync-about-kept = acts that are kept
sync-done = in step with { $server }: received { $received }, sent { $sent }
sync-nothing = in step with { $server }: nothing new here or there
sync-alone = this clone has no server; everything is settled here
sync-redone = decided again on what others did: { $subject } ({ $old } → { $new })
sync-dropped = dropped, it says nothing that the server has not: { $subject } ({ $commit })
sync-kept = not done, kept as { $number }: { $subject }
sync-meanwhile = meanwhile: { $by }, { $at }: { $subject } ({ $commit })
sync-way-retry = on what is there now
sync-way-drop = let it go
sync-waiting = waiting for the key of { $person }: { $count ->
    [one] 1 act
   *[other] { $count } acts
}, decided again with the next command of theirs in this clone
sync-behind = { $count ->
    [one] 1 act of yours builds on what waits, and waits as well
   *[other] { $count } acts of yours build on what waits, and wait as well
}
sync-a-stranger = somebody whom the company does not know
sync-nothing-kept = nothing is kept, and nothing waits
sync-retried = done: { $subject } ({ $commit })
sync-let-go = let go: { $subject }; git keeps { $commit } for some weeks yet
sync-no-such = nothing is kept as { $number }
sync-no-server = this clone has no server
sync-offline = { $server } does not answer
sync-way-later = work goes on; what was done here leaves with the next command that reaches the server, or with tlg sync
sync-not-yet = done here, not on the server yet
sync-resting = done here, not on the server yet: it was away a moment ago; tlg sync asks it again
sync-unproved = what { $server } has is not proved; nothing of it was taken
sync-own-unproved = the history of this clone is not proved
sync-refused = { $server } says no
sync-overtaken = others were faster { $tries } times
sync-why-overwritten = { $path }: somebody else has changed this file meanwhile
sync-way-edit = edit the file anew, then take it over
sync-why-follows = builds on { $commit }, which was not done
sync-why-not-signed = the commit is not signed by your key
sync-why-no-act = this is nothing that tlg writes: { $difference }
sync-why-out-of-form = the commit has no form that tlg writes
sync-why-other-deal = the number now belongs to another deal
sync-why-waits = waits, as it builds on an act that waits or is signed with a key that does not count yet
sync-standing = { $server }: { $step } · { $when }
sync-in-step = in step
sync-apart = { $ahead } ahead, { $behind } behind
sync-met-at = met { $at }
sync-missed-at = no answer { $at }
sync-never-met = never met
sync-mine-wait = { $count ->
    [one] 1 act of yours waits
   *[other] { $count } acts of yours wait
} to be decided again
sync-mine-kept = { $count ->
    [one] 1 act of yours is
   *[other] { $count } acts of yours are
} kept and not done
sync-gone = { $server } had the branch of the deals and has it no more
sync-way-gone = whoever keeps the server knows why; if it is lost, git push from this clone brings it back
sync-leased = numbers of deals in stock here: { $from }–{ $to }
sync-letters = the run of tick { $commit } took letters in hand and would have to be decided again; then they would leave twice
sync-way-letters = docs/sync.md, Letters that a run of tick has in hand
sync-engaged = another command of this clone is talking to the server
sync-engaged-with = { $command } (process { $pid } on { $host })
sync-unnoted = the server has it, and could not be noted here to have it: { $why }
sync-kept-at = kept { $at } because:
sync-now-holds = now: it would hold
sync-now-same = now: still so
sync-now-other = now:
sync-mine-lies = waits as { $number }: { $subject }
sync-other-key = git signs here with { $key }, which is none of your keys as things stand there: what waits is decided again once git config user.signingkey names one of them
sync-waits-for = waits for { $person }, whose next command in this clone decides it: { $subject } ({ $commit })
sync-way-look = what it changed
sync-way-file = a file of it, as it was
sync-why-nobody-signs = nobody can sign it: { $author } is not in people.yaml, or has no role or no key there
sync-why-nowhere = was signed here and is neither on the branch nor kept: another command in this clone has let go of it, or found it done already
sync-way-nowhere = git keeps the commit for some weeks yet
