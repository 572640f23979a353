//! What happened to the sample deals, in the order of their numbers.

use tlg::deal::DealId;
use tlg::deal::act::Act;
use tlg::people::Role;
use tlg::process::decision::Answer;
use tlg::record::id::ClientId;

use crate::doing::{
    Doing, answer, ask, assign, claim, correct, done, go, later, lose, note, pay, reopen, sent,
    withdraw,
};
use crate::house::{House, person, person_id};

/// The company with all its sample deals.
pub fn played() -> House {
    let mut company = company();
    for happens in [
        won_from_stock,
        won_with_approval_and_discount,
        lost_by_the_director,
        lost_over_the_price,
        reopened,
        awaiting_supply,
        closing_documents,
        destination_warehouse,
        in_delivery,
        rostov_warehouse,
        payment_deferred,
        paid_with_stale_stock,
        invoice_and_specification,
        invoicing,
        quote_revision,
        quote_sent,
        quote_preparation,
        procurement,
        in_stock,
        new_request,
    ] {
        happens(&mut company);
    }
    company
}

fn company() -> House {
    let mut house = House::empty();
    house.at("2026-09-01T09:00:00+03:00").by("admin");
    house.without("kozlov").without("belova");
    let accountant = person("smirnova", "Смирнова Вера", Role::Accountant);
    house.people(|people| people.people.push(accountant));
    house.by("ivanov");
    for (id, email) in [
        ("volga-pak", "zakup@volga.example"),
        ("eko-posuda", "info@eko.example"),
        ("kofe-siti", "office@coffee.example"),
        ("severnyj-bufet", "snab@bufet.example"),
    ] {
        house.adds_client(id, Some(email));
    }
    house
}

fn won_from_stock(house: &mut House) {
    opens(
        house,
        "2026-09-07T09:30:00+03:00",
        "ivanov",
        "stakan-plus",
        "Ножи для линии ламинации",
    );
    house
        .does(go("in_stock"))
        .does(go("quote_preparation"))
        .does(send("480000.00 RUB", "2026-10-07"));
    post(house, "2026-09-07T18:00:00+03:00", &["quote/1"]);
    house
        .at("2026-09-09T11:00:00+03:00")
        .by("ivanov")
        .does(go("invoicing"))
        .does(invoice("17"));
    post(house, "2026-09-09T18:00:00+03:00", &["invoice/1"]);
    house.at("2026-09-11T15:20:00+03:00");
    pays(house, "480000.00 RUB", "2026-09-11", "311");
    house
        .at("2026-09-15T10:00:00+03:00")
        .by("ivanov")
        .does(ship("Южный путь", "ЮП-2041"));
    post(house, "2026-09-15T18:00:00+03:00", &["in_delivery/1"]);
    house
        .at("2026-09-18T10:00:00+03:00")
        .by("ivanov")
        .does(go("destination_warehouse"));
    post(house, "2026-09-18T18:00:00+03:00", &["at_warehouse/1"]);
    house
        .at("2026-09-22T12:00:00+03:00")
        .by("ivanov")
        .does(handed_over("2026-09-22"))
        .at("2026-09-24T16:00:00+03:00")
        .by("smirnova")
        .does(
            go("won")
                .file("closing", "акт.pdf")
                .file("closing", "УПД.xml"),
        );
}

fn won_with_approval_and_discount(house: &mut House) {
    opens(
        house,
        "2026-09-08T10:02:11+03:00",
        "ivanov",
        "volga-pak",
        "Линия для бумажных стаканов 250 мл",
    );
    house
        .does(go("procurement"))
        .at("2026-09-10T16:05:00+03:00")
        .does(priced("2100000.00 RUB"))
        .does(
            asks("2500000.00 RUB", "Новый клиент просит предоплату 50 %").fact("prepayment", "50%"),
        );
    answers(house, Answer::Returned, "Укажите срок поставки");
    house
        .at("2026-09-11T09:15:00+03:00")
        .by("ivanov")
        .does(asks("2500000.00 RUB", "Срок поставки указан"));
    answers(house, Answer::Approved, "");
    post(house, "2026-09-11T18:00:00+03:00", &["quote/2"]);
    house
        .at("2026-09-15T11:40:00+03:00")
        .by("ivanov")
        .does(discount("2325000.00 RUB", "Клиент просит 7 %"));
    let grant = answer(house, Answer::Approved).grant(Some("2350000.00 RUB"), Some("2026-09-25"));
    house
        .by("petrova")
        .does(grant.says("Не ниже 6 %"))
        .by("ivanov")
        .does(send("2350000.00 RUB", "2026-10-15").fact("prepayment", "50%"))
        .at("2026-09-17T10:00:00+03:00")
        .does(go("invoicing"))
        .does(invoice("18"));
    pays(house, "1175000.00 RUB", "2026-09-17", "325");
    house
        .by("ivanov")
        .does(done("order_goods").fact("supply_expected", "2026-10-09"))
        .at("2026-10-08T09:40:00+03:00")
        .does(later("receive_goods", "2026-10-13"))
        .at("2026-10-13T10:00:00+03:00")
        .does(go("rostov_warehouse"))
        .at("2026-10-14T12:00:00+03:00")
        .does(done("collect_goods"))
        .at("2026-10-16T12:00:00+03:00")
        .does(handed_over("2026-10-16"));
    pays(house, "1175000.00 RUB", "2026-10-16", "341");
    house
        .by("smirnova")
        .does(go("won").file("closing", "акт.pdf"));
}

fn lost_by_the_director(house: &mut House) {
    opens(
        house,
        "2026-09-21T09:10:00+03:00",
        "sidorov",
        "kofe-siti",
        "Пресс для высечки",
    );
    house
        .does(go("in_stock"))
        .does(go("quote_preparation"))
        .does(asks("850000.00 RUB", "Конкурент предлагает дешевле"));
    answers(house, Answer::Rejected, "Ниже себестоимости не продаем");
}

fn lost_over_the_price(house: &mut House) {
    opens(
        house,
        "2026-09-22T09:10:00+03:00",
        "sidorov",
        "eko-posuda",
        "Клей для ламинации, 2 т",
    );
    house
        .does(go("in_stock"))
        .does(go("quote_preparation"))
        .does(send("310000.00 RUB", "2026-10-30"))
        .at("2026-09-24T12:00:00+03:00")
        .does(discount("280000.00 RUB", "Просят скидку за объем"));
    answers(house, Answer::Rejected, "Скидка уже в цене");
    house
        .at("2026-09-25T10:00:00+03:00")
        .by("sidorov")
        .does(lose("price").says("Взяли у другого"));
}

fn reopened(house: &mut House) {
    opens(
        house,
        "2026-10-05T09:10:00+03:00",
        "sidorov",
        "kofe-siti",
        "Бумага для стаканов, 20 т",
    );
    house
        .does(go("in_stock"))
        .does(go("quote_preparation"))
        .does(send("980000.00 RUB", "2026-11-05"))
        .at("2026-10-09T12:00:00+03:00")
        .does(lose("no_answer"))
        .at("2026-11-12T12:00:00+03:00")
        .by("petrova")
        .does(reopen())
        .by("sidorov")
        .does(asks("940000.00 RUB", "Клиент вернулся"));
}

fn awaiting_supply(house: &mut House) {
    opens(
        house,
        "2026-10-12T10:00:00+03:00",
        "sidorov",
        "eko-posuda",
        "Линия для крышек",
    );
    house
        .does(go("procurement"))
        .at("2026-10-14T10:00:00+03:00")
        .does(priced("1400000.00 RUB"))
        .does(send("1750000.00 RUB", "2026-11-14"))
        .does(go("invoicing"))
        .does(invoice("19"));
    house.at("2026-10-20T10:00:00+03:00");
    pays(house, "1750000.00 RUB", "2026-10-20", "328");
    house
        .by("sidorov")
        .does(done("order_goods").fact("supply_expected", "2026-12-01"))
        .does(assign("ivanov"));
}

fn closing_documents(house: &mut House) {
    paid_from_stock(
        house,
        "2026-10-19T10:00:00+03:00",
        "severnyj-bufet",
        "Стаканы 350 мл, 60 тыс.",
        ("640000.00 RUB", "20"),
    );
    house
        .at("2026-11-16T10:00:00+03:00")
        .does(done("collect_goods"))
        .does(handed_over("2026-11-17"));
}

fn destination_warehouse(house: &mut House) {
    paid_from_stock(
        house,
        "2026-10-20T10:00:00+03:00",
        "stakan-plus",
        "Пленка для ламинации, 3 т",
        ("415000.00 RUB", "21"),
    );
    house
        .at("2026-11-16T11:00:00+03:00")
        .does(ship("Южный путь", "ЮП-2307"))
        .at("2026-11-19T11:00:00+03:00")
        .does(go("destination_warehouse"));
}

fn in_delivery(house: &mut House) {
    paid_from_stock(
        house,
        "2026-10-21T10:00:00+03:00",
        "kofe-siti",
        "Формы для стаканов 180 мл",
        ("290000.00 RUB", "22"),
    );
    house
        .at("2026-11-19T12:00:00+03:00")
        .does(ship("Донская линия", "ДЛ-118"));
    post(house, "2026-11-19T18:00:00+03:00", &["in_delivery/1"]);
}

fn rostov_warehouse(house: &mut House) {
    paid_from_stock(
        house,
        "2026-10-22T10:00:00+03:00",
        "volga-pak",
        "Запчасти к прессу",
        ("145000.00 RUB", "23"),
    );
}

fn payment_deferred(house: &mut House) {
    invoiced(
        house,
        "2026-10-26T10:00:00+03:00",
        "severnyj-bufet",
        "Стаканы 350 мл, пробная партия",
        ("760000.00 RUB", "24"),
    );
    house
        .at("2026-11-05T10:00:00+03:00")
        .does(defer("2026-11-12").file("specification", "спецификация.pdf"))
        .at("2026-11-12T10:00:00+03:00")
        .does(defer("2026-11-20").says("Ждут перевода от своего заказчика"));
}

fn paid_with_stale_stock(house: &mut House) {
    invoiced(
        house,
        "2026-10-13T10:00:00+03:00",
        "eko-posuda",
        "Двигатель размотки",
        ("98000.00 RUB", "25"),
    );
    house.at("2026-11-20T10:00:00+03:00");
    pays(house, "98000.00 RUB", "2026-11-19", "377");
}

fn invoice_and_specification(house: &mut House) {
    invoiced(
        house,
        "2026-11-09T10:00:00+03:00",
        "volga-pak",
        "Клей, пробная партия",
        ("64000.00 RUB", "26"),
    );
    house.by("ivanov").does(note("Обещали оплатить в среду"));
}

fn invoicing(house: &mut House) {
    quoted(
        house,
        "2026-11-16T10:00:00+03:00",
        "kofe-siti",
        "Стаканы двухслойные, 40 тыс.",
        "268000.00 RUB",
    );
    house.does(go("invoicing"));
}

fn quote_revision(house: &mut House) {
    quoted(
        house,
        "2026-11-17T10:00:00+03:00",
        "stakan-plus",
        "Запчасти к линии, второй комплект",
        "152000.00 RUB",
    );
    house
        .at("2026-11-20T10:30:00+03:00")
        .does(discount("145000.00 RUB", "Берут сразу два комплекта"));
}

fn quote_sent(house: &mut House) {
    quoted(
        house,
        "2026-11-18T10:00:00+03:00",
        "eko-posuda",
        "Бумага, 5 т",
        "26500.00 RUB",
    );
    house
        .does(correct(4).says("Потерян ноль в сумме"))
        .does(send("265000.00 RUB", "2026-12-18"));
}

fn quote_preparation(house: &mut House) {
    opens(
        house,
        "2026-11-18T11:00:00+03:00",
        "ivanov",
        "stakan-plus",
        "Линия с двусторонней ламинацией",
    );
    house
        .does(go("procurement"))
        .at("2026-11-19T11:00:00+03:00")
        .does(priced("3900000.00 RUB"))
        .does(asks("4300000.00 RUB", "Крупная сделка"))
        .does(withdraw())
        .does(asks("4450000.00 RUB", "Крупная сделка, предоплата 70 %").fact("prepayment", "70%"));
}

fn procurement(house: &mut House) {
    opens(
        house,
        "2026-11-18T12:00:00+03:00",
        "sidorov",
        "volga-pak",
        "Машина для двухслойных стаканов",
    );
    house.does(go("procurement"));
}

fn in_stock(house: &mut House) {
    opens(
        house,
        "2026-11-20T09:20:00+03:00",
        "ivanov",
        "severnyj-bufet",
        "Крышки 90 мм, 30 тыс.",
    );
    house.does(go("in_stock"));
}

fn new_request(house: &mut House) {
    opens(
        house,
        "2026-11-20T12:05:00+03:00",
        "sidorov",
        "kofe-siti",
        "Формы для стаканов 400 мл",
    );
}

/// A deal of ivanov from stock whose quote is with the client.
fn quoted(house: &mut House, at: &str, client: &str, title: &str, total: &str) {
    opens(house, at, "ivanov", client, title);
    house
        .does(go("in_stock"))
        .does(go("quote_preparation"))
        .does(send(total, "2026-12-18"));
}

/// A deal of ivanov from stock whose invoice is with the client.
fn invoiced(house: &mut House, at: &str, client: &str, title: &str, (total, number): (&str, &str)) {
    quoted(house, at, client, title, total);
    house.does(go("invoicing")).does(invoice(number));
}

/// A deal of ivanov from stock that is paid in whole, and so stands in Rostov.
fn paid_from_stock(house: &mut House, at: &str, client: &str, title: &str, sold: (&str, &str)) {
    invoiced(house, at, client, title, sold);
    let (total, number) = sold;
    house.at("2026-11-13T14:00:00+03:00");
    pays(house, total, "2026-11-13", &format!("4{number}"));
    house.by("ivanov");
}

fn opens(house: &mut House, at: &str, manager: &str, client: &str, title: &str) {
    let next = house
        .files
        .0
        .keys()
        .filter_map(|path| DealId::of_path(path));
    let next = next.map(|deal| deal.number()).max().unwrap_or_default() + 1;
    house.deal = DealId::new("TLG", next);
    house.at(at).by(manager).does(Doing::from(Act::Open {
        title: title.to_owned(),
        client: ClientId::new(client).expect("an id"),
        manager: person_id(manager),
    }));
}

fn priced(price: &str) -> Doing {
    go("quote_preparation").fact("supplier_price", price)
}

fn send(total: &str, until: &str) -> Doing {
    go("quote_sent")
        .file("quote", &format!("КП на {total}.pdf"))
        .fact("quote_total", total)
        .fact("quote_valid_until", until)
}

fn asks(total: &str, why: &str) -> Doing {
    ask("quote")
        .file("quote", &format!("КП на {total}, {why}.pdf"))
        .fact("quote_total", total)
        .fact("quote_valid_until", "2026-12-31")
        .says(why)
}

fn discount(asked: &str, why: &str) -> Doing {
    ask("discount").fact("discount_asked", asked).says(why)
}

fn invoice(number: &str) -> Doing {
    done("issue_invoice")
        .file("invoice", &format!("счет {number}.pdf"))
        .fact("invoice_number", number)
}

fn defer(until: &str) -> Doing {
    go("payment_deferred").fact("deferral_until", until)
}

fn ship(carrier: &str, waybill: &str) -> Doing {
    go("in_delivery")
        .fact("carrier", carrier)
        .fact("waybill", waybill)
}

fn handed_over(day: &str) -> Doing {
    go("closing_documents").fact("handover_date", day)
}

/// The director answers what is asked.
fn answers(house: &mut House, how: Answer, words: &str) {
    let reply = answer(house, how);
    let reply = match words.is_empty() {
        true => reply,
        false => reply.says(words),
    };
    house.by("petrova").does(reply);
}

fn pays(house: &mut House, amount: &str, day: &str, document: &str) {
    house.by("smirnova").does(pay(amount, day, document));
}

/// Letters leave in the evening.
fn post(house: &mut House, at: &str, letters: &[&str]) {
    house.at(at).by("cron").does(claim(letters));
    for letter in letters {
        house.does(sent(letter, at));
    }
}
