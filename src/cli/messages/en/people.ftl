people-key-unreadable = the key file { $path } cannot be read
people-key-unfit = { $path }: no public key of OpenSSH (a .pub file is needed)
people-added = person added: { $person }
people-without-key = no key yet: this person cannot sign
people-which-name = Name:
people-which-email = Address, as in the person's git:
people-which-role = Role:
people-no-such-role = no role { $role }; there are { $known }
