use std::str::FromStr;

use super::Misentry;

/// `name=value`: a fact and its value, or a kind of document and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub name: String,
    pub value: String,
}

impl FromStr for Assignment {
    type Err = Misentry;

    fn from_str(entry: &str) -> Result<Assignment, Misentry> {
        let (name, value) = entry.split_once('=').ok_or(Misentry::Assignment)?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || value.is_empty() {
            return Err(Misentry::Assignment);
        }
        Ok(Assignment {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_equals_sign_divides() {
        let assignment = "waybill = A=7".parse();
        assert_eq!(
            assignment,
            Ok(Assignment {
                name: "waybill".into(),
                value: "A=7".into()
            })
        );
    }

    #[test]
    fn both_sides_are_needed() {
        for entry in ["goods_in_stock", "=yes", "goods_in_stock=", " = "] {
            assert_eq!(
                entry.parse::<Assignment>(),
                Err(Misentry::Assignment),
                "{entry}"
            );
        }
    }
}
