//! Guards against a server that takes in what nobody has judged, and a clone that learns of it only there.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{Kind, Seen};
use crate::workspace::Installed;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let kind = seen.kind;
    let has_server = matches!(&seen.following, Some(Ok(Some(_))));
    if kind == Kind::Clone && !has_server {
        return Vec::new();
    }
    let (hook, installed) = &seen.hook;
    let name = hook.name();
    let finding = match installed {
        Err(failure) => Finding::Unseen(failure.clone()),
        Ok(Installed::Nothing) => Finding::HookMissing { name, kind },
        Ok(Installed::Foreign { path }) => Finding::HookForeign {
            path: path.clone(),
            kind,
        },
        Ok(Installed::Ours {
            path,
            is_executable: false,
            ..
        }) => Finding::HookIdle {
            path: path.clone(),
            kind,
        },
        Ok(Installed::Ours {
            path,
            program,
            has_program: false,
            ..
        }) => Finding::HookLost {
            path: path.clone(),
            program: program.clone(),
            kind,
        },
        Ok(Installed::Ours { .. }) => Finding::Hook { name },
    };
    vec![finding]
}
