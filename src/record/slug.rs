//! An identifier out of a Russian name: «Стакан Плюс» becomes `stakan-plus`.
//!
//! General transliterators spell for librarians (`stakan-plius`); this one spells as companies do in their addresses.

use super::id::ClientId;

/// Legal forms that names begin or end with and that tell no two clients apart.
const LEGAL_FORMS: [&str; 8] = ["ооо", "оао", "зао", "пао", "нао", "ао", "ип", "llc"];

/// Longest identifier that is made up for a client, in characters.
const LENGTH: usize = 40;

/// An identifier for a client of that name; `None` when the name has letters that are neither Latin nor Russian, or
/// nothing that an identifier can be made of. Equal names give equal identifiers, whether free or taken.
pub fn client_id(name: &str) -> Option<ClientId> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_form = |word: &&str| LEGAL_FORMS.contains(word);
    let told_apart = words.iter().copied().filter(|word| !is_form(word));
    let kept: Vec<&str> = match words.iter().all(is_form) {
        true => words.clone(),
        false => told_apart.collect(),
    };
    let mut id = String::new();
    for word in kept {
        let spelled = transliterate(word)?;
        if spelled.is_empty() {
            continue;
        }
        let longer = id.len() + 1 + spelled.len();
        if longer > LENGTH && !id.is_empty() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(spelled.chars().take(LENGTH));
    }
    ClientId::new(&id).ok()
}

/// A word in Latin letters; `None` when a letter is unknown.
fn transliterate(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut before = None;
    for letter in word.chars() {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            'ю' if before.is_some_and(is_consonant) => out.push('u'),
            _ => out.push_str(latin(letter)?),
        }
        before = Some(letter);
    }
    Some(out)
}

fn is_consonant(letter: char) -> bool {
    "бвгджзклмнпрстфхцчшщ".contains(letter)
}

fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}
