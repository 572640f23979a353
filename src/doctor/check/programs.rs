//! Guards against a machine on which signing or exchanging commits cannot work at all.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Observed;

/// The first git that signs with SSH keys.
pub const OLDEST_GIT: (u32, u32) = (2, 34);

pub fn judge(observed: &Observed) -> Vec<Finding> {
    let machine = &observed.machine;
    let mut findings = Vec::new();
    match &machine.git {
        None => findings.push(Finding::GitMissing),
        Some(found) if is_older(found) => findings.push(Finding::GitOld {
            found: found.clone(),
        }),
        Some(_) => {}
    }
    if !machine.has_ssh_keygen {
        findings.push(Finding::SshKeygenMissing);
    }
    if findings.is_empty() {
        findings.push(Finding::Programs {
            git: machine.git.clone().unwrap_or_default(),
            ssh: machine.ssh.clone(),
        });
    }
    findings
}

fn is_older(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) < OLDEST_GIT,
        // A version that says nothing may be any.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(is_older("2.9.5"));
        assert!(is_older("1.99"));
        assert!(!is_older("2.34.1"));
        assert!(!is_older("10.0"));
        assert!(!is_older("next"));
    }
}
