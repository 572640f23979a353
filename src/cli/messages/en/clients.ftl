clients-email = Mail
clients-inn = Tax id
clients-folder = Folder
clients-no-email = no address
clients-none = There are no such clients.
clients-no-deals = No deals.
clients-open-deals =
    { $count ->
        [one] { $count } open deal
       *[other] { $count } open deals
    }
clients-closed-deals =
    { $count ->
        [one] { $count } closed deal
       *[other] { $count } closed deals
    }
