board-deals = deals
board-sum = sum, { $currency }
board-late = late
board-days = in stage, working days
board-astray = { $deal } is in the stage { $stage }, which the process does not have
