//! The papers of the story: small files that every viewer opens.

/// The bytes of a PDF of one page with one line of Latin text. The same line gives the same bytes.
pub fn pdf(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 24 Tf 72 720 Td ({}) Tj ET", escaped(line));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    file.extend(places);
    file.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}

fn escaped(line: &str) -> String {
    line.replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_file_says_where_its_objects_begin() {
        let file = String::from_utf8(pdf("quote (1)")).expect("Latin text");
        let (_, table) = file.split_once("xref\n0 6\n").expect("a table");
        let places: Vec<usize> = table
            .lines()
            .skip(1)
            .take(5)
            .map(|line| line[..10].parse().expect("a place"))
            .collect();
        for (number, place) in (1..).zip(places) {
            assert!(file[place..].starts_with(&format!("{number} 0 obj\n")));
        }
        let (_, start) = file.split_once("startxref\n").expect("a start");
        let start: usize = start
            .lines()
            .next()
            .expect("a line")
            .parse()
            .expect("a place");
        assert!(file[start..].starts_with("xref\n"));
        assert!(file.contains("(quote \\(1\\)) Tj"));
    }
}
