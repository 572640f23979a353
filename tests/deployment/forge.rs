//! A forge that runs no hooks: its CI proves what was pushed.

use std::fs;
use std::process::Output;

use crate::office::Office;
use crate::{NOW, block, introduction};

const CI: &str = ".gitlab-ci.yml";

/// A company whose forge takes everything.
struct Site {
    office: Office,
}

impl Site {
    fn new() -> Site {
        let office = Office::open();
        let server = office.sandbox.path("forge.git");
        office.git(&format!("init -q --bare -b main {}", server.display()));
        office.git(&format!("remote add origin {}", server.display()));
        let site = Site { office };
        site.push();
        site
    }

    fn push(&self) {
        self.office.git("push -q --no-verify --force origin main");
    }

    /// The commands of the page's file, run one after the other in an empty folder as CI does.
    fn ci(&self) -> Output {
        let (_, script) = block(&format!("# {CI}")).split_once("script:").unwrap();
        let lines = script.lines();
        let script: Vec<&str> = lines
            .filter_map(|line| line.trim().strip_prefix("- "))
            .collect();
        assert_eq!(script.len(), 1, "{script:?}");
        let folder = self.office.sandbox.path("ci");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let tlg = assert_cmd::cargo::cargo_bin!("tlg");
        let path = std::env::var("PATH").unwrap();
        let url = format!("file://{}", self.office.sandbox.path("forge.git").display());
        let mut shell = self.office.sandbox.command("sh");
        shell
            .current_dir(&folder)
            .env(
                "PATH",
                format!("{}:{path}", tlg.parent().unwrap().display()),
            )
            .env("HOME", &folder)
            .env_remove("GIT_CONFIG_GLOBAL")
            .env("TLG_NOW", NOW)
            .env("CI_REPOSITORY_URL", url)
            .env("TLG_INTRODUCTION", introduction(&self.office))
            .args(["-ec", &script.join("\n")]);
        shell.output().unwrap()
    }
}

#[test]
fn the_file_of_the_ci_lives_in_the_repository_and_proves_it() {
    let site = Site::new();
    let folder = site.office.folder();
    fs::write(folder.join(CI), block(&format!("# {CI}"))).unwrap();
    let administrator = site.office.by("ivanov");
    administrator.done("apply");
    let listed = site.office.git("ls-files");
    assert!(!listed.contains(CI), "only once the settings name it");
    let settings = fs::read_to_string(folder.join("tlg.yaml")).unwrap();
    let named = settings
        .lines()
        .map(|line| match line.starts_with("extra_paths:") {
            true => format!("extra_paths: [{CI}]\n"),
            false => format!("{line}\n"),
        });
    fs::write(folder.join("tlg.yaml"), named.collect::<String>()).unwrap();
    administrator.done("apply");
    assert!(site.office.git("ls-files").contains(CI));
    site.push();
    let proved = site.ci();
    let said = String::from_utf8_lossy(&proved.stderr);
    assert!(proved.status.success(), "{said}");
}

#[test]
fn what_is_no_act_makes_the_ci_red() {
    let site = Site::new();
    fs::write(site.office.folder().join("todo.txt"), "to do\n").unwrap();
    site.office.git("add todo.txt");
    site.office
        .git("-c core.hooksPath=/dev/null commit -q -m past");
    site.push();
    let red = site.ci();
    assert_eq!(red.status.code(), Some(1), "{red:?}");
    let said = String::from_utf8_lossy(&red.stderr);
    assert!(said.contains("docs/auditing.md#forged"), "{said}");
}
