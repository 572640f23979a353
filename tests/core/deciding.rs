//! docs/process.md, Rounds; A decision binds; Four eyes; Deputies.

use tlg::actions::refusal::{Difference, Involvement, QuoteState, Unmet};
use tlg::people::Role;
use tlg::process::decision::Answer;
use tlg::record::Sha256Hex;

use crate::doing::{
    Doing, answer, ask, assign, attach, change_client, correct, day, go, money, retitle, set,
    withdraw,
};
use crate::house::{House, INTRODUCTION, person_id};
use crate::journey::{TOTAL, VALID, ask_discount, ask_quote, send_quote, terms};

/// A round is a КП put forward: each `quote send` or `quote ask` makes one, also after a return.
#[test]
fn rounds_count_every_quote_put_forward() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house
        .answers(Answer::Returned)
        .does(ask_quote("2450000.00 RUB"));
    house
        .answers(Answer::Approved)
        .does(go("quote_preparation").says("Другое количество"));
    house.does(send_quote("2600000.00 RUB"));
    let rounds = house.deal().rounds;
    let told: Vec<(u32, &str)> = rounds
        .iter()
        .map(|round| (round.round, round.file.as_str()))
        .collect();
    let folder = "clients/s/stakan-plus/TLG-1";
    let files: Vec<String> = (1..=3)
        .map(|round| format!("{folder}/quote-{round}.pdf"))
        .collect();
    assert_eq!(told, [(1, &*files[0]), (2, &*files[1]), (3, &*files[2])]);
    assert_eq!(rounds[0].sent, None);
    assert!(rounds[1].sent.is_some() && rounds[2].sent.is_some());
}

/// File and terms are copied into the round's record and frozen.
#[test]
fn a_round_keeps_its_terms_when_the_facts_change() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    house.does(ask_quote(TOTAL).fact("prepayment", "30%"));
    let before = house.deal().rounds.remove(0);
    house
        .does(set("quote_total", "1.00 RUB"))
        .does(set("prepayment", "100%"));
    house.does(attach("quote", "другое.pdf"));
    assert_eq!(house.deal().rounds, std::slice::from_ref(&before));
    assert_eq!(before.total, money(TOTAL));
    assert_eq!(
        before.prepayment.map(|share| share.to_string()).as_deref(),
        Some("30")
    );
}

/// A quote that was put forward once is not put forward again: the next round needs its own file.
#[test]
fn the_next_round_needs_its_own_file() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.answers(Answer::Returned);
    let unmet = house.refuses(ask("quote").says("Исправлено"));
    assert!(matches!(&unmet[..], [Unmet::DocumentMissing { .. }]));
}

fn missing(fact: &str) -> Unmet {
    let fact = fact.parse().expect("an id");
    Unmet::FactMissing { fact }
}

/// A new quote is given its own terms: those that an earlier visit left do not count.
#[test]
fn a_new_quote_is_given_its_own_terms() {
    let next = |doing: Doing| {
        doing
            .file("quote", "новое КП.pdf")
            .says("Другое количество")
    };
    for doing in [go("quote_sent"), ask("quote")] {
        let mut house = House::new();
        house
            .reaches("quote_sent")
            .does(go("quote_preparation").says("Другое количество"));
        assert_eq!(
            house.refuses(next(doing.clone())),
            [missing("quote_total"), missing("quote_valid_until")]
        );
        assert_eq!(
            house.refuses(next(doing.clone()).fact("quote_total", TOTAL)),
            [missing("quote_valid_until")]
        );
        house
            .does(set("quote_total", "2600000.00 RUB"))
            .does(set("quote_valid_until", "2026-12-30"))
            .does(next(doing));
        let rounds = house.deal().rounds;
        assert_eq!(rounds[1].total, money("2600000.00 RUB"));
        assert_eq!(rounds[1].valid_until, day("2026-12-30"));
    }
}

/// A share of prepayment that an earlier quote stated is stated again, or another one: it is not reused in silence, nor
/// dropped.
#[test]
fn the_prepayment_of_an_earlier_quote_is_stated_anew() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote(TOTAL).fact("prepayment", "30%"))
        .does(go("quote_preparation").says("Другое количество"));
    assert_eq!(house.refuses(send_quote(TOTAL)), [missing("prepayment")]);
    house.does(send_quote(TOTAL).fact("prepayment", "100%"));
    let round = house.deal().rounds.remove(1);
    assert_eq!(round.prepayment, Some("100".parse().expect("a share")));
}

/// What was stated in this visit counts, also after a return.
#[test]
fn the_terms_of_this_visit_count_after_a_return() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL).fact("prepayment", "30%"))
        .answers(Answer::Returned)
        .does(
            ask("quote")
                .file("quote", "исправлено.pdf")
                .says("Срок указан"),
        );
    let round = house.deal().rounds.remove(1);
    assert_eq!(round.total, money(TOTAL));
    assert_eq!(round.prepayment, Some("30".parse().expect("a share")));
}

/// A discount is asked with its own price: that of an earlier visit does not count.
#[test]
fn a_new_discount_names_its_own_price() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"))
        .answers(Answer::Approved)
        .does(send_quote(TOTAL));
    let again = ask("discount").says("Просит еще");
    assert_eq!(house.refuses(again.clone()), [missing("discount_asked")]);
    house
        .does(set("discount_asked", "2300000.00 RUB"))
        .does(again);
    let request = house.deal().request.expect("a request");
    assert_eq!(request.about.as_str(), "discount");
}

/// The hash is SHA-256 over LF-ended `name=value` lines in the order of the page.
#[test]
fn a_decision_binds_the_lines_of_the_page() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let file = Sha256Hex::of(format!("КП на {TOTAL}.pdf").as_bytes());
    let quote = format!(
        "introduction={INTRODUCTION}\ndeal=TLG-1\ndecision=quote\nvisit=1\nround=1\nclient=stakan-plus\n\
         file={file}\nquote_total={TOTAL}\nquote_valid_until={VALID}\nprepayment=100%\n"
    );
    assert_eq!(house.binds(), Sha256Hex::of(quote.as_bytes()));
    house
        .answers(Answer::Approved)
        .does(ask_discount("2300000.00 RUB"));
    let discount = format!(
        "introduction={INTRODUCTION}\ndeal=TLG-1\ndecision=discount\nvisit=1\nround=1\nclient=stakan-plus\n\
         file={file}\ndiscount_asked=2300000.00 RUB\n"
    );
    assert_eq!(house.binds(), Sha256Hex::of(discount.as_bytes()));
}

/// Changing a bound value while a request is open withdraws it in the same commit.
#[test]
fn changing_a_bound_value_withdraws_the_request() {
    for (fact, value) in [
        ("quote_total", "2000000.00 RUB"),
        ("quote_valid_until", "2026-12-30"),
        ("prepayment", "50%"),
    ] {
        let mut house = House::new();
        house.reaches("quote_preparation").does(ask_quote(TOTAL));
        house.does(set(fact, value));
        assert_eq!(house.deal().request, None, "{fact}");
        assert_eq!(house.tasks(), ["prepare_quote"], "{fact}");
    }
}

/// Another client is another value bound; another title is none.
#[test]
fn changing_the_client_withdraws_the_request_and_the_title_does_not() {
    let mut house = House::empty();
    house
        .adds_client("drugoy", Some("d@drugoy.example"))
        .opens("ivanov");
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.does(retitle("Линия, 500 мл"));
    assert!(house.deal().request.is_some());
    house.does(change_client("drugoy"));
    assert_eq!(house.deal().request, None);
}

/// What is not bound leaves the request alone.
#[test]
fn unbound_values_leave_the_request_alone() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house
        .does(attach("other", "письмо.eml"))
        .does(assign("sidorov"));
    assert!(house.deal().request.is_some());
}

/// An unset share of prepayment is the whole: saying so changes nothing that is bound.
#[test]
fn saying_a_hundred_percent_changes_nothing_bound() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.does(set("prepayment", "100%"));
    assert!(house.deal().request.is_some());
}

/// Afterwards a changed value makes the decision void: the deal is not invoiced on it.
#[test]
fn a_changed_value_makes_the_decision_void() {
    let mut house = House::empty();
    house
        .adds_client("drugoy", Some("d@drugoy.example"))
        .opens("ivanov");
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house
        .answers(Answer::Approved)
        .does(change_client("drugoy"));
    let why = QuoteState::Void;
    assert_eq!(
        house.refuses(go("invoicing")),
        [Unmet::NoQuoteInForce { why }]
    );
    house
        .does(change_client("stakan-plus"))
        .does(go("invoicing"));
}

/// The director answers what was shown: another hash is refused as superseded.
#[test]
fn an_answer_to_something_else_is_superseded() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let stale = answer(&house, Answer::Approved);
    let shown = house.binds();
    house.does(withdraw()).does(ask_quote("2000000.00 RUB"));
    let asked = house.binds();
    let round = 2;
    let unmet = house.by("petrova").refuses(stale);
    assert_eq!(
        unmet,
        [Unmet::Superseded {
            shown,
            asked,
            round
        }]
    );
}

/// Asking again puts the new quote in the place of the old one, and says that the old request ended.
#[test]
fn asking_again_supersedes_the_open_request() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .does(ask_quote("2400000.00 RUB"));
    let file = house.file();
    assert!(file.history.last().expect("an entry").outcome.withdrew);
    assert_eq!(file.deal.request.expect("a request").round, 2);
    assert_eq!(file.deal.rounds.len(), 2);
}

/// A decision on nothing is refused.
#[test]
fn nothing_is_decided_where_nothing_is_asked() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    house.does(withdraw());
    assert_eq!(house.by("petrova").refuses(approval), [Unmet::NothingAsked]);
}

/// A decision on a deal that has moved on says what changed (Concurrent acts).
#[test]
fn a_decision_on_a_deal_that_moved_on_says_so() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    let seen = house.sees(&approval.act);
    house.does(crate::doing::lose("competitor"));
    let unmet = house.by("petrova").refuses(approval.having_seen(seen));
    let [Unmet::Changed { differences }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert!(matches!(differences[0], Difference::Stage { .. }));
}

/// Whoever asked does not decide, whatever roles they hold.
#[test]
fn the_asker_does_not_decide() {
    let mut house = House::new();
    house.grants("ivanov", Role::FinanceDirector);
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    let because = Involvement::Asked;
    let person = person_id("ivanov");
    assert_eq!(
        house.refuses(approval),
        [Unmet::FourEyes { person, because }]
    );
}

/// Nor does whoever owns the deal.
#[test]
fn the_deals_manager_does_not_decide() {
    let mut house = House::new();
    house.grants("sidorov", Role::FinanceDirector);
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .does(assign("sidorov"));
    let approval = answer(&house, Answer::Approved);
    let unmet = house.by("sidorov").refuses(approval);
    let because = Involvement::OwnsTheDeal;
    let person = person_id("sidorov");
    assert_eq!(unmet, [Unmet::FourEyes { person, because }]);
}

/// Nor whoever set a bound value, be it for the manager whose place they took.
#[test]
fn whoever_set_a_bound_value_does_not_decide() {
    let mut house = House::new();
    house.grants("sidorov", Role::FinanceDirector);
    house.delegates(Role::Manager, "ivanov", "sidorov");
    house.reaches("quote_preparation");
    house.by("sidorov").does(set("quote_total", TOTAL));
    let quote = ask("quote")
        .file("quote", "КП.pdf")
        .fact("quote_valid_until", VALID);
    house.by("ivanov").does(quote.says("Скидка"));
    let approval = answer(&house, Answer::Approved);
    let unmet = house.by("sidorov").refuses(approval);
    let because = Involvement::SetABoundValue;
    let person = person_id("sidorov");
    assert_eq!(unmet, [Unmet::FourEyes { person, because }]);
}

/// `on behalf of` counts: a director whose deputy asked does not decide either.
#[test]
fn the_one_on_whose_behalf_was_asked_does_not_decide() {
    let mut house = House::new();
    house.grants("ivanov", Role::FinanceDirector);
    house.delegates(Role::Manager, "ivanov", "sidorov");
    house
        .reaches("quote_preparation")
        .by("sidorov")
        .does(ask_quote(TOTAL));
    let request = house.deal().request.expect("a request");
    assert_eq!(request.on_behalf_of, Some(person_id("ivanov")));
    let approval = answer(&house, Answer::Approved);
    let unmet = house.by("ivanov").refuses(approval);
    assert!(matches!(
        &unmet[..],
        [Unmet::FourEyes {
            because: Involvement::Asked,
            ..
        }]
    ));
}

/// A deputy of the director who asked for the deal decides no more than the asker would.
#[test]
fn a_deputy_who_asked_does_not_decide() {
    let mut house = House::new();
    house.delegates(Role::FinanceDirector, "petrova", "ivanov");
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    let unmet = house.refuses(approval);
    assert!(matches!(
        &unmet[..],
        [Unmet::FourEyes {
            because: Involvement::Asked,
            ..
        }]
    ));
}

/// A request that nobody but the asker could decide is refused, and says so.
#[test]
fn a_request_that_only_the_asker_could_decide_is_refused() {
    let mut house = House::new();
    house
        .without("petrova")
        .without("kozlov")
        .grants("ivanov", Role::FinanceDirector);
    house.reaches("quote_preparation");
    let role = Role::FinanceDirector;
    assert_eq!(
        house.refuses(ask_quote(TOTAL)),
        [Unmet::NobodyElseDecides { role }]
    );
}

/// Nor does a deal change hands so that nobody is left who could decide; withdrawn first, it does.
#[test]
fn a_deal_does_not_go_to_the_only_one_who_could_decide_its_request() {
    let mut house = House::new();
    house.grants("petrova", Role::Manager);
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .does(assign("petrova"));
    let mut house = House::new();
    house.without("kozlov").grants("petrova", Role::Manager);
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let role = Role::FinanceDirector;
    assert_eq!(
        house.refuses(assign("petrova")),
        [Unmet::NobodyElseDecides { role }]
    );
    house.does(assign("sidorov")).by("sidorov");
    house.does(withdraw()).does(assign("petrova"));
    assert_eq!(house.deal().manager, person_id("petrova"));
}

/// A deputy decides in the director's place while the delegation lasts; its end undoes nothing.
#[test]
fn a_deputy_decides_within_the_dates() {
    let mut house = House::new();
    house.delegates(Role::FinanceDirector, "petrova", "belova");
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    house.by("belova").at("2026-12-01T00:00:00+03:00");
    assert!(matches!(
        &house.refuses(approval.clone())[..],
        [Unmet::NotEntitled { .. }]
    ));
    house.at("2026-11-30T23:59:00+03:00").does(approval);
    let decision = house.deal().decisions.remove(0);
    assert_eq!(decision.by, person_id("belova"));
    assert_eq!(decision.on_behalf_of, Some(person_id("petrova")));
    house
        .at("2026-12-02T10:00:00+03:00")
        .by("ivanov")
        .does(go("invoicing"));
}

/// A delegation is not passed on further, and does not outlive the role.
#[test]
fn a_delegation_is_not_passed_on() {
    let mut house = House::new();
    house.delegates(Role::FinanceDirector, "petrova", "belova");
    house.delegates(Role::FinanceDirector, "belova", "sidorov");
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    assert!(matches!(
        &house.by("sidorov").refuses(approval)[..],
        [Unmet::NotEntitled { .. }]
    ));
}

/// Nobody stands in for an administrator.
#[test]
fn administrators_have_no_deputies() {
    let mut house = House::new();
    house.delegates(Role::Administrator, "admin", "sidorov");
    house.does(go("in_stock")).by("sidorov");
    let unmet = house.refuses(correct(2).says("ошибка"));
    assert!(matches!(&unmet[..], [Unmet::NotYours { .. }]));
}

/// A manager's deputy acts in the manager's place, and another manager does not.
#[test]
fn a_deal_is_moved_by_its_manager_or_the_deputy() {
    let mut house = House::new();
    let unmet = house.by("sidorov").refuses(go("in_stock"));
    let role = Role::Manager;
    let who = vec![person_id("ivanov")];
    assert_eq!(unmet, [Unmet::NotEntitled { role, who }]);
    house
        .delegates(Role::Manager, "ivanov", "sidorov")
        .does(go("in_stock"));
    let entry = house.file().history.pop().expect("an entry");
    assert_eq!(entry.on_behalf_of, Some(person_id("ivanov")));
}

/// A grant carries a lowest total and a last day; only an approved discount grants.
#[test]
fn only_an_approved_discount_grants() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .by("petrova");
    let grant = answer(&house, Answer::Approved).grant(Some(TOTAL), None);
    assert!(matches!(
        &house.refuses(grant)[..],
        [Unmet::NoGrantHere { .. }]
    ));
    house
        .answers(Answer::Approved)
        .does(ask_discount("2300000.00 RUB"))
        .by("petrova");
    let gone = answer(&house, Answer::Approved).grant(Some("2300000.00 RUB"), Some("2026-11-19"));
    assert!(matches!(&house.refuses(gone)[..], [Unmet::DayGone { .. }]));
    house.does(answer(&house, Answer::Approved).grant(Some("2300000.00 RUB"), Some("2026-12-05")));
    let decision = house.deal().decisions.pop().expect("a decision");
    assert_eq!(decision.lowest, Some(money("2300000.00 RUB")));
    assert_eq!(decision.until, Some(day("2026-12-05")));
    assert_eq!(decision.asked, Some(money("2300000.00 RUB")));
}

/// Approving a discount sends nothing: no round is marked as sent by it.
#[test]
fn granting_a_discount_sends_no_quote() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    let sent = house.deal().rounds[0].sent;
    house.answers(Answer::Approved);
    assert_eq!(house.deal().rounds[0].sent, sent);
    assert!(
        house
            .letters()
            .iter()
            .all(|letter| letter.starts_with("granted/"))
    );
}

/// A discount is not returned for rework: the process offers no such answer.
#[test]
fn a_discount_is_granted_or_refused() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"))
        .by("petrova");
    let doing = answer(&house, Answer::Returned).says("?");
    assert!(matches!(
        &house.refuses(doing)[..],
        [Unmet::NoSuchAnswer { .. }]
    ));
}

/// Entering a stage again makes a new visit; earlier files and decisions stay visible (Rounds and visits).
#[test]
fn a_second_visit_is_a_new_one() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house
        .answers(Answer::Approved)
        .does(go("quote_preparation").says("Другие товары"));
    let deal = house.deal();
    assert_eq!((deal.visit, deal.tasks[0].visit), (2, 2));
    assert_eq!((deal.decisions.len(), deal.rounds.len()), (1, 1));
    house.does(terms(ask("quote"), "2400000.00 RUB").says("Скидка"));
    assert_eq!(house.deal().request.expect("a request").visit, 2);
}

/// Withdrawing is the manager's.
#[test]
fn a_request_is_withdrawn_by_the_manager() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    assert!(matches!(
        &house.by("petrova").refuses(withdraw())[..],
        [Unmet::NotEntitled { .. }]
    ));
    house.by("ivanov").does(withdraw());
    assert_eq!(house.refuses(withdraw()), [Unmet::NothingAsked]);
}

/// Nor whoever filed the quote's document before it was put forward.
#[test]
fn whoever_filed_the_quote_does_not_decide() {
    let mut house = House::new();
    house.grants("sidorov", Role::FinanceDirector);
    house.delegates(Role::Manager, "ivanov", "sidorov");
    house.reaches("quote_preparation");
    house.by("sidorov").does(attach("quote", "КП.pdf"));
    let quote = ask("quote")
        .fact("quote_total", TOTAL)
        .fact("quote_valid_until", VALID);
    house.by("ivanov").does(quote.says("Скидка"));
    let approval = answer(&house, Answer::Approved);
    let unmet = house.by("sidorov").refuses(approval);
    let because = Involvement::SetABoundValue;
    let person = person_id("sidorov");
    assert_eq!(unmet, [Unmet::FourEyes { person, because }]);
}

/// Only the newest quote's filer is too close: the file of the one before is bound no more.
#[test]
fn whoever_filed_an_older_quote_decides() {
    let mut house = House::new();
    house.grants("sidorov", Role::FinanceDirector);
    house.delegates(Role::Manager, "ivanov", "sidorov");
    house.reaches("quote_preparation");
    house.by("sidorov").does(attach("quote", "КП.pdf"));
    house.by("ivanov").does(ask_quote(TOTAL));
    let approval = answer(&house, Answer::Approved);
    house.by("sidorov").does(approval);
}

/// A grant is in the last quote's currency, not above it, and its last day goes with a lowest total.
#[test]
fn a_grant_fits_the_last_quote() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"))
        .by("petrova");
    let grant = answer(&house, Answer::Approved);
    let dollars = grant.clone().grant(Some("2300000.00 USD"), None);
    let unmet = house.refuses(dollars);
    assert!(matches!(&unmet[..], [Unmet::OtherCurrency { .. }]));
    let above = grant.clone().grant(Some("2500000.01 RUB"), None);
    let unmet = house.refuses(above);
    assert!(matches!(&unmet[..], [Unmet::NoGrantHere { .. }]));
    let day_alone = grant.clone().grant(None, Some("2026-11-30"));
    let unmet = house.refuses(day_alone);
    assert!(matches!(&unmet[..], [Unmet::NoGrantHere { .. }]));
    house.does(grant.grant(Some(TOTAL), Some("2026-11-30")));
}
