hook-program-missing = the program is not there, git is stopped; install tlg, then run tlg hook install again
hook-installed = written into { $folder }: { $hooks }
hook-unchanged = there already: { $hooks }
hook-settings-fine = the settings of git are as they should be
hook-settings-set = { $count ->
    [one] { $count } setting of git
   *[other] { $count } settings of git
}
hook-introduced = introduction recorded: { $introduction }
hook-anchored = the introduction is taken from the file { $path }
hook-write-anchor = the file { $path } cannot be written from here; let root write these lines into it:
hook-other-history = the history here begins with { $found }, not with { $told }
hook-other-introduction = another introduction is recorded here: { $recorded }
hook-other-anchor = the file { $path } holds another introduction: { $held }
hook-no-anchor = the file { $path } holds no introduction
hook-anchor-missing = there is no file { $path }, and no introduction is given
hook-shared-folder = the hooks of this repository are in a folder shared with others: { $folder }
hook-foreign = somebody else's hook stands there: { $path }
hook-note-ask = to compare with whoever ran tlg init
hook-note-force = if the new introduction is right
hook-note-own-folder = a folder of its own
hook-note-look = to see it
hook-note-call = to add this line to it
hook-note-replace = or to replace it
hook-branch-of-deals = only acts of tlg go onto the branch { $branch }
hook-no-commit = { $command }: such a commit proves of nobody that they might do this, and the server refuses it
hook-no-amend = git commit --amend: a signed act is not rewritten, it is put right by the next one
hook-no-merge = git merge: it joins files line by line, and an approval comes to stand beside a price that it never saw
hook-no-rebase = git rebase: acts that are written anew are signed by somebody else, on what nobody has seen
hook-no-copy = { $command }: an act is decided on what its author saw, and is not done a second time by other hands
hook-note-sync = does your acts again on those of others
hook-note-back = to have the files as they were
hook-note-correct = to put right or take back what was recorded
hook-note-doctor = shows each edit and how to drop it
hook-note-deal = or move, edit, attach, note: tlg help deal
hook-note-apply = takes edits of settings, process, calendars and templates into use
hook-none = no hooks: git looks for hooks in a folder that other repositories share
