use std::cmp::Ordering;

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;
use tlg::record::id::{self, ClientId, StageId};
use tlg::record::slug::client_id;
use tlg::record::{
    Currency, Day, DayError, Fields, IdError, Moment, MomentError, Money, MoneyError, Node,
    Percent, PercentError, Sha256Hex,
};

fn rub(written: &str) -> Money {
    Money::parse(written, Currency::RUB).expect("money")
}

fn percent(written: &str) -> Percent {
    Percent::parse(written).expect("a percentage")
}

#[test]
fn people_write_money_in_many_ways() {
    for (written, canonical) in [
        ("1250000.50", "1250000.50 RUB"),
        ("1250000,5", "1250000.50 RUB"),
        ("1250000", "1250000.00 RUB"),
        ("1 250 000,50", "1250000.50 RUB"),
        ("1\u{a0}250\u{a0}000,50 ₽", "1250000.50 RUB"),
        ("1\u{202f}250\u{202f}000,50\u{a0}руб.", "1250000.50 RUB"),
        ("1250000руб", "1250000.00 RUB"),
        ("1 250 000,50 RUB", "1250000.50 RUB"),
        ("1,250,000", "1250000.00 RUB"),
        ("1,250,000.5", "1250000.50 RUB"),
        ("1.250.000", "1250000.00 RUB"),
        ("1.250.000,55", "1250000.55 RUB"),
        ("1 250.00 usd", "1250.00 USD"),
        ("12,50 €", "12.50 EUR"),
        (" 0 ", "0.00 RUB"),
        ("0,05", "0.05 RUB"),
        ("007", "7.00 RUB"),
        ("999999999999.99", "999999999999.99 RUB"),
    ] {
        assert_eq!(rub(written).to_string(), canonical, "{written}");
    }
}

#[test]
fn what_is_no_money_is_refused_by_its_reason() {
    for (written, error) in [
        ("", MoneyError::NotAnAmount),
        ("RUB", MoneyError::NotAnAmount),
        ("12..5", MoneyError::NotAnAmount),
        ("12 50", MoneyError::NotAnAmount),
        ("1 25 000", MoneyError::NotAnAmount),
        ("1,25,000", MoneyError::NotAnAmount),
        ("12.", MoneyError::NotAnAmount),
        (".5", MoneyError::NotAnAmount),
        ("+5", MoneyError::NotAnAmount),
        ("٣", MoneyError::NotAnAmount),
        ("1e5", MoneyError::Currency),
        ("5 roubles", MoneyError::Currency),
        ("5 RU", MoneyError::Currency),
        ("-5", MoneyError::Negative),
        ("−5,00 ₽", MoneyError::Negative),
        ("1250.123", MoneyError::Decimals),
        ("0.001", MoneyError::Decimals),
        ("1 250,1234", MoneyError::Decimals),
        ("1,250", MoneyError::Ambiguous),
        ("125.000", MoneyError::Ambiguous),
        ("1000000000000", MoneyError::TooLarge),
        (
            "99999999999999999999999999999999999999",
            MoneyError::TooLarge,
        ),
    ] {
        assert_eq!(
            Money::parse(written, Currency::RUB),
            Err(error),
            "{written}"
        );
    }
    assert_eq!(
        Money::parse_positive("0,00", Currency::RUB),
        Err(MoneyError::Zero)
    );
    assert!(Money::parse_positive("0,01", Currency::RUB).is_ok());
}

#[test]
fn files_hold_money_in_one_spelling() {
    assert_eq!("1250000.00 RUB".parse(), Ok(rub("1250000")));
    for spelling in [
        "1250000 RUB",
        "1250000.0 RUB",
        "1250000.00",
        "01.00 RUB",
        "1.00  RUB",
    ] {
        assert!(spelling.parse::<Money>().is_err(), "{spelling}");
    }
    assert_eq!("1.00 rub".parse::<Money>(), Err(MoneyError::Currency));
    assert_eq!("-1.00 RUB".parse::<Money>(), Err(MoneyError::Negative));
    assert_eq!("-0.00 RUB".parse::<Money>(), Err(MoneyError::Spelling));
}

#[test]
fn money_is_counted_exactly_and_within_a_currency() {
    let usd = Money::parse("1 usd", Currency::RUB).expect("money");
    assert_eq!(rub("0,10").plus(&rub("0,20")), Ok(rub("0,30")));
    assert_eq!(rub("1").plus(&usd), Err(MoneyError::OtherCurrency));
    assert_eq!(rub("1").minus(&usd), Err(MoneyError::OtherCurrency));
    assert_eq!(rub("1").minus(&rub("1,01")), Err(MoneyError::Negative));
    assert_eq!(rub("1").minus(&rub("1")), Ok(Money::zero(Currency::RUB)));
    assert_eq!(
        rub("999999999999,99").plus(&rub("0,01")),
        Err(MoneyError::TooLarge)
    );
    assert_eq!(rub("1").compare(&usd), None);
    assert_eq!(rub("2").compare(&rub("10")), Some(Ordering::Less));
    assert_eq!(
        Money::total(&[rub("1"), rub("2,50")], Currency::RUB),
        Ok(rub("3,50"))
    );
    assert_eq!(
        Money::total(&[usd], Currency::RUB),
        Err(MoneyError::OtherCurrency)
    );
}

#[test]
fn shares_are_rounded_half_up() {
    assert_eq!(rub("2325000").share(percent("30")), rub("697500"));
    assert_eq!(rub("0,05").share(percent("50")), rub("0,03"));
    assert_eq!(rub("100,10").share(percent("12,5")), rub("12,51"));
    assert_eq!(rub("5").share(Percent::ALL_OF_IT), rub("5"));
    assert_eq!(rub("100").with_markup(percent("15")), Ok(rub("115")));
    let greatest = rub("999999999999,99");
    assert_eq!(greatest.share(Percent::ALL_OF_IT), greatest);
}

#[test]
fn money_is_shown_in_groups() {
    assert_eq!(
        rub("2325000").digits("\u{a0}", ","),
        "2\u{a0}325\u{a0}000,00"
    );
    assert_eq!(rub("999,5").digits(",", "."), "999.50");
    assert_eq!(rub("1000").digits(",", "."), "1,000.00");
    assert_eq!(rub("0").digits(" ", ","), "0,00");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn money_survives_its_spellings(kopecks in 0_i64..100_000_000_000_000) {
        let money = Money::new(Decimal::new(kopecks, 2), Currency::RUB).expect("in range");
        prop_assert_eq!(money.to_string().parse(), Ok(money));
        prop_assert_eq!(Money::parse(&money.digits("\u{a0}", ","), Currency::RUB), Ok(money));
        prop_assert_eq!(Money::parse(&money.digits(",", "."), Currency::RUB), Ok(money));
    }

    #[test]
    fn nothing_that_people_type_panics(written in prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter)) {
        if let Ok(money) = Money::parse(&written, Currency::RUB) {
            prop_assert_eq!(money.to_string().parse(), Ok(money));
        }
        if let Ok(day) = Day::parse(&written) {
            prop_assert_eq!(day.to_string().parse(), Ok(day));
        }
        if let Ok(percent) = Percent::parse(&written) {
            prop_assert_eq!(percent.to_string().parse(), Ok(percent));
        }
        if let Some(id) = client_id(&written) {
            prop_assert_eq!(id::check(id.as_str()), Ok(()));
        }
        prop_assert!(written.parse::<Moment>().is_err());
    }

    #[test]
    fn moments_survive_their_spelling(unix in 946_771_200_i64..7_258_000_000, minutes in -720..=840) {
        let moment = Moment::from_unix(unix, minutes).expect("in range");
        let again: Moment = moment.to_string().parse().expect("canonical");
        prop_assert_eq!((again.unix(), again.offset_minutes()), (unix, minutes));
        prop_assert_eq!(again.to_string(), moment.to_string());
    }
}

#[test]
fn percentages() {
    for (written, canonical) in [
        ("30", "30"),
        ("30%", "30"),
        ("12,5 %", "12.5"),
        ("0", "0"),
        ("100.00", "100"),
    ] {
        assert_eq!(percent(written).to_string(), canonical);
    }
    for (written, error) in [
        ("", PercentError::NotANumber),
        ("%", PercentError::NotANumber),
        ("1,2,3", PercentError::NotANumber),
        ("3e1", PercentError::NotANumber),
        ("-1", PercentError::OutOfRange),
        ("100.01", PercentError::OutOfRange),
        ("12.345", PercentError::Decimals),
    ] {
        assert_eq!(Percent::parse(written), Err(error), "{written}");
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Terms {
    prepayment: Percent,
}

#[test]
fn percentages_are_numbers_of_a_file() {
    for (yaml, written) in [
        ("30", "30"),
        ("12.5", "\"12.5\""),
        ("\"12.5\"", "\"12.5\""),
        ("\"30\"", "30"),
    ] {
        let terms: Terms = serde_yaml::from_str(&format!("prepayment: {yaml}")).expect(yaml);
        let node: Node = Fields::new().field("prepayment", terms.prepayment).into();
        assert_eq!(node.to_yaml(), format!("prepayment: {written}\n"));
        let value: serde_yaml::Value = serde_yaml::from_str(&node.to_yaml()).expect("YAML");
        assert_eq!(
            serde_yaml::from_value::<Terms>(value).expect("terms"),
            terms
        );
    }
    for yaml in ["12.345", "1e1000", "-1", "101", "\"12.50\"", "true", "[]"] {
        assert!(serde_yaml::from_str::<Terms>(&format!("prepayment: {yaml}")).is_err());
    }
}

#[test]
fn days() {
    let day = Day::new(2026, 11, 20).expect("a day");
    for written in ["2026-11-20", "20.11.2026", " 20.11.2026 "] {
        assert_eq!(Day::parse(written), Ok(day));
    }
    assert_eq!(
        Day::parse("1.2.2026").map(|day| day.to_string()).as_deref(),
        Ok("2026-02-01")
    );
    for (written, error) in [
        ("", DayError::NotADay),
        ("tomorrow", DayError::NotADay),
        ("20/11/2026", DayError::NotADay),
        ("20.11.26", DayError::NotADay),
        ("+1.2.2026", DayError::NotADay),
        ("2026-11-31", DayError::NoSuchDay),
        ("29.02.2027", DayError::NoSuchDay),
        ("1999-12-31", DayError::OutOfRange),
        ("2200-01-01", DayError::OutOfRange),
    ] {
        assert_eq!(Day::parse(written), Err(error), "{written}");
    }
    assert_eq!("20.11.2026".parse::<Day>(), Err(DayError::Spelling));
    assert_eq!(day.plus(12).to_string(), "2026-12-02");
    assert_eq!(day.plus(u32::MAX), Day::LAST);
    assert_eq!(Day::LAST.next(), None);
    assert_eq!(day.days_until(day.plus(40)), 40);
    assert_eq!(day.plus(40).days_until(day), -40);
}

#[test]
fn moments() {
    let moment: Moment = "2026-11-20T10:02:11+03:00".parse().expect("a moment");
    assert_eq!(
        (moment.unix(), moment.offset_minutes()),
        (1_795_158_131, 180)
    );
    assert_eq!(moment.spelled_day().to_string(), "2026-11-20");
    let utc = Moment::from_unix(moment.unix(), 0).expect("a moment");
    assert_eq!(utc, moment);
    assert_eq!(utc.to_string(), "2026-11-20T07:02:11+00:00");
    for (written, error) in [
        ("2026-11-20", MomentError::Spelling),
        ("2026-11-20T10:02:11Z", MomentError::Spelling),
        ("2026-11-20 10:02:11+03:00", MomentError::Spelling),
        ("2026-11-20t10:02:11+03:00", MomentError::Spelling),
        ("2026-11-20T10:02:11-00:00", MomentError::Spelling),
        ("2026-11-20T10:02:61+03:00", MomentError::Spelling),
        ("2026-11-20T10:02:60+03:00", MomentError::Fraction),
        ("2026-11-20T10:02:11.5+03:0", MomentError::Spelling),
        ("1999-11-20T10:02:11+03:00", MomentError::OutOfRange),
        ("2200-01-01T00:30:00+01:00", MomentError::OutOfRange),
    ] {
        assert_eq!(written.parse::<Moment>(), Err(error), "{written}");
    }
    assert_eq!(Moment::from_unix(i64::MAX, 0), Err(MomentError::OutOfRange));
    assert_eq!(Moment::from_unix(0, i32::MAX), Err(MomentError::OutOfRange));
}

#[test]
fn identifiers() {
    for good in [
        "a",
        "7",
        "quote_preparation",
        "stakan-plus",
        "a_",
        &"x".repeat(64),
    ] {
        assert_eq!(StageId::new(good).as_ref().map(StageId::as_str), Ok(good));
    }
    for (bad, error) in [
        ("", IdError::Empty),
        (&*"x".repeat(65), IdError::TooLong),
        ("Закуп", IdError::Character),
        ("Paid", IdError::Character),
        ("a b", IdError::Character),
        ("a/b", IdError::Character),
        ("..", IdError::Character),
        ("-a", IdError::Start),
        ("_a", IdError::Start),
        ("a-", IdError::End),
    ] {
        assert_eq!(StageId::new(bad), Err(error), "{bad}");
    }
    let id: ClientId = serde_yaml::from_str("stakan-plus").expect("an identifier");
    assert_eq!(id, "stakan-plus");
    assert!(serde_yaml::from_str::<ClientId>("../x").is_err());
    assert_eq!(Node::from(&id), Node::word("stakan-plus"));
}

#[test]
fn clients_get_identifiers_out_of_their_names() {
    for (name, id) in [
        ("Стакан Плюс", "stakan-plus"),
        ("ООО «Стакан Плюс»", "stakan-plus"),
        ("«Стакан Плюс», ООО", "stakan-plus"),
        ("ИП Щукина Юлия", "schukina-yuliya"),
        ("Объём-Тара №5", "obem-tara-5"),
        ("АО", "ao"),
        ("Ромашка & Co.", "romashka-co"),
        (
            "Чистая Вода – Ростов-на-Дону",
            "chistaya-voda-rostov-na-donu",
        ),
        ("Ь Ъ мир", "mir"),
    ] {
        assert_eq!(
            client_id(name).map(|id| id.to_string()).as_deref(),
            Some(id)
        );
    }
    for name in ["", "«»", "ъ", "北京", "Ångström", "Ԍ"] {
        assert_eq!(client_id(name), None, "{name}");
    }
    let long = client_id(&"Длинное Название ".repeat(20)).expect("an identifier");
    assert_eq!(long, "dlinnoe-nazvanie-dlinnoe-nazvanie");
    let one_word = client_id(&"ш".repeat(300)).expect("an identifier");
    assert_eq!(one_word.as_str().len(), 40);
}

#[test]
fn hashes() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let hash = Sha256Hex::of(b"");
    assert_eq!(hash.to_string(), empty);
    assert_eq!(empty.parse(), Ok(hash));
    assert!(hash.begins_with("E3B0C44", 7));
    assert!(!hash.begins_with("e3b0c4", 7));
    assert!(!hash.begins_with("e3b0c45", 7));
    for bad in [
        "",
        "e3b0",
        &empty.to_uppercase(),
        &empty.replace('e', "g"),
        &format!("{empty}0"),
    ] {
        assert!(bad.parse::<Sha256Hex>().is_err(), "{bad}");
    }
}
