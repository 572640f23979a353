use serde::Deserialize;

/// What kind of value a fact holds (docs/process.md, Facts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// `true` / `false` in the file; people also write да / нет, yes / no.
    YesNo,
    /// An amount with its currency, `1250000.00 RUB`.
    Money,
    /// A calendar day.
    Date,
    /// 0 to 100 %.
    Percent,
    Text,
}

impl FactType {
    /// As the process file writes it.
    pub fn id(self) -> &'static str {
        match self {
            FactType::YesNo => "yes_no",
            FactType::Money => "money",
            FactType::Date => "date",
            FactType::Percent => "percent",
            FactType::Text => "text",
        }
    }
}

/// Something that can be stated about a deal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRule {
    /// In the company's language.
    pub title: String,
    #[serde(rename = "type")]
    pub kind: FactType,
}

/// A kind of document that a deal can hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRule {
    /// In the company's language.
    pub title: String,
    /// File name endings that are taken, lower case, without the dot.
    pub types: Vec<String>,
}
