//! What can be wrong, one thing a case.

use std::fs;

use crate::clinic::{Ward, set_mode};

/// How a house in order is spoiled, and what is found then.
pub struct Case {
    pub check: &'static str,
    pub finding: &'static str,
    pub outcome: &'static str,
    pub spoil: fn(&Ward),
}

const fn fails(check: &'static str, finding: &'static str, spoil: fn(&Ward)) -> Case {
    Case {
        check,
        finding,
        outcome: "failing",
        spoil,
    }
}

const fn notes(check: &'static str, finding: &'static str, spoil: fn(&Ward)) -> Case {
    Case {
        check,
        finding,
        outcome: "note",
        spoil,
    }
}

/// In a clone.
pub const CASES: &[Case] = &[
    fails("programs", "git_missing", |ward| {
        ward.with("PATH", "/nowhere")
    }),
    fails("programs", "ssh_keygen_missing", |ward| {
        ward.with("PATH", "/nowhere")
    }),
    fails("repository", "not_opened", |ward| {
        fs::remove_dir_all(ward.folder.join(".git")).unwrap();
    }),
    fails("repository", "no_commits", |ward| {
        ward.git("checkout -q --orphan empty");
    }),
    fails("repository", "shallow", |ward| {
        let tip = ward.git("rev-parse HEAD");
        ward.write(".git/shallow", &format!("{tip}\n"));
    }),
    fails("repository", "partial", |ward| {
        ward.git("config remote.origin.promisor true");
    }),
    fails("repository", "tip_ahead", |ward| {
        ward.with("TLG_NOW", "2046-11-20T09:00:00+03:00");
        let line = "people add sidorov --name sidorov --email s@tlg.example --role manager";
        assert_eq!(ward.run(line).0, 0);
        ward.with("TLG_NOW", "2026-11-20T09:00:00+03:00");
    }),
    fails("repository", "grafts", |ward| {
        let tip = ward.git("rev-parse HEAD");
        ward.write(".git/info/grafts", &format!("{tip}\n"));
    }),
    fails("repository", "replaced", |ward| {
        ward.git("replace HEAD HEAD~1");
    }),
    notes("repository", "borrowed", |ward| {
        let other = ward.folder.with_file_name("server.git/objects");
        ward.write(
            ".git/objects/info/alternates",
            &format!("{}\n", other.display()),
        );
    }),
    fails("repository", "in_progress", |ward| {
        let tip = ward.git("rev-parse HEAD");
        ward.write(".git/MERGE_HEAD", &format!("{tip}\n"));
    }),
    fails("repository", "detached", |ward| {
        ward.git("checkout -q --detach");
    }),
    notes("repository", "interrupted", |ward| {
        ward.write(".git/tlg/pending", "-")
    }),
    fails("files", "file_wrong", |ward| {
        ward.commit("people.yaml", "people: everybody\n")
    }),
    fails("files", "file_wrong", |ward| {
        ward.commit("process.yaml", "stages: []\n")
    }),
    fails("files", "file_wrong", |ward| {
        ward.commit("numbers.yaml", "format: 1\nhistory: []\n# 1-20\n")
    }),
    fails("files", "file_wrong", |ward| {
        ward.commit("calendar/2028.yaml", "year: 2028\n")
    }),
    fails("files", "deal_unreadable", |ward| {
        ward.commit("deals/00/00/TLG-1.yaml", "deal: TLG-1\n")
    }),
    fails("rules", "rules_newer", |ward| {
        let settings = fs::read_to_string(ward.folder.join("tlg.yaml")).unwrap();
        let newer = settings.replace("rules: 1", "rules: 2\nunheard_of: true");
        ward.commit("tlg.yaml", &newer);
    }),
    fails("identity", "nobody", |ward| {
        ward.with("GIT_CONFIG_GLOBAL", "")
    }),
    fails("identity", "stranger", |ward| {
        ward.git("config user.email stranger@example.org");
    }),
    notes("identity", "other_spelling", |ward| {
        ward.git("config user.name 'Ivanov Ivan'");
    }),
    fails("key", "key_unusable", |ward| {
        ward.git("config user.signingkey /nowhere/key");
    }),
    fails("key", "key_not_theirs", |ward| {
        ward.git(&format!("config user.signingkey {}", ward.key("petrova")));
    }),
    notes("key", "key_locked", |ward| ward.be("morozova")),
    fails("key", "key_locked", |ward| {
        let key = ward.key("cron");
        let locked = format!("{key}-locked");
        fs::copy(&key, &locked).unwrap();
        set_mode(locked.as_ref(), 0o600);
        let mut lock = ward.command("ssh-keygen");
        lock.args(["-q", "-p", "-N", "secret", "-f", &locked])
            .unwrap();
        ward.be("cron");
        ward.git(&format!("config user.signingkey {locked}"));
    }),
    notes("introduction", "not_anchored", |ward| {
        ward.git("config --unset tlg.introduction");
    }),
    fails("introduction", "other_introduction", |ward| {
        ward.git(&format!("config tlg.introduction {}", "1".repeat(40)));
    }),
    fails("introduction", "other_introduction", |ward| {
        ward.git(&format!(
            "config tlg.introducedBy SHA256:{}",
            "A".repeat(43)
        ));
    }),
    notes("hooks", "hooks_missing", |ward| {
        fs::remove_file(ward.folder.join(".git/hooks/pre-push")).unwrap();
    }),
    notes("hooks", "hook_foreign", |ward| {
        ward.write(".git/hooks/pre-push", "#!/bin/sh\n")
    }),
    notes("settings", "settings_differ", |ward| {
        ward.git("config pull.rebase true");
    }),
    fails("branch", "plain_commit", |ward| {
        ward.commit("todo.txt", "to do\n");
    }),
    fails("branch", "altered_act", |ward| {
        ward.write("todo.txt", "to do\n");
        ward.git("add todo.txt");
        ward.git("reset -q --soft HEAD~1");
        ward.git("-c core.hooksPath=/dev/null commit -q -C ORIG_HEAD");
        ward.git("update-ref -d refs/remotes/origin/main");
    }),
    fails("branch", "merge_commit", |ward| {
        ward.git("switch -q -c side HEAD~1");
        ward.commit("todo.txt", "to do\n");
        ward.git("switch -q main");
        ward.git("-c core.hooksPath=/dev/null merge -q --no-ff --no-edit side");
    }),
    notes("edits", "appliable", |ward| {
        ward.append("tlg.yaml", "notes: новое\n")
    }),
    fails("edits", "edited", |ward| ward.append("people.yaml", "\n")),
    notes("edits", "unknown", |ward| ward.write("todo.txt", "")),
    notes("calendar", "provisional", |ward| {
        ward.git("rm -q calendar/2027.yaml");
        ward.git("-c core.hooksPath=/dev/null commit -q -m past");
    }),
    notes("roles", "only_one_holds", fresh),
    fails("roles", "nobody_holds", fresh),
    fails("service", "no_service", fresh),
    notes("keys", "keyless", |ward| {
        let line = "people add sidorov --name sidorov --email s@tlg.example --role manager";
        assert_eq!(ward.run(line).0, 0);
    }),
    // A Friday, and the Tuesday after it.
    fails("tick", "tick_late", |ward| {
        ward.with("TLG_NOW", "2026-11-24T09:00:00+03:00")
    }),
    fails("tick", "tick_late", |ward| {
        fresh(ward);
        ward.with("TLG_NOW", "2026-11-24T09:00:00+03:00");
    }),
    notes("tick", "clock_ahead", |ward| {
        ward.with("TLG_NOW", "2026-12-25T09:00:00+03:00")
    }),
    notes("sync", "never_fetched", |ward| {
        ward.git("update-ref -d refs/remotes/origin/main");
    }),
    fails("sync", "server_refused", |ward| {
        ward.git("update-ref refs/tlg/shown/origin/main HEAD~1");
    }),
    notes("sync", "ahead", |ward| ward.commit("todo.txt", "")),
    notes("sync", "behind", |ward| {
        ward.git("reset -q --hard HEAD~1");
    }),
    notes("sync", "diverged", |ward| {
        ward.git("reset -q --hard HEAD~1");
        ward.commit("todo.txt", "");
    }),
    notes("sync", "shelved", |ward| {
        ward.git("update-ref refs/tlg/kept/ivanov/1 HEAD");
    }),
    notes("mail", "post_still", |ward| {
        let settings = fs::read_to_string(ward.folder.join("tlg.yaml")).unwrap();
        let sendmail = settings.replace("transport: maildir", "transport: sendmail");
        ward.commit("tlg.yaml", &sendmail);
        ward.git("config tlg.sendmail /nowhere/sendmail");
    }),
    fails("mail", "maildir_unwritable", |ward| {
        fs::remove_dir_all(ward.folder.join(".git/tlg/maildir")).ok();
        ward.write(".git/tlg/maildir", "a file in the place of a folder");
    }),
];

/// On a server.
pub const SERVER_CASES: &[Case] = &[
    notes("repository", "no_commits", |ward| {
        ward.git("update-ref -d refs/heads/main");
    }),
    fails("introduction", "anchor_missing", |ward| {
        ward.git("config tlg.anchor /nowhere/anchor");
    }),
    fails("introduction", "anchor_unreadable", |ward| {
        ward.write("anchor", "[tlg]\n");
        let anchor = ward.folder.join("anchor");
        ward.git(&format!("config tlg.anchor {}", anchor.display()));
    }),
    notes("introduction", "anchor_loose", |ward| {
        let told = ward.introduction();
        let (id, key) = told.split_once(':').unwrap();
        let text = format!("[tlg]\nintroduction = {id}\nintroducedBy = {key}\n");
        ward.write("anchor", &text);
        let anchor = ward.folder.join("anchor");
        set_mode(&anchor, 0o666);
        ward.git(&format!("config tlg.anchor {}", anchor.display()));
    }),
    fails("hooks", "hooks_missing", |ward| {
        fs::remove_file(ward.folder.join("hooks/pre-receive")).unwrap();
    }),
    fails("hooks", "hook_foreign", |ward| {
        ward.write("hooks/pre-receive", "#!/bin/sh\n")
    }),
    fails("hooks", "hook_idle", |ward| {
        set_mode(&ward.folder.join("hooks/pre-receive"), 0o644);
    }),
    fails("hooks", "hook_altered", |ward| {
        let script = fs::read_to_string(ward.folder.join("hooks/pre-receive")).unwrap();
        let disarmed = script.replacen("\ntlg=", "\nexit 0\ntlg=", 1);
        ward.write("hooks/pre-receive", &disarmed);
    }),
    fails("hooks", "hooks_lost", |ward| {
        let script = fs::read_to_string(ward.folder.join("hooks/pre-receive")).unwrap();
        ward.write(
            "hooks/pre-receive",
            &script.replace("tlg='/", "tlg='/gone/"),
        );
    }),
    fails("settings", "settings_differ", |ward| {
        ward.git("config receive.denyDeletes false");
    }),
];

/// A workspace as `tlg init` leaves it, in place of the house.
fn fresh(ward: &Ward) {
    fs::remove_dir_all(&ward.folder).unwrap();
    let mut init = ward.command(assert_cmd::cargo::cargo_bin!("tlg"));
    init.arg("init").arg(&ward.folder).unwrap();
}
