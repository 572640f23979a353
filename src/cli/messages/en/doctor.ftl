doctor-heading-clone = tlg doctor · { $folder }
doctor-heading-server = tlg doctor · server { $folder }
doctor-well = ok
doctor-note = note
doctor-failing = fails
doctor-guards = guards against { $what }
doctor-sum = ok: { $well }, notes: { $notes }, failing: { $failing }
doctor-title-programs = Programs
doctor-guards-programs = a machine on which signing or exchanging commits cannot work at all
doctor-title-repository = Repository
doctor-guards-repository = a history that is cut off, covered up or kept elsewhere, against git being in the middle of something, and against a disk that takes nothing more
doctor-title-files = Files
doctor-guards-files = settings, a process, people, numbers, calendars or deals that no command can read
doctor-title-rules = Rules
doctor-guards-rules = a program that is older than the rules of the workspace and would decide otherwise
doctor-title-identity = You
doctor-guards-identity = acting as somebody whom people.yaml does not know, or spells otherwise than git does
doctor-title-key = Key
doctor-guards-key = finding out only in the middle of an act that the key is missing, locked or not yours
doctor-title-introduction = Introduction
doctor-guards-introduction = a whole history that somebody else began and signed in everybody's name
doctor-title-hooks = Hooks
doctor-guards-hooks = a server that takes in what nobody has judged, and a clone in which plain git makes such commits
doctor-title-settings = git
doctor-guards-settings = git merging, rewriting or writing in a way of its own behind the back of tlg
doctor-title-edits = Edits
doctor-guards-edits = edits by hand that lie in the way of the next act or get lost unseen
doctor-title-calendar = Calendar
doctor-guards-calendar = deadlines that are counted by guessed working days
doctor-title-roles = Roles
doctor-guards-roles = a company that stands still when one person is away or has lost a key
doctor-title-keys = Keys
doctor-guards-keys = people who are let in and can sign nothing
doctor-title-service = Service
doctor-guards-service = a cron that has nobody to act as, so that nothing is reminded or sent
doctor-title-tick = tick
doctor-guards-tick = a cron that has died without anybody noticing, and against a clock that makes every letter too old
doctor-title-sync = Exchange
doctor-guards-sync = working on what others have long left behind, or keeping to oneself what they wait for
doctor-title-mail = Mail
doctor-guards-mail = letters that have nowhere to go, and letters that wait for a person
doctor-programs-found = git { $git }, OpenSSH { $ssh }
doctor-git-missing = git does not start
doctor-git-old = git { $found } is too old: 2.34 or newer is needed
doctor-ssh-keygen-missing = ssh-keygen does not start, and nothing can be signed
doctor-repository-sound = whole, and nothing is odd about it
doctor-no-commits = there is no commit yet
doctor-waits-for-push = nobody has pushed to { $branch } yet
doctor-shallow = the history is cut off (shallow clone) and proves nothing
doctor-partial = objects are left at the server until git needs them (partial clone); nothing here is whole
doctor-grafts = { $path } makes git show other parents than the commits have
doctor-replaced = objects that git shows in place of others: { $count }
doctor-borrowed = objects are borrowed from { $folder }: without it this history is lost
doctor-in-progress = not finished: { $operation }; no command works until then
doctor-detached = no branch is checked out (detached HEAD), and no command works
doctor-interrupted = a tlg was killed before it had finished; the next command finishes for it
doctor-files-sound = settings, process, people, numbers and calendars can be read
doctor-rules-known = rules { $rules }, and this program knows them
doctor-rules-newer = the workspace follows rules { $rules }, and this program knows them up to { $known }
doctor-identity-known = { $name } <{ $email }>, as in people.yaml
doctor-nobody = git does not say who you are
doctor-stranger = people.yaml knows nobody of the address { $email }
doctor-other-spelling = git says { $git }, people.yaml says { $register }
doctor-key-signs = { $key } signs
doctor-key-not-tried = { $key } waits for a touch and was not tried
doctor-key-locked-person = the key { $key } is locked and no agent holds it: every act will ask for the passphrase
doctor-key-locked-service = the service's key { $key } is locked, and there is nobody to unlock it for cron
doctor-key-not-theirs = git would sign with { $key }, which people.yaml does not give to { $person }
doctor-anchored = the history begins with { $id }, as was told
doctor-not-anchored = not anchored: nobody has told this clone what its history begins with
doctor-other-introduction = the history begins with { $found }, and { $told } was told: this is another history
doctor-anchor-missing = the file with the introduction is not there: { $path }
doctor-anchor-unreadable = { $path } holds no introduction
doctor-anchor-loose = others than root may change { $path }
doctor-hooks-there = tlg is asked by { $hooks }
doctor-hooks-missing-clone = not there: { $hooks }; git makes commits that the server refuses, and says so only there
doctor-hooks-missing-server = there is no { $hooks }: the server takes in everything
doctor-hook-foreign-there = { $path } is somebody else's and may not ask tlg
doctor-hooks-lost = { $hooks }: the program is not there: { $program }
doctor-hook-idle = { $path } may not be run, so git passes it over
doctor-hook-altered = { $path } is not as tlg writes it, and may let pushes through unjudged
doctor-settings-clone = set up as a clone of a workspace
doctor-settings-server = refuses rewriting, deleting and broken objects
doctor-settings-differ = { $count ->
    [one] this setting is another than it should be: { $names }
   *[other] these { $count } settings are others than they should be: { $names }
}
doctor-unedited = the work tree is as the last commit
doctor-appliable = edited by hand and not in use yet: { $paths }
doctor-edited = changed past tlg, so that acts on it are refused: { $paths }
doctor-unknown-files = files that git does not know: { $paths }
doctor-calendar-known = the working days of { $year } are known
doctor-provisional = there is no calendar/{ $year }.yaml: working days are those of the Labour Code and may yet change
doctor-roles-fine = administrators and finance directors can stand in for each other
doctor-nobody-holds = nobody holds the role: { $role }
doctor-only-one = { $person } alone holds the role: { $role }
doctor-keys-fine = { $count ->
    [one] the one person can sign
   *[other] all { $count } people can sign
}
doctor-keyless = without a key: { $people }
doctor-service-there = cron acts as { $person }
doctor-no-service = nobody holds the role of the service, so tick cannot run
doctor-ticked = last ran on { $at }
doctor-never-ticked = has never run in { $days }
doctor-tick-late = last ran on { $day }, { $days } ago
doctor-alone = no server: this clone stands by itself
doctor-synced = nothing to push and nothing to take over
doctor-synced-at = nothing to push and nothing to take over, as of { $at }
doctor-never-fetched = this branch was never exchanged with the server
doctor-ahead = { $count ->
    [one] { $count } commit has
   *[other] { $count } commits have
} not left for the server yet
doctor-behind = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
} of others not taken over yet
doctor-server-refused = what the server showed last, { $commit }, is not proved; nothing of it was taken
doctor-way-server-refused = tlg sync names what is wrong and the way out; until then work goes on here
doctor-shelved = { $count ->
    [one] { $count } act is
   *[other] { $count } acts are
} kept here and not done
doctor-diverged = parted from the server: ahead { $ahead }, behind { $behind }; never merge or rebase, that breaks signatures
doctor-maildir = letters can be written to { $path }
doctor-maildir-unwritable = letters cannot be written to { $path }: { $why }
doctor-way-install-git = install git 2.34 or newer: apt-get install git
doctor-way-install-ssh = install OpenSSH: apt-get install openssh-client
doctor-way-administrator = the administrator gives: { $command }
doctor-way-move = move them out of the folder
doctor-way-extra-paths = or let the administrator name them under extra_paths in tlg.yaml, then tlg apply
doctor-way-key = ssh-keygen -t ed25519; give the .pub file to the administrator
doctor-way-cron = look at cron of the service: crontab -l, systemctl list-timers
doctor-way-maildir = or name another folder in tlg.yaml: mail.maildir
doctor-and-others = { $some } and { $count } more
doctor-post-ready = { $to } takes letters
doctor-post-still = { $by_service ->
    [yes] { $why }
   *[no] no letter could leave from here, and none is sent from here: { $why }
}
doctor-letters-wait = letters that wait for a person: { $letters }
doctor-way-post = docs/deployment.md, Mail
doctor-way-letters = tlg mail show LETTER
doctor-title-branch = Branch
doctor-guards-branch = commits that were made past tlg, that the server refuses and that everything done later builds on
doctor-only-acts = what has not left this clone yet was done with tlg
doctor-merge-commits = merged by git, which joins files line by line: { $commits }
doctor-plain-commits = made past tlg (git commit, revert or am), no acts of anybody's: { $commits }
doctor-altered-acts = acts that were written anew (git commit --amend, rebase or cherry-pick) and prove nothing any more: { $commits }
doctor-not-writable = nothing can be written into { $folder }: { $why }
doctor-little-room = { $free } are left on the disk of { $folder }
doctor-way-writable = see whether the folder's permissions or a read-only mount are in the way: mount
doctor-way-cron-here = the service { $service } runs it, from this clone: crontab -l and systemctl list-timers of its account
doctor-way-cron-elsewhere = the service { $service } runs it, from another clone: ask an administrator whether cron is at work there
doctor-way-no-cron = docs/deployment.md, Cron's identity
