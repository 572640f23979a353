//! Clones that did not meet for a while: what was done here is decided again on what others did.

use crate::firm::Firm;

#[test]
fn acts_on_different_deals_both_stand() {
    let firm = Firm::open();
    let manager = firm.clone("sidorov", "desk");
    let director = firm.clone("petrova", "office-2");
    manager.done("sync");
    manager.offline("client add 'Кофейня' --email cafe@cafe.example");
    let said = manager.offline("deal note 1 -m 'Called them'");
    assert!(said.contains("not on the server yet"), "{said}");
    director.done("deal note 1 -m 'Any news?'");
    let author_dates = manager.git("log -n 2 --format=%at");
    let synced = manager.json("sync");
    assert_eq!(synced["redone"].as_array().unwrap().len(), 2, "{synced}");
    assert_eq!(
        (&synced["received"], &synced["sent"]),
        (&1.into(), &2.into())
    );
    assert_eq!(firm.tip(), manager.tip());
    let log = manager.git("log --format=%an -n 3");
    assert_eq!(log, "sidorov\nsidorov\npetrova");
    assert_eq!(manager.git("log -n 2 --format=%at"), author_dates);
    manager.assert_sound();
}

#[test]
fn an_act_that_no_longer_holds_is_kept_with_all_that_builds_on_it() {
    let firm = Firm::open();
    let manager = firm.clone("sidorov", "desk");
    let elsewhere = firm.clone("sidorov", "laptop");
    manager.offline("deal lose 1 --reason price -m 'No money'");
    manager.offline("deal note 1 -m 'They may come back'");
    manager.offline("client add 'Кофейня' --email cafe@cafe.example");
    elsewhere.done("deal move 1 procurement");
    let said = manager.ends("sync", 1);
    assert!(said.contains("tlg sync --retry 1"), "{said}");
    assert!(said.contains("meanwhile: sidorov"), "{said}");
    let kept = manager.json("sync --kept");
    assert_eq!(kept.as_array().unwrap().len(), 2, "{kept}");
    assert_eq!(firm.tip(), manager.tip());
    assert!(manager.done("client list").contains("Кофейня"));
    assert!(manager.done("deal list").contains("TLG-1"));
    manager.assert_sound();
    let said = manager.done("sync --retry 1");
    assert!(said.contains("done"), "{said}");
    assert_eq!(firm.tip(), manager.tip());
    manager.done("sync --drop 2");
    assert_eq!(manager.json("sync --kept").as_array().unwrap().len(), 0);
    manager.assert_sound();
}
