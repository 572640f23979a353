//! docs/process.md, Moves and decisions: every row of the table that a person moves along.

use tlg::actions::refusal::{QuoteState, Unmet};
use tlg::people::Role;
use tlg::process::decision::Answer;

use crate::doing::{answer, done, go, lose, money, reopen, set};
use crate::house::{House, person_id};
use crate::journey::{TOTAL, ask_discount, ask_quote, defer, issue_invoice, send_quote};

/// Every stage can be reached, and every step on the way is audited.
#[test]
fn every_stage_is_reached_by_its_moves() {
    let stages = House::empty().process().stages;
    for stage in stages.iter().map(|stage| stage.id.as_str()) {
        if !matches!(stage, "lost" | "paid") {
            assert_eq!(House::new().reaches(stage).stage(), stage);
        }
    }
}

/// The moves out of every stage are those of the table, and no others.
#[test]
fn no_stage_has_a_move_that_the_table_does_not_name() {
    let process = House::empty().process();
    let mut told = Vec::new();
    for stage in &process.stages {
        let to: Vec<&str> = process
            .moves_from(&stage.id)
            .map(|rule| rule.to.as_str())
            .collect();
        told.push(format!("{} → {}", stage.id, to.join(" ")));
    }
    let expected = [
        "new_request → in_stock procurement",
        "in_stock → procurement quote_preparation",
        "procurement → quote_preparation",
        "quote_preparation → quote_sent",
        "quote_sent → quote_revision invoicing quote_preparation",
        "quote_revision → invoicing quote_preparation",
        "invoicing → quote_preparation",
        "invoice_and_specification → quote_preparation payment_deferred",
        "payment_deferred → quote_preparation payment_deferred",
        "paid → awaiting_supply rostov_warehouse",
        "awaiting_supply → rostov_warehouse",
        "rostov_warehouse → in_delivery closing_documents",
        "in_delivery → destination_warehouse",
        "destination_warehouse → closing_documents",
        "closing_documents → won",
        "won → ",
        "lost → ",
    ];
    assert_eq!(told, expected);
}

/// `new_request` → `in_stock`: a contradicting `--set` is refused, an agreeing one taken.
#[test]
fn a_move_that_states_a_fact_refuses_the_opposite() {
    let mut house = House::new();
    let unmet = house.refuses(go("in_stock").fact("goods_in_stock", "false"));
    assert!(matches!(
        unmet.as_slice(),
        [Unmet::FactContradicts { states: true, .. }]
    ));
    house.does(go("in_stock").fact("goods_in_stock", "true"));
}

/// `in_stock` → `procurement`: a reason, it sold out; the stock is stated anew.
#[test]
fn from_stock_to_procurement_takes_a_reason() {
    let mut house = House::new();
    house.reaches("in_stock");
    assert_eq!(house.refuses(go("procurement")), [Unmet::ReasonMissing]);
    house.does(go("procurement").says("продано"));
    assert_eq!(house.fact("goods_in_stock").as_deref(), Some("false"));
}

/// `procurement` → `quote_preparation` needs the supplier's price, given before or along.
#[test]
fn procurement_is_left_with_the_supplier_price() {
    let mut house = House::new();
    house.reaches("procurement");
    let unmet = house.refuses(go("quote_preparation"));
    assert!(matches!(unmet.as_slice(), [Unmet::FactMissing { fact }] if fact == "supplier_price"));
    house
        .does(set("supplier_price", "2100000.00 RUB"))
        .does(go("quote_preparation"));
}

/// `quote send` needs file, total, a date that is not past and the client's e-mail, and says all that is missing.
#[test]
fn sending_a_quote_needs_file_total_date_and_address() {
    let mut house = House::empty();
    house
        .adds_client("bez-adresa", None)
        .opens_for("ivanov", "bez-adresa");
    house.reaches("quote_preparation");
    let unmet = house.refuses(go("quote_sent"));
    let missing = |fact: &str| Unmet::FactMissing {
        fact: tlg::record::id::FactId::new(fact).expect("an id"),
    };
    assert_eq!(unmet.len(), 4);
    assert!(unmet.contains(&missing("quote_total")));
    assert!(unmet.contains(&missing("quote_valid_until")));
    assert!(matches!(unmet[0], Unmet::DocumentMissing { .. }));
    assert!(matches!(unmet[3], Unmet::ClientEmailMissing { .. }));
}

/// The last day of a quote is not past: today still counts.
#[test]
fn a_quote_that_is_valid_until_today_goes() {
    let quote = |day: &str| {
        let doing = go("quote_sent").file("quote", "КП.pdf");
        doing
            .fact("quote_total", TOTAL)
            .fact("quote_valid_until", day)
    };
    let mut house = House::new();
    house.reaches("quote_preparation");
    let unmet = house.refuses(quote("2026-11-19"));
    assert!(matches!(unmet.as_slice(), [Unmet::DatePast { .. }]));
    house.does(quote("2026-11-20"));
}

/// → `approve`: into `quote_sent` by itself; refused once the КП has run out.
#[test]
fn an_approved_quote_goes_by_itself_unless_it_ran_out() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    house.by("petrova").at("2027-01-01T10:00:00+03:00");
    let unmet = house.refuses(approval.clone());
    assert!(matches!(unmet.as_slice(), [Unmet::DatePast { .. }]));
    house.at("2026-12-31T23:00:00+03:00").does(approval);
    assert_eq!(house.stage(), "quote_sent");
    assert!(house.deal().rounds[0].sent.is_some());
}

/// → `rework`: the deal stays, remarks are needed.
#[test]
fn a_return_keeps_the_deal_where_it_is_and_takes_remarks() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .by("petrova");
    let silent = answer(&house, Answer::Returned);
    assert_eq!(house.refuses(silent), [Unmet::ReasonMissing]);
    house.answers(Answer::Returned);
    assert_eq!(house.stage(), "quote_preparation");
    assert_eq!(house.deal().visit, 1);
    assert_eq!(house.deal().request, None);
}

/// → `reject` of a quote closes the deal as `rejected`, with the reason.
#[test]
fn a_rejected_quote_loses_the_deal() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .by("petrova");
    let silent = answer(&house, Answer::Rejected);
    assert_eq!(house.refuses(silent), [Unmet::ReasonMissing]);
    house.answers(Answer::Rejected);
    let loss = house.deal().lost.expect("a loss");
    assert_eq!(house.stage(), "lost");
    assert_eq!(loss.reason.as_str(), "rejected");
    assert_eq!(loss.from.as_str(), "quote_preparation");
    assert_eq!(loss.text.as_deref(), Some("Укажите срок поставки"));
}

/// `quote discount` from `quote_sent` moves and asks in one; from `quote_revision` it asks.
#[test]
fn a_discount_is_asked_from_both_stages() {
    for stage in ["quote_sent", "quote_revision"] {
        let mut house = House::new();
        house.reaches(stage).does(ask_discount("2300000.00 RUB"));
        assert_eq!(house.stage(), "quote_revision");
        assert_eq!(house.deal().visit, 1);
        assert_eq!(house.deal().visits["quote_revision"], 1);
        assert_eq!(
            house.deal().request.expect("a request").about.as_str(),
            "discount"
        );
    }
}

/// A discount needs what is asked and why.
#[test]
fn a_discount_needs_the_price_and_the_reason() {
    let mut house = House::new();
    house.reaches("quote_sent");
    let unmet = house.refuses(crate::doing::ask("discount"));
    assert!(matches!(
        &unmet[..],
        [Unmet::FactMissing { .. }, Unmet::ReasonMissing]
    ));
}

/// An approved discount leads to `quote_preparation` by itself; a refused one leaves the deal open.
#[test]
fn a_discount_granted_goes_back_and_a_refused_one_stays() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    house.answers(Answer::Approved);
    assert_eq!(house.stage(), "quote_preparation");
    assert_eq!(house.tasks(), ["prepare_quote"]);

    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    house.answers(Answer::Rejected);
    assert_eq!(house.stage(), "quote_revision");
    assert_eq!(house.deal().lost, None);
}

/// `quote_sent`, `quote_revision` → `invoicing`: the last КП that was sent, still valid.
#[test]
fn invoicing_needs_a_quote_in_force() {
    let mut house = House::new();
    house.reaches("quote_sent").at("2027-01-01T10:00:00+03:00");
    let ran_out = QuoteState::RanOut {
        day: crate::doing::day("2026-12-31"),
    };
    assert_eq!(
        house.refuses(go("invoicing")),
        [Unmet::NoQuoteInForce { why: ran_out }]
    );
    for stage in ["quote_sent", "quote_revision"] {
        let mut house = House::new();
        house.reaches(stage).does(go("invoicing"));
    }
}

/// `quote_revision`, `quote_sent` → `lost`: the client does not agree to the price.
#[test]
fn a_client_who_disagrees_with_the_price_loses_the_deal() {
    for stage in ["quote_sent", "quote_revision"] {
        let mut house = House::new();
        house.reaches(stage).does(lose("price"));
        assert_eq!(house.deal().lost.expect("a loss").from.as_str(), stage);
    }
}

/// Back to `quote_preparation`: a reason; an invoice that exists is cancelled.
#[test]
fn a_new_quote_cancels_the_invoice() {
    let stages = [
        "quote_sent",
        "quote_revision",
        "invoicing",
        "invoice_and_specification",
        "payment_deferred",
    ];
    for stage in stages {
        let mut house = House::new();
        house.reaches(stage);
        assert_eq!(
            house.refuses(go("quote_preparation")),
            [Unmet::ReasonMissing]
        );
        house.does(go("quote_preparation").says("Другое количество"));
        assert_eq!(house.fact("invoice_number"), None);
        assert_eq!(house.fact("invoice_total"), None);
        assert_eq!(house.fact("deferral_until"), None);
        let deal = house.deal();
        let papers = deal
            .documents
            .iter()
            .filter(|document| document.kind != "quote");
        assert!(
            papers.into_iter().all(|document| document.cancelled),
            "{stage}"
        );
    }
}

/// Back to `quote_preparation`: not with a payment on record, unless it was taken back.
#[test]
fn a_payment_on_record_keeps_the_quote() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .is_paid("1.00 RUB")
        .by("ivanov");
    let back = go("quote_preparation").says("Другое количество");
    let paid = money("1.00 RUB");
    assert_eq!(
        house.refuses(back.clone()),
        [Unmet::PaymentOnRecord { paid }]
    );
    house.by("belova").does(crate::doing::cancel_payment(1));
    house.by("ivanov").does(back);
}

/// A cancelled invoice does not serve the next one: file and number are asked for again.
#[test]
fn the_next_invoice_is_a_new_one() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.does(go("quote_preparation").says("Другое количество"));
    house
        .does(send_quote("2600000.00 RUB"))
        .does(go("invoicing"));
    let unmet = house.refuses(done("issue_invoice"));
    assert!(matches!(
        &unmet[..],
        [Unmet::DocumentMissing { .. }, Unmet::FactMissing { .. }]
    ));
    house.does(issue_invoice());
    assert_eq!(
        house.fact("invoice_total").as_deref(),
        Some("2600000.00 RUB")
    );
    let invoice = house.deal().documents.pop().expect("an invoice");
    assert_eq!(invoice.file, "clients/s/stakan-plus/TLG-1/invoice-2.pdf");
}

/// `invoice_total` is the total of the КП taken: the default, and nothing else passes.
#[test]
fn the_invoice_is_over_the_quote_that_was_taken() {
    let mut house = House::new();
    house.reaches("invoicing");
    let unmet = house.refuses(issue_invoice().fact("invoice_total", "1.00 RUB"));
    assert!(matches!(&unmet[..], [Unmet::NotTheQuote { .. }]));
    house.does(issue_invoice().fact("invoice_total", TOTAL));
    assert_eq!(house.fact("invoice_total").as_deref(), Some(TOTAL));
}

/// A total stated beforehand does not slip past the quote.
#[test]
fn an_invoice_total_set_beforehand_gives_way_to_the_quote() {
    let mut house = House::new();
    house
        .reaches("invoicing")
        .does(set("invoice_total", "1.00 RUB"));
    house.does(issue_invoice());
    assert_eq!(house.fact("invoice_total").as_deref(), Some(TOTAL));
}

/// Moves that follow by themselves are not made by hand.
#[test]
fn what_follows_by_itself_is_not_moved_by_hand() {
    for (stage, to) in [
        ("invoicing", "invoice_and_specification"),
        ("invoice_and_specification", "paid"),
    ] {
        let mut house = House::new();
        house.reaches(stage);
        let unmet = house.refuses(go(to));
        assert!(matches!(&unmet[..], [Unmet::FollowsByItself { .. }]));
    }
}

/// `deal defer` needs the specification and a date in the future; the file goes to the client's folder.
#[test]
fn a_deferral_needs_specification_and_a_day_ahead() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    let unmet = house.refuses(go("payment_deferred"));
    assert!(matches!(
        &unmet[..],
        [Unmet::DocumentMissing { .. }, Unmet::FactMissing { .. }]
    ));
    let unmet = house.refuses(defer("2026-11-20"));
    assert!(matches!(&unmet[..], [Unmet::DateNotAhead { .. }]));
    house.does(defer("2026-11-21"));
    let specification = house.deal().documents.pop().expect("a document");
    assert_eq!(
        specification.file,
        "clients/s/stakan-plus/TLG-1/specification-1.pdf"
    );
}

/// A new date takes a reason, lies ahead and is another one.
#[test]
fn a_new_deferral_date_takes_a_reason() {
    let mut house = House::new();
    house.reaches("payment_deferred");
    let new = |day: &str| go("payment_deferred").fact("deferral_until", day);
    assert_eq!(house.refuses(new("2026-12-10")), [Unmet::ReasonMissing]);
    let unmet = house.refuses(go("payment_deferred").says("Просит еще"));
    assert!(matches!(&unmet[..], [Unmet::FactMissing { .. }]));
    let unmet = house.refuses(new("2026-12-01").says("Просит еще"));
    assert!(matches!(&unmet[..], [Unmet::SameValue { .. }]));
    house.does(new("2026-12-10").says("Просит еще"));
    assert_eq!(house.deal().deferrals, 2);
    assert_eq!(house.deal().visits["payment_deferred"], 1);
}

/// A date cannot be put off by stating it: that takes the move, with its reason.
#[test]
fn a_deferral_date_is_stated_by_the_move_alone() {
    let mut house = House::new();
    house.reaches("payment_deferred");
    let unmet = house.refuses(set("deferral_until", "2027-06-01"));
    assert!(matches!(&unmet[..], [Unmet::FactNotHere { .. }]));
}

/// With `deferral.signed_after: 2`, from the second date on the director does it.
#[test]
fn from_the_nth_date_on_the_director_signs() {
    let mut house = House::new();
    house.rule(
        "limits: {recheck",
        "deferral: {signed_after: 2}\n\nlimits: {recheck",
    );
    house.reaches("payment_deferred");
    let new = go("payment_deferred")
        .fact("deferral_until", "2026-12-10")
        .says("Просит еще");
    let role = Role::FinanceDirector;
    let who = vec![person_id("petrova"), person_id("kozlov")];
    assert_eq!(
        house.refuses(new.clone()),
        [Unmet::NotEntitled { role, who }]
    );
    house.by("petrova").does(new);
}

/// `awaiting_supply` → `rostov_warehouse` states that the goods are there.
#[test]
fn received_goods_are_in_stock() {
    let mut house = House::new();
    house.reaches("awaiting_supply");
    assert_eq!(house.fact("goods_in_stock").as_deref(), Some("false"));
    house.does(go("rostov_warehouse"));
    assert_eq!(house.fact("goods_in_stock").as_deref(), Some("true"));
}

/// `rostov_warehouse` → `in_delivery` takes carrier and waybill along.
#[test]
fn goods_are_handed_to_the_carrier() {
    let mut house = House::new();
    house.reaches("rostov_warehouse");
    house.does(
        go("in_delivery")
            .fact("carrier", "ПЭК")
            .fact("waybill", "12-345"),
    );
    assert_eq!(house.fact("carrier").as_deref(), Some("ПЭК"));
}

/// Pick-up in Rostov and at the destination needs the day of handing over.
#[test]
fn handing_over_takes_its_day() {
    for stage in ["rostov_warehouse", "destination_warehouse"] {
        let mut house = House::new();
        house.reaches(stage);
        let unmet = house.refuses(go("closing_documents"));
        assert!(matches!(&unmet[..], [Unmet::FactMissing { .. }]));
        house.does(go("closing_documents").fact("handover_date", "2026-11-20"));
    }
}

/// `closing_documents` → `won`: the accountant, documents filed, the whole invoice paid.
#[test]
fn a_deal_is_won_by_the_accountant_with_papers_and_money() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    house.does(send_quote(TOTAL).fact("prepayment", "30%"));
    house
        .reaches("invoice_and_specification")
        .is_paid("750000.00 RUB");
    house.reaches("closing_documents");
    let unmet = house.refuses(go("won").file("closing", "акт.pdf"));
    assert!(matches!(
        &unmet[0],
        Unmet::NotEntitled {
            role: Role::Accountant,
            ..
        }
    ));
    let unmet = house.by("belova").refuses(go("won"));
    assert!(matches!(
        &unmet[..],
        [Unmet::DocumentMissing { .. }, Unmet::WholeUnpaid { .. }]
    ));
    house
        .is_paid("1750000.00 RUB")
        .does(go("won").file("closing", "акт.pdf"));
    assert_eq!(house.stage(), "won");
}

/// Any open stage → `lost` with a reason out of the list; the director once money is on record, and a refund follows.
#[test]
fn every_open_stage_can_be_lost_and_money_takes_the_director() {
    let process = House::empty().process();
    let open = process
        .stages
        .iter()
        .filter(|stage| stage.is_open() && stage.id != "paid");
    for stage in open {
        let mut house = House::new();
        house.reaches(stage.id.as_str()).by("ivanov");
        let paid = house.deal().paid().next().is_some();
        if paid {
            let unmet = house.refuses(lose("duplicate"));
            assert!(matches!(
                &unmet[..],
                [Unmet::NotEntitled {
                    role: Role::FinanceDirector,
                    ..
                }]
            ));
            house.by("petrova");
        }
        house.does(lose("other").says("Закрыли завод"));
        let expected: &[&str] = if paid { &["refund"] } else { &[] };
        assert_eq!(house.tasks(), expected, "{}", stage.id);
    }
}

/// A loss needs a reason out of the list.
#[test]
fn a_loss_takes_a_reason_of_the_list() {
    let mut house = House::new();
    let unmet = house.refuses(go("lost"));
    let Unmet::LossReasonMissing { reasons } = &unmet[0] else {
        panic!("{unmet:?}");
    };
    assert_eq!(reasons.len(), 8);
    let unmet = house.refuses(lose("weather"));
    assert!(matches!(&unmet[..], [Unmet::UnknownLossReason { .. }]));
}

/// The accountant gives the money back and says so, in the lost deal.
#[test]
fn the_accountant_finishes_the_refund_of_a_lost_deal() {
    let mut house = House::new();
    house
        .reaches("rostov_warehouse")
        .by("petrova")
        .does(lose("no_supply"));
    assert_eq!(house.due(), ["2026-11-25"]);
    let unmet = house.by("ivanov").refuses(done("refund"));
    assert!(matches!(
        &unmet[..],
        [Unmet::NotEntitled {
            role: Role::Accountant,
            ..
        }]
    ));
    house.by("belova").does(done("refund"));
    assert_eq!(house.tasks(), [""; 0]);
    assert_eq!(house.stage(), "lost");
}

/// Lost before or between `quote_sent` and `payment_deferred`: into `quote_preparation`, else where it was lost.
#[test]
fn a_lost_deal_comes_back_where_the_table_says() {
    let cases = [
        ("new_request", "new_request"),
        ("in_stock", "in_stock"),
        ("procurement", "procurement"),
        ("quote_preparation", "quote_preparation"),
        ("quote_sent", "quote_preparation"),
        ("quote_revision", "quote_preparation"),
        ("invoicing", "quote_preparation"),
        ("invoice_and_specification", "quote_preparation"),
        ("payment_deferred", "quote_preparation"),
        ("awaiting_supply", "awaiting_supply"),
        ("rostov_warehouse", "rostov_warehouse"),
        ("in_delivery", "in_delivery"),
        ("closing_documents", "closing_documents"),
    ];
    for (lost_in, into) in cases {
        let mut house = House::new();
        house.reaches(lost_in);
        let paid = house.deal().paid().next().is_some();
        house
            .by(if paid { "petrova" } else { "ivanov" })
            .does(lose("no_answer"));
        house.by("petrova").does(reopen());
        assert_eq!(house.stage(), into, "lost in {lost_in}");
        assert_eq!(house.deal().lost, None);
        assert_eq!(house.letters(), [""; 0], "reopening sends no letters");
        assert!(!house.tasks().is_empty());
    }
}

/// With a payment on record the deal comes back into the stage in which it was lost.
#[test]
fn a_lost_deal_with_money_comes_back_where_it_was() {
    let mut house = House::new();
    house
        .reaches("invoice_and_specification")
        .is_paid("1000.00 RUB");
    house.by("petrova").does(lose("no_supply")).does(reopen());
    assert_eq!(house.stage(), "invoice_and_specification");
    assert_eq!(house.tasks(), ["check_payment"]);
    assert_eq!(house.closed(), ["refund cancelled"]);
}

/// Reopening is the director's, with a reason, and only of lost deals.
#[test]
fn reopening_is_the_directors() {
    let mut house = House::new();
    assert!(matches!(
        &house.by("petrova").refuses(reopen())[..],
        [Unmet::NotLost { .. }]
    ));
    house.by("ivanov").does(lose("duplicate"));
    let unmet = house.refuses(reopen());
    assert!(matches!(
        &unmet[..],
        [Unmet::NotEntitled {
            role: Role::FinanceDirector,
            ..
        }]
    ));
    house.by("petrova").does(reopen());
}

/// A deal that comes back into `quote_preparation` has no invoice in force, as after the move there.
#[test]
fn reopening_into_the_quote_cancels_the_invoice() {
    let mut house = House::new();
    house.reaches("payment_deferred").does(lose("unpaid"));
    house.by("petrova").does(reopen()).by("ivanov");
    assert_eq!(house.fact("invoice_number"), None);
    assert_eq!(house.fact("deferral_until"), None);
    let deal = house.deal();
    let mut papers = deal
        .documents
        .iter()
        .filter(|document| document.kind != "quote");
    assert!(papers.all(|document| document.cancelled));
    house
        .does(send_quote("2600000.00 RUB"))
        .does(go("invoicing"));
    let unmet = house.refuses(done("issue_invoice"));
    assert_eq!(unmet.len(), 2, "{unmet:?}");
}

/// Earlier decisions are void after a reopening.
#[test]
fn a_reopened_deal_needs_a_new_quote() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    let grant = answer(&house, Answer::Approved).grant(Some("2300000.00 RUB"), None);
    house.by("petrova").does(grant);
    house.by("ivanov").does(lose("no_answer"));
    house.by("petrova").does(reopen()).by("ivanov");
    let unmet = house.refuses(send_quote("2300000.00 RUB"));
    assert!(matches!(
        &unmet[..],
        [Unmet::BelowLastSent { lowest: None, .. }]
    ));
}

/// The process may have changed since: a deal comes back only into a stage that the process still has.
#[test]
fn a_deal_is_not_reopened_into_a_stage_that_is_gone() {
    let mut house = House::new();
    house.reaches("quote_sent").does(lose("price"));
    let path = house.deal.path();
    let bytes = house.files.0.get(&path).expect("the deal").clone();
    let text = String::from_utf8(bytes).expect("UTF-8");
    let renamed = text.replace("quote_sent", "quote_sold");
    assert_ne!(renamed, text);
    house.files.0.insert(path, renamed.into_bytes());
    let unmet = house.by("petrova").refuses(reopen());
    assert!(
        matches!(&unmet[..], [Unmet::NoSuchMove { .. }]),
        "{unmet:?}"
    );
}
