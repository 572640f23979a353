deals-deal = deal
deals-stage = stage
deals-client = client
deals-title = title
deals-manager = manager
deals-sum = sum
deals-sum-in = sum, { $currency }
deals-since = since
deals-late-since = ! { $day }
deals-none = There are no such deals.
deals-no-such-pipeline = no such pipeline: { $name }; there are { $known }
deals-count =
    { $count ->
        [one] { $count } deal
       *[other] { $count } deals
    }
deals-count-late =
    { $count ->
        [one] { $count } late
       *[other] { $count } late
    }
deals-unreadable =
    { $count ->
        [one] { $count } deal cannot be read and is missing above:
       *[other] { $count } deals cannot be read and are missing above:
    }
