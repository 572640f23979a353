//! Which paths may be written.

use super::Failure;

/// Refuses paths that leave the work tree, reach into `.git`, or cannot be written everywhere.
pub(super) fn check(path: &str) -> Result<(), Failure> {
    let sound = path.split('/').all(is_sound) && !path.contains('\\');
    if sound {
        Ok(())
    } else {
        Err(Failure::BadPath {
            path: path.to_owned(),
        })
    }
}

fn is_sound(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && !name.eq_ignore_ascii_case(".git")
        && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn paths_that_leave_the_work_tree_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "a//b",
            "a/",
            "../a",
            "a/./b",
            ".Git/config",
            "a\\b",
            "a\nb",
        ] {
            assert!(check(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn ordinary_paths_pass() {
        for path in [
            "tlg.yaml",
            ".gitattributes",
            "clients/s/стакан/КП 1.pdf",
            "a/..b",
        ] {
            assert!(check(path).is_ok(), "{path:?}");
        }
    }
}
