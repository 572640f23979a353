//! `tlg sync` against stock git, side by side in one run on copies of the same clone and server.
//!
//! `cargo bench --bench sync_against_git` measures a history of 500 commits; `-- --commits 20000` as many as one likes.
//! git only carries commits; `tlg` proves what comes in, and decides and signs anew what has to follow it. The server has
//! no hook, which would cost both the same.

mod generator;

use generator::Company;
use generator::measure::{median, number_after, report};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs of each; the median is reported.
const RUNS: usize = 9;

/// A company, its server, and two clones that follow the workspace: one with `tlg`, one with git.
struct Scene {
    company: Company,
    server: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
}

fn main() {
    let commits = number_after("--commits").unwrap_or(500);
    let begun = Instant::now();
    let scene = Scene::with(commits as usize);
    println!(
        "{commits} commits, {RUNS} runs each; generated in {:.1} s\n",
        begun.elapsed().as_secs_f64()
    );
    for incoming in [0, 1, 100] {
        scene.receive(incoming);
    }
    for intents in [1, 20] {
        scene.replay(intents);
    }
}

impl Scene {
    fn with(commits: usize) -> Scene {
        let company = Company::with_deals(1);
        company.act(commits);
        let server = company.server();
        company.switch_hook(&server, false);
        let workspace = company.workspace();
        company.git(&["remote", "add", "origin", text(&server)]);
        company.git(&["fetch", "-q", "origin"]);
        company.git(&["branch", "-q", "-u", "origin/main"]);
        company.tlg(&["sync"]);
        let beside = |name: &str| workspace.with_file_name(name);
        let (ours, theirs) = (beside("ours"), beside("theirs"));
        copy(&workspace, &ours);
        copy(&workspace, &theirs);
        Scene {
            company,
            server,
            ours,
            theirs,
        }
    }

    /// So many commits of others come in, and nothing goes out.
    fn receive(&self, incoming: usize) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            if incoming > 0 {
                self.others_do(incoming);
            }
            ours.push(timed(self.tlg(&self.ours, &["sync"])));
            let pull = timed(self.git(&self.theirs, &["pull", "-q", "--ff-only"]));
            theirs.push(pull + timed(self.git(&self.theirs, PUSH)));
        }
        let git = median(&theirs);
        report(
            &format!("git pull + push, {incoming} come in"),
            &theirs,
            None,
        );
        report(&format!("tlg sync, {incoming} come in"), &ours, Some(git));
    }

    /// So many acts were done here while others did one.
    fn replay(&self, intents: usize) {
        let mut times = [const { Vec::new() }; 3];
        for run in 0..RUNS {
            timed(self.tlg(&self.ours, &["sync"]));
            self.act_alone(intents, run);
            self.others_do(1);
            let (aside, server) = (self.ours.with_file_name("aside"), self.aside());
            copy(&self.ours, &aside);
            copy(&self.server, &server);
            times[0].push(timed(self.tlg(&self.ours, &["sync"])));
            timed(self.git(&aside, &["remote", "set-url", "origin", text(&server)]));
            let without_hooks = ["-c", "core.hooksPath=/dev/null", "pull", "-q", "--rebase"];
            let rebase = timed(self.git(&aside, &without_hooks));
            times[1].push(rebase + timed(self.git(&aside, PUSH)));
            times[2].push(self.carry(&server));
        }
        let [ours, rebased, carried] = times;
        let git = median(&rebased);
        report(
            &format!("git pull + push, {intents} go out"),
            &carried,
            None,
        );
        report(&format!("git pull --rebase, {intents}"), &rebased, None);
        report(&format!("tlg sync, {intents} replayed"), &ours, Some(git));
        let ratio = median(&ours).as_secs_f64() / median(&carried).as_secs_f64();
        println!("  {ratio:.3} × git that signs nothing");
    }

    /// git takes in what the others did, and carries out the commits that `tlg` made.
    fn carry(&self, server: &Path) -> Duration {
        let others = self.output(&self.company.workspace(), &["rev-parse", "main"]);
        timed(self.git(server, &["update-ref", "refs/heads/main", &others]));
        timed(self.git(&self.theirs, &["remote", "set-url", "origin", text(server)]));
        let pull = timed(self.git(&self.theirs, &["pull", "-q", "--ff-only"]));
        let here = text(&self.ours).to_owned();
        timed(self.git(&self.theirs, &["fetch", "-q", &here, "main"]));
        timed(self.git(&self.theirs, &["merge", "-q", "--ff-only", "FETCH_HEAD"]));
        let push = timed(self.git(&self.theirs, PUSH));
        timed(self.git(
            &self.theirs,
            &["remote", "set-url", "origin", text(&self.server)],
        ));
        pull + push
    }

    fn aside(&self) -> PathBuf {
        self.server.with_file_name("server-aside.git")
    }

    fn others_do(&self, commits: usize) {
        self.company.git(&["pull", "-q", "--ff-only"]);
        self.company.act(commits);
        self.company.git(PUSH);
    }

    /// The server is away meanwhile.
    fn act_alone(&self, intents: usize, run: usize) {
        timed(self.git(&self.ours, &["remote", "set-url", "origin", "/nowhere"]));
        for number in 0..intents {
            let name = format!("N{intents}r{run}n{number}");
            let email = format!("{name}@client.example");
            let line = ["client", "add", &name, "--email", &email];
            timed(self.tlg(&self.ours, &line));
        }
        timed(self.git(
            &self.ours,
            &["remote", "set-url", "origin", text(&self.server)],
        ));
    }

    fn tlg(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = self.company.command(arguments);
        command.current_dir(folder);
        command
    }

    fn git(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = self.company.git_command(arguments);
        command.current_dir(folder);
        command
    }

    fn output(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.git(folder, arguments).output().expect("git starts");
        String::from_utf8(output.stdout)
            .expect("UTF-8")
            .trim()
            .to_owned()
    }
}

/// No hook looks at what stock git pushes.
const PUSH: &[&str] = &["push", "-q", "--no-verify", "origin", "main"];

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    let mut copy = Command::new("cp");
    timed_run(copy.arg("-a").arg(from).arg(to));
}

fn timed(mut command: Command) -> Duration {
    timed_run(&mut command)
}

fn timed_run(command: &mut Command) -> Duration {
    let begun = Instant::now();
    let output = command.stdin(Stdio::null()).output().expect("it starts");
    let time = begun.elapsed();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    time
}
