use super::number;
use crate::cli::say::Say;

/// The size of a file, in thousands as disks count: «184 КБ», «2,1 МБ».
pub fn size(bytes: u64, say: &Say) -> String {
    match bytes {
        0..1_000 => say.text("size-bytes", args![count => bytes]),
        1_000..1_000_000 => say.text("size-kilobytes", args![count => bytes / 1_000]),
        _ => {
            let tenths = bytes / 100_000;
            let count = number(&format!("{}.{}", tenths / 10, tenths % 10), say);
            say.text("size-megabytes", args![count => count])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::language::Language;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        let say = Say::new(Language::Russian);
        assert_eq!(size(812, &say), "812 Б");
        assert_eq!(size(184_213, &say), "184 КБ");
        assert_eq!(size(2_199_999, &say), "2,1 МБ");
        assert_eq!(size(2_199_999, &Say::new(Language::English)), "2.1 MB");
    }
}
