//! Names that the rules themselves speak of; all others are the process file's own.

use crate::record::id::{DecisionId, DocumentKind, FactId};

/// The total of the quote.
pub const QUOTE_TOTAL: &str = "quote_total";
/// The last day on which the quote can be accepted.
pub const QUOTE_VALID_UNTIL: &str = "quote_valid_until";
/// The share of the invoice that is due before shipping.
pub const PREPAYMENT: &str = "prepayment";
/// What the supplier asks for the goods.
pub const SUPPLIER_PRICE: &str = "supplier_price";
/// The price that the client wants.
pub const DISCOUNT_ASKED: &str = "discount_asked";
/// The total of the invoice.
pub const INVOICE_TOTAL: &str = "invoice_total";
/// The number that the invoice bears.
pub const INVOICE_NUMBER: &str = "invoice_number";
/// Documents of this kind are put forward in rounds.
pub const QUOTE: &str = "quote";

/// The day until which payment is put off.
pub const DEFERRAL_UNTIL: &str = "deferral_until";

/// The reason to lose a deal that says nothing without words of one's own.
pub const OTHER_REASON: &str = "other";

/// The kind of document that is put forward in rounds.
pub fn quote() -> DocumentKind {
    DocumentKind::new(QUOTE).expect("`quote` keeps the rules of identifiers")
}

/// Under this name the file records who chose the client; it is no fact of the process.
pub fn client() -> FactId {
    FactId::new("client").expect("`client` keeps the rules of identifiers")
}

/// Under this name the file records who filed the newest quote; it is no fact of the process.
pub fn document_quote() -> FactId {
    FactId::new("document_quote").expect("`document_quote` keeps the rules of identifiers")
}

/// The question whether a quote may go out.
pub fn quote_decision() -> DecisionId {
    DecisionId::new(QUOTE).expect("`quote` keeps the rules of identifiers")
}

/// The question whether the client gets the price that they ask for.
pub fn discount_decision() -> DecisionId {
    DecisionId::new("discount").expect("`discount` keeps the rules of identifiers")
}
