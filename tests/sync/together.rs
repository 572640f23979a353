//! The server is there: what one does the others see, and nobody loses anything.

use crate::firm::Firm;

#[test]
fn what_one_does_the_other_has_before_the_next_act() {
    let firm = Firm::open();
    let manager = firm.clone("sidorov", "desk");
    let director = firm.clone("petrova", "office-2");
    manager.done("deal set 1 goods_in_stock=yes");
    assert_eq!(firm.tip(), manager.tip(), "the act is on the server");
    director.done("deal note 1 -m 'The price is good'");
    assert_eq!(firm.tip(), director.tip());
    let log = director.git("log --format=%an -n 2");
    assert_eq!(log, "petrova\nsidorov");
    manager.done("sync");
    assert_eq!(manager.tip(), firm.tip());
    manager.assert_sound();
    director.assert_sound();
}

#[test]
fn sync_with_nothing_to_do_changes_nothing() {
    let firm = Firm::open();
    let manager = firm.clone("sidorov", "desk");
    manager.done("sync");
    let before = manager.tip();
    let synced = manager.json("sync");
    assert_eq!(
        (&synced["received"], &synced["sent"]),
        (&0.into(), &0.into())
    );
    assert_eq!(manager.tip(), before);
    assert_eq!(firm.tip(), before);
}
