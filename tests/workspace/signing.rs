//! Keys, and what becomes of a commit without the right one.

use std::process::Stdio;

use tlg::workspace::{Failure, SignatureCheck, SigningFailure};

use crate::actor::{DEAL, actor, perform};
use crate::sandbox::{EMAIL, succeed};
use crate::{Office, WAIT, commit, text, write};

/// Configures the clone and expects the next commit to fail with the branch where it was.
#[track_caller]
fn failure(office: &Office, settings: &[(&str, &str)]) -> SigningFailure {
    let workspace = office.open();
    for (name, value) in settings {
        workspace.set(name, value).unwrap();
    }
    let head = office.head();
    let result = office.write(&[(DEAL, text("stage: a\n"))]);
    assert_eq!(office.head(), head);
    assert_eq!(office.git(&["status", "--porcelain"]), "");
    match result {
        Err(Failure::Signing(failure)) => failure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_key_that_is_not_trusted_moves_nothing() {
    let office = Office::new();
    let other = office.sandbox.make_key("other", "");
    let failure = failure(&office, &[("user.signingkey", other.to_str().unwrap())]);
    assert!(
        matches!(&failure, SigningFailure::WrongKey { used } if used.starts_with("SHA256:")),
        "{failure:?}"
    );
    office.assert_clean();
}

#[test]
fn each_thing_that_is_missing_is_named() {
    let office = Office::new();
    let missing = [("user.signingkey", "~/no/such/key")];
    assert!(matches!(
        failure(&office, &missing),
        SigningFailure::KeyMissing { path } if path.ends_with("no/such/key") && path.is_absolute()
    ));
    assert!(matches!(
        failure(&office, &[("user.signingkey", "")]),
        SigningFailure::NoKey
    ));
    assert!(matches!(
        failure(&office, &[("gpg.format", "openpgp")]),
        SigningFailure::NotSsh { .. }
    ));
    let office = Office::new();
    let no_program = [("gpg.ssh.program", "/no/such/ssh-keygen")];
    assert!(matches!(
        failure(&office, &no_program),
        SigningFailure::ProgramMissing { .. }
    ));
    let no_key = office.sandbox.path("nokey");
    write(&no_key, "not a key\n");
    let settings = [
        ("gpg.ssh.program", "ssh-keygen"),
        ("user.signingkey", no_key.to_str().unwrap()),
    ];
    assert!(matches!(
        failure(&office, &settings),
        SigningFailure::Refused { said, .. } if !said.is_empty()
    ));
}

#[test]
fn a_locked_key_is_said_to_be_locked() {
    let office = Office::new();
    let key = office.sandbox.make_key("locked", "secret");
    let workspace = office.open();
    workspace
        .set("user.signingkey", key.to_str().unwrap())
        .unwrap();
    write(office.sandbox.path("quote.pdf"), "%PDF");
    // Without a controlling terminal nobody can be asked.
    let act = actor(&office.sandbox, &office.root, "commit");
    let mut command = office.sandbox.command("setsid");
    command.arg("--wait").arg(act.get_program());
    command.args(act.get_args());
    for (name, value) in act.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    let (done, said) = perform(command);
    assert!(!done && said.contains("Signing(Locked"), "{said}");
    let key = workspace.signer().unwrap().public_key().unwrap();
    let public = office.sandbox.public_key("locked");
    assert_eq!(
        Some(key.as_str()),
        public.strip_suffix(" ivanov@example.org")
    );
}

#[test]
fn a_key_in_the_configuration_is_signed_with_by_the_agent() {
    let office = Office::new();
    let literal = format!("key::{}", office.trusted());
    office.open().set("user.signingkey", &literal).unwrap();
    write(office.sandbox.path("quote.pdf"), "%PDF");
    let socket = office.sandbox.path("agent");
    let mut agent = office
        .sandbox
        .command("ssh-agent")
        .args(["-D", "-a"])
        .arg(&socket)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !socket.exists() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut add = office.sandbox.command("ssh-add");
    add.arg("-q").arg(office.sandbox.path("id"));
    succeed(add.env("SSH_AUTH_SOCK", &socket));
    let mut command = actor(&office.sandbox, &office.root, "commit");
    command.env("SSH_AUTH_SOCK", &socket);
    let (done, said) = perform(command);
    agent.kill().unwrap();
    agent.wait().unwrap();
    assert!(done, "{said}");
    office.assert_clean();
    let key = office.open().signer().unwrap().public_key().unwrap();
    assert!(office.trusted().starts_with(&key));
}

/// Whatever type of key somebody has: what it signs is a commit here and for stock git, and nobody else's.
#[test]
fn keys_of_every_type_sign() {
    let office = Office::new();
    for (name, arguments) in [
        ("p256", ["-t", "ecdsa", "-b", "256"]),
        ("p384", ["-t", "ecdsa", "-b", "384"]),
        ("p521", ["-t", "ecdsa", "-b", "521"]),
        ("rsa", ["-t", "rsa", "-b", "2048"]),
    ] {
        let arguments = [&arguments[..], &["-N", ""]].concat();
        let key = office.sandbox.make_key_of(name, &arguments);
        let public = office.sandbox.public_key(name);
        let registered = public.trim_end_matches(&format!(" {EMAIL}")).to_owned();
        assert_eq!(tlg::people::key::check(&registered), Ok(()), "{name}");
        let workspace = office.open();
        let key = key.to_str().unwrap();
        workspace.set("user.signingkey", key).unwrap();
        let signers = format!("{EMAIL} namespaces=\"git\" {registered}\n");
        let writes = [("allowed_signers", text(&signers))];
        let tip = workspace.tip().unwrap().id();
        let others = commit(Some(tip), &office.trusted(), &writes);
        let lock = workspace.lock(WAIT).unwrap();
        let refused = workspace.commit(&lock, &others);
        assert!(
            matches!(
                refused,
                Err(Failure::Signing(SigningFailure::WrongKey { .. }))
            ),
            "{name}"
        );
        let own = commit(Some(tip), &registered, &writes);
        let made = workspace.commit(&lock, &own).unwrap();
        drop(lock);
        office.assert_clean();
        let trail = workspace.trail(made, "allowed_signers").unwrap();
        let last = trail.last().unwrap();
        assert!(
            matches!(last.signature(&[registered]), SignatureCheck::Good { .. }),
            "{name}"
        );
        assert!(matches!(
            last.signature(&[office.trusted()]),
            SignatureCheck::Bad { .. }
        ));
    }
}
