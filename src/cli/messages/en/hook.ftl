hook-program-missing = the program is not there, the push is refused; install tlg, then run tlg hook install again
hook-installed = hook { $path }
hook-unchanged = hook { $path } is there already
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
