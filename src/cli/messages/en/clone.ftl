clone-about = { $url } is not cloned
clone-not-introduced = nobody has said whose history it should be: a server can show a false one, signed by keys of its own
clone-note-introduction = tlg init printed it; ask the administrator, not the server
clone-note-trust = believe the server this once, compare later
clone-made = the clone is ready: { $folder }, branch { $branch } of { $url }
clone-nothing-kept = not cloned: what was fetched is removed from { $folder }
clone-way-look = to look at it all the same; nobody should work there
clone-trusted = believed as found: { $introduction }; compare it with what tlg init printed to the administrator
