//! The way of a deal through the stages, as far as a test needs it.

use tlg::process::decision::Answer;

use crate::doing::{Doing, answer, ask, done, go, pay};
use crate::house::House;

pub const TOTAL: &str = "2500000.00 RUB";
pub const VALID: &str = "2026-12-31";

/// A quote that goes out without approval.
pub fn send_quote(total: &str) -> Doing {
    terms(go("quote_sent"), total)
}

/// A quote that the director is asked about.
pub fn ask_quote(total: &str) -> Doing {
    terms(ask("quote"), total).says("Постоянный клиент")
}

/// File and terms of a quote.
pub fn terms(doing: Doing, total: &str) -> Doing {
    let name = format!("КП на {total}.pdf");
    doing
        .file("quote", &name)
        .fact("quote_total", total)
        .fact("quote_valid_until", VALID)
}

pub fn ask_discount(asked: &str) -> Doing {
    ask("discount")
        .fact("discount_asked", asked)
        .says("Просит скидку")
}

pub fn issue_invoice() -> Doing {
    done("issue_invoice")
        .file("invoice", "счет.pdf")
        .fact("invoice_number", "С-17")
}

pub fn defer(until: &str) -> Doing {
    go("payment_deferred")
        .file("specification", "спецификация.pdf")
        .fact("deferral_until", until)
}

impl House {
    /// Brings a new deal of ivanov to a stage by the shortest way; goods are in stock unless the stage says otherwise.
    pub fn reaches(&mut self, stage: &str) -> &mut House {
        let in_stock = !matches!(stage, "procurement" | "awaiting_supply");
        self.by("ivanov");
        while self.stage() != stage {
            let here = self.stage();
            match here.as_str() {
                "new_request" if in_stock => self.does(go("in_stock")),
                "new_request" => self.does(go("procurement")),
                "in_stock" => self.does(go("quote_preparation")),
                "procurement" => {
                    self.does(go("quote_preparation").fact("supplier_price", "2100000.00 RUB"))
                }
                "quote_preparation" => self.does(send_quote(TOTAL)),
                "quote_sent" if stage == "quote_revision" => self.does(go("quote_revision")),
                "quote_sent" => self.does(go("invoicing")),
                "invoicing" => self.does(issue_invoice()),
                "invoice_and_specification" if stage == "payment_deferred" => {
                    self.does(defer("2026-12-01"))
                }
                "invoice_and_specification" => self.is_paid(TOTAL).by("ivanov"),
                "awaiting_supply" => self.does(go("rostov_warehouse")),
                "rostov_warehouse" => self.does(go("in_delivery")),
                "in_delivery" => self.does(go("destination_warehouse")),
                "destination_warehouse" => {
                    self.does(go("closing_documents").fact("handover_date", "2026-11-20"))
                }
                "closing_documents" => self.by("belova").does(go("won").file("closing", "акт.pdf")),
                other => panic!("no way from {other} to {stage}"),
            };
        }
        self
    }

    /// The accountant confirms money of this day.
    pub fn is_paid(&mut self, amount: &str) -> &mut House {
        let number = format!("П-{}", self.deal().payments.len() + 1);
        self.by("belova").does(pay(amount, "2026-11-20", &number))
    }

    /// The director petrova answers.
    pub fn answers(&mut self, how: Answer) -> &mut House {
        let doing = answer(self, how);
        let doing = match how {
            Answer::Approved => doing,
            _ => doing.says("Укажите срок поставки"),
        };
        self.by("petrova").does(doing).by("ivanov")
    }
}
