//! Documents travel with the acts that filed them.

use std::fs;

use sha2::{Digest, Sha256};

use crate::firm::{Deal, Firm, Seat};

/// The quote that a seat asks for; its document is in the folder of the seat alone.
fn ask(firm: &Firm, seat: &Seat, content: &str) -> String {
    let folder = firm.sandbox().path(&format!("papers-{}", seat.clone));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("quote.pdf");
    fs::write(&file, content).unwrap();
    format!(
        "quote ask 1 --file {} --total 2600000 --valid-until 31.12.2026 -m 'Asked by {}'",
        file.display(),
        seat.clone
    )
}

/// The files of the deal that hold a content, each of which has the hash that the deal says.
fn filed(seat: &Seat, content: &str) -> Vec<String> {
    let deal = fs::read_to_string(seat.folder().join("deals/00/00/TLG-1.yaml")).unwrap();
    let hash: String = Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(deal.contains(&hash), "{deal}");
    let files = seat.git("ls-files clients");
    let holds = |file: &&str| fs::read(seat.folder().join(file)).unwrap() == content.as_bytes();
    let files: Vec<String> = files.lines().filter(holds).map(str::to_owned).collect();
    assert!(
        files.iter().all(|file| deal.contains(file.as_str())),
        "{files:?} {deal}"
    );
    files
}

#[test]
fn a_document_goes_with_the_act_that_filed_it() {
    let firm = Firm::with(Deal::Preparing);
    firm.desk().offline(&ask(&firm, &firm.desk(), "cups"));
    let before = filed(&firm.desk(), "cups");
    firm.bureau()
        .done("client add Cafe --email cafe@cafe.example");
    firm.desk().done("sync");
    assert_eq!(filed(&firm.desk(), "cups"), before);
    firm.board().done("sync");
    assert_eq!(filed(&firm.board(), "cups"), before);
    firm.board().assert_sound();
    firm.board().done("verify --full --documents");
}

#[test]
fn a_document_of_another_round_gets_another_path_when_its_act_is_tried_again() {
    let firm = Firm::with(Deal::Preparing);
    let (desk, laptop) = (firm.desk(), firm.laptop());
    desk.offline(&ask(&firm, &desk, "first"));
    let first = filed(&desk, "first");
    laptop.done(&ask(&firm, &laptop, "second"));
    laptop.done("quote withdraw 1 -m 'A mistake'");
    desk.ends("sync", 1);
    assert_eq!(
        filed(&desk, "second"),
        first,
        "the same name in the same round"
    );
    desk.git("gc -q --prune=now");
    desk.done("sync --retry 1");
    let again = filed(&desk, "first");
    assert_eq!(again.len(), 1);
    assert_ne!(again, first);
    assert_eq!(filed(&desk, "second"), first);
    assert_eq!(desk.tip(), firm.tip());
    desk.done("verify --full --documents");
    firm.board().done("sync");
    assert_eq!(filed(&firm.board(), "first"), again);
    firm.board().assert_sound();
}

#[test]
fn a_document_that_is_there_under_that_name_keeps_its_bytes() {
    let firm = Firm::with(Deal::Preparing);
    let (desk, laptop) = (firm.desk(), firm.laptop());
    let attach = |seat: &Seat, content: &str| {
        let folder = firm.sandbox().path(&format!("papers-{}", seat.clone));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("letter.pdf");
        fs::write(&file, content).unwrap();
        format!("deal attach 1 other {}", file.display())
    };
    desk.offline(&attach(&desk, "from the desk"));
    laptop.done(&attach(&laptop, "from the laptop"));
    desk.done("sync");
    let (one, other) = (
        filed(&desk, "from the desk"),
        filed(&desk, "from the laptop"),
    );
    assert_eq!((one.len(), other.len()), (1, 1));
    assert_ne!(one, other);
    desk.done("verify --full --documents");
    desk.assert_sound();
}
