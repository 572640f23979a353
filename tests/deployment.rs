//! The ways to run `tlg` that docs/deployment.md describes, each from an empty folder.
#![cfg(unix)]

#[path = "deployment/forge.rs"]
mod forge;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[path = "deployment/one_clone_for_all.rs"]
mod one_clone_for_all;
#[path = "deployment/over_ssh.rs"]
mod over_ssh;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "deployment/sshd.rs"]
mod sshd;

const PAGE: &str = include_str!("../docs/deployment.md");
const NOW: &str = "2026-11-20T10:00:00+03:00";

/// The block of the page that begins with that line.
fn block(first: &str) -> &'static str {
    let start = PAGE.find(&format!("```console\n{first}\n"));
    let start = start.or_else(|| PAGE.find(&format!("```yaml\n{first}\n")));
    let rest = &PAGE[start.unwrap_or_else(|| panic!("no block {first}"))..];
    let (_, rest) = rest.split_once('\n').expect("a block");
    rest.split("```").next().expect("its end")
}

/// The commands of such a block.
fn commands(first: &str) -> Vec<&'static str> {
    let lines = block(first).lines();
    lines.filter_map(|line| line.strip_prefix("$ ")).collect()
}

/// The introduction of a workspace, as `tlg init` tells it.
fn introduction(office: &office::Office) -> String {
    let of = |name: &str| office.git(&format!("config {name}")).trim().to_owned();
    format!("{}:{}", of("tlg.introduction"), of("tlg.introducedBy"))
}
