//! Somebody changes keys while clones are apart: acts are signed by a key that counts where they are done again, or wait for
//! one; nobody is held up by them.

use crate::firm::{Deal, Firm, Seat};

const BAR: &str = "client add Bar --email bar@bar.example";

fn signs_with(seat: &Seat, key: &str) {
    let key = seat.firm.sandbox().path(key);
    seat.git(&format!("config user.signingkey {}", key.display()));
}

/// The administrator's new key, as the company lets it in.
fn lets_in_a_new_key(firm: &Firm) -> String {
    let key = firm.sandbox().make_key("newer", "");
    format!("people key add ivanov {}.pub", key.display())
}

#[test]
fn an_act_by_a_key_that_was_retired_meanwhile_is_done_again_with_the_present_one() {
    let firm = Firm::with(Deal::New);
    let (here, there) = (firm.office(), firm.clone("ivanov", "home"));
    here.offline("deal note 1 -m 'By the old key'");
    let old = here.git("config user.signingkey");
    let old = format!("{old}.pub");
    there.done(&lets_in_a_new_key(&firm));
    signs_with(&there, "newer");
    there.done(&format!("people key retire ivanov {old}"));
    signs_with(&here, "newer");
    let synced = here.json("sync");
    assert_eq!(synced["redone"].as_array().unwrap().len(), 1, "{synced}");
    assert_eq!(here.tip(), firm.tip());
    here.assert_sound();
}

#[test]
fn acts_wait_for_a_key_that_counts_where_they_are_done_again_and_hold_up_nobody() {
    let firm = Firm::with(Deal::New);
    let seat = firm.office();
    let old = seat.git("config user.signingkey");
    seat.offline("deal note 1 -m 'By the old key'");
    seat.offline(&lets_in_a_new_key(&firm));
    signs_with(&seat, "newer");
    seat.offline("deal note 1 -m 'By the new key'");
    firm.bureau().done(BAR);

    let said = seat.ends("sync", 1);
    assert!(
        said.contains("waiting for the key of ivanov: 3 acts"),
        "{said}"
    );
    assert!(said.contains("is none of your keys"), "{said}");
    assert!(
        seat.done("client list").contains("Bar"),
        "what others did is here"
    );
    assert_eq!(seat.tip(), firm.tip());
    let listed = seat.done("sync --kept");
    assert!(
        listed.contains("waits as 1:") && listed.contains("is none of your keys"),
        "{listed}"
    );
    let russian = seat.says_in_russian("sync --kept");
    assert!(
        russian.contains("ждёт под номером 1:") && russian.contains("не ваш"),
        "{russian}"
    );
    assert_eq!(
        seat.json("sync")["waiting"].as_array().unwrap().len(),
        0,
        "said once"
    );

    seat.git(&format!("config user.signingkey {old}"));
    let synced = seat.json("sync");
    assert_eq!(synced["redone"].as_array().unwrap().len(), 3, "{synced}");
    assert_eq!(seat.git("for-each-ref refs/tlg"), "");
    assert_eq!(seat.tip(), firm.tip());
    seat.assert_sound();
}
