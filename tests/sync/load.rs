//! Many commands at the same time, in one clone and in many: nothing is lost, and nothing is done twice.
//!
//! `TLG_LOAD=1` runs 8 × 50 commands in one clone and 8 × 25 in as many clones, and `--nocapture` shows the figures.

use std::thread;
use std::time::{Duration, Instant};

use crate::firm::{Deal, Firm, Seat};

fn size(small: (usize, usize), full: (usize, usize)) -> (usize, usize) {
    let is_full = std::env::var_os("TLG_LOAD").is_some();
    if is_full { full } else { small }
}

/// What a worker does in turn: a word to the deal that all write to, and a client of their own.
fn line(worker: usize, number: usize) -> String {
    match number % 2 {
        0 => format!("deal note 1 -m 'Word {worker}-{number}.'"),
        _ => format!("client add 'C{worker}x{number}' --email c@c{worker}x{number}.example"),
    }
}

/// Runs so many commands at each seat, all seats side by side; how long each took.
fn work(seats: &[Seat], commands: usize) -> Vec<Duration> {
    thread::scope(|scope| {
        let workers = seats.iter().enumerate().map(|(worker, seat)| {
            scope.spawn(move || {
                let timed = |number| {
                    let begun = Instant::now();
                    seat.done(&line(worker, number));
                    begun.elapsed()
                };
                (0..commands).map(timed).collect::<Vec<Duration>>()
            })
        });
        let workers: Vec<_> = workers.collect();
        let times = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap());
        times.collect()
    })
}

fn report(what: &str, begun: Instant, mut times: Vec<Duration>) {
    times.sort();
    let all = begun.elapsed();
    let part = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_millis();
    println!(
        "{what}: {} commands in {:.1} s, {:.1} a second; median {} ms, 95 % {} ms, longest {} ms",
        times.len(),
        all.as_secs_f64(),
        times.len() as f64 / all.as_secs_f64(),
        part(50),
        part(95),
        part(100)
    );
}

/// Everything that was done is there once, on the server as well.
fn assert_nothing_is_lost(seat: &Seat, workers: usize, commands: usize) {
    assert_eq!(seat.run("sync").code, 0);
    assert_eq!(seat.tip(), seat.firm.tip());
    let log = seat.git("log --format=%B");
    let clients = seat.git("ls-files clients");
    for worker in 0..workers {
        for number in 0..commands {
            let times = match number % 2 {
                0 => log.matches(&format!("Word {worker}-{number}.")).count(),
                _ => clients
                    .matches(&format!("/c{worker}x{number}/client.yaml"))
                    .count(),
            };
            assert_eq!(times, 1, "{}", line(worker, number));
        }
    }
    assert!(seat.git("for-each-ref refs/tlg").is_empty());
    seat.assert_sound();
}

#[test]
fn many_commands_in_one_clone_wait_for_each_other() {
    let firm = Firm::with(Deal::New);
    let (workers, commands) = size((4, 4), (8, 50));
    let seats = vec![firm.desk(); workers];
    let begun = Instant::now();
    let times = work(&seats, commands);
    report(
        &format!("{workers} × {commands} in one clone"),
        begun,
        times,
    );
    assert_nothing_is_lost(&firm.desk(), workers, commands);
}

#[test]
fn many_clones_against_one_server_all_get_their_turn() {
    let firm = Firm::with(Deal::New);
    let (workers, commands) = size((4, 3), (8, 25));
    let names: Vec<String> = (0..workers)
        .map(|worker| format!("clone-{worker}"))
        .collect();
    let seats: Vec<Seat> = names
        .iter()
        .map(|name| firm.clone("sidorov", name))
        .collect();
    let begun = Instant::now();
    let times = work(&seats, commands);
    report(
        &format!("{workers} × {commands} in as many clones"),
        begun,
        times,
    );
    assert!(seats.iter().all(|seat| seat.kept().is_empty()));
    seats.iter().for_each(|seat| drop(seat.done("sync")));
    seats.iter().for_each(|seat| drop(seat.done("sync")));
    assert_nothing_is_lost(&seats[0], workers, commands);
    assert!(seats.iter().all(|seat| seat.tip() == firm.tip()));
}
