//! The machine's zone has no say: the company's days begin and end in the company's zone (docs/process.md, Time).

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use office::Office;

/// The commits that a machine in this zone makes around midnight in Moscow, and how the deal stands then.
fn around_midnight(zone: &str) -> Vec<String> {
    let office = Office::open();
    let mut seen = Vec::new();
    for now in ["2026-11-20T23:59:00+03:00", "2026-11-21T00:01:00+03:00"] {
        let run = |line: &[&str]| {
            let mut command = office.sandbox.command(assert_cmd::cargo::cargo_bin!("tlg"));
            let config = office.sandbox.path("sidorov.gitconfig");
            command.current_dir(office.folder()).args(line);
            command
                .env("TZ", zone)
                .env("TLG_NOW", now)
                .env("GIT_CONFIG_GLOBAL", config);
            let output = command.output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            String::from_utf8(output.stdout).unwrap()
        };
        let number = run(&["deal", "new", "--client", "stakan-plus", "--title", "Линия"]);
        let id = number.trim();
        let path = format!("deals/00/00/{id}.yaml");
        seen.push(std::fs::read_to_string(office.folder().join(path)).unwrap());
        seen.push(run(&["deal", "show", id, "--json"]));
        seen.push(office.git("log -1 --format=%ad%n%cd%n%B --date=raw"));
    }
    seen
}

/// What `tick` does in this zone in the nights in which clocks are put back or forward, somewhere in the world.
fn ticks_in(zone: &str) -> Vec<String> {
    let office = Office::open();
    office.let_in("cron", "service");
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    let mut seen = Vec::new();
    for now in [
        "2026-11-25T23:59:00+03:00",
        "2026-11-26T00:01:00+03:00",
        // America, the 14th of March 2027, two o'clock; then Europe, the 28th.
        "2027-03-14T09:59:00+03:00",
        "2027-03-14T10:01:00+03:00",
        "2027-03-28T03:59:00+03:00",
        "2027-03-28T04:01:00+03:00",
        "2027-03-29T00:00:00+03:00",
        // Lord Howe Island puts its clocks back by half an hour.
        "2027-04-03T17:59:00+03:00",
        "2027-04-03T18:01:00+03:00",
    ] {
        let mut command = office.sandbox.command(assert_cmd::cargo::cargo_bin!("tlg"));
        let config = office.sandbox.path("cron.gitconfig");
        command.current_dir(office.folder()).arg("tick");
        command
            .env("TZ", zone)
            .env("TLG_NOW", now)
            .env("GIT_CONFIG_GLOBAL", config);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{zone} {now}: {said}");
        seen.push(String::from_utf8(output.stdout).unwrap());
        let tree = office.git("ls-tree -r --name-only HEAD ticks");
        let files = tree.lines().map(|path| office.folder().join(path));
        let records = files.map(|path| std::fs::read_to_string(path).unwrap());
        // The hash of a letter that names a commit is another in each repository, and so is the number of a run.
        let lines: String = records.collect();
        let differs = |line: &str| line.contains("sha256: ") || line.contains("run: ");
        let lines = lines.lines().filter(|line| !differs(line));
        seen.push(lines.collect::<Vec<_>>().join("\n"));
        seen.push(office.git("log -1 --format=%ad%n%cd%n%B --date=raw"));
    }
    seen
}

#[test]
fn the_zone_and_the_daylight_saving_of_the_machine_change_nothing_that_tick_does() {
    let utc = ticks_in("UTC");
    for zone in ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"] {
        assert_eq!(ticks_in(zone), utc, "{zone}");
    }
    assert!(
        !utc[0].contains("1 late") && utc[3].contains("1 late"),
        "{utc:?}"
    );
}

#[test]
fn the_zone_of_the_machine_changes_nothing_around_midnight() {
    let utc = around_midnight("UTC");
    assert_eq!(utc, around_midnight("Asia/Vladivostok"));
    assert!(
        utc[0].contains("due: 2026-11-25"),
        "three working days after Friday: {}",
        utc[0]
    );
    assert!(
        utc[3].contains("due: 2026-11-25"),
        "and after Saturday: {}",
        utc[3]
    );
}
