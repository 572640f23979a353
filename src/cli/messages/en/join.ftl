join-nobody = not cloned: there is nothing to sign with
join-note-make-key = to make a key, then again
join-note-other-key = or to name another one
join-key = signed by { $key }, { $setting }
join-known = you are { $id }: { $roles }
join-unknown = nobody of the address { $email } is let in yet; the administrator has to run:
join-other-key = you are { $id }, and this key is not yours yet; the administrator has to run:
join-note-afterwards = once the administrator has done that
