//! Which statements that a key is compromised count (docs/trust.md, Compromised keys).

use super::deed::{Deed, Doubt};
use super::standing::Standing;
use crate::people::PeopleAct;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody says that a key is compromised.
struct Word<'d> {
    /// The place in the history of the commit that says so.
    place: usize,
    /// The key that signs it.
    by: &'d str,
    key: &'d str,
    /// The first place from which on the key counts for nothing. The introduction is told out of band and always counts.
    from: usize,
}

/// A history as far as it bears on whom to trust, and what is said in it of keys.
pub(super) struct Words<'d> {
    deeds: &'d [Deed],
    words: Vec<Word<'d>>,
}

/// From which place on keys count for nothing.
pub(super) type Cutoffs = BTreeMap<String, usize>;

impl<'d> Words<'d> {
    /// What is said in a whole history.
    pub fn of(deeds: &'d [Deed]) -> Words<'d> {
        let places = deeds.iter().enumerate();
        let places: BTreeMap<String, usize> = places
            .map(|(place, deed)| (deed.link.id.to_string(), place))
            .collect();
        let said = deeds.iter().enumerate().flat_map(|(place, deed)| {
            let places = &places;
            deed.entries.iter().filter_map(move |entry| {
                let PeopleAct::KeyCompromised { key, trusted, .. } = &entry.act else {
                    return None;
                };
                let last = trusted.as_ref().and_then(|id| places.get(id.as_str()));
                Some(Word {
                    place,
                    by: &deed.key,
                    key,
                    from: last.map_or(1, |last| last + 1),
                })
            })
        });
        Words {
            deeds,
            words: said.collect(),
        }
    }

    /// From which place on each key counts for nothing, by all that was said by those who are trusted.
    ///
    /// What is said counts if nothing that counted by then puts it in doubt; it may then put in doubt what was said before,
    /// and bring back what that had put in doubt. So nobody who was found out ever says anything that counts.
    pub fn cutoffs(&self) -> Cutoffs {
        let mut counted = BTreeSet::new();
        for number in 0..self.words.len() {
            if self.in_doubt(number, &counted).contains(&number) {
                continue;
            }
            counted.insert(number);
            for _ in 0..=number {
                let mut again: BTreeSet<usize> = (0..=number).collect();
                for doubted in self.in_doubt(number, &counted) {
                    again.remove(&doubted);
                }
                again.insert(number);
                if again == counted {
                    break;
                }
                counted = again;
            }
        }
        self.cutoffs_by(&counted, None)
    }

    /// The later of two words on the same key holds. None counts of `but`'s: nobody's own words are held against them.
    fn cutoffs_by(&self, counted: &BTreeSet<usize>, but: Option<&str>) -> Cutoffs {
        let counted = counted.iter().filter_map(|number| self.words.get(*number));
        let counted = counted.filter(|word| Some(word.by) != but);
        counted
            .map(|word| (word.key.to_owned(), word.from))
            .collect()
    }

    /// Which of the words up to that one are in doubt, if those count.
    fn in_doubt(&self, last: usize, counted: &BTreeSet<usize>) -> Vec<usize> {
        let doubted = self.doubted_by(last, &self.cutoffs_by(counted, None));
        let own = |number: &usize| {
            let by = self.words.get(*number).map(|word| word.by);
            let others = self.cutoffs_by(counted, by);
            let own = counted.iter().filter_map(|number| self.words.get(*number));
            let has_own = own.into_iter().any(|word| Some(word.by) == by);
            !has_own || self.doubted_by(*number, &others).contains(number)
        };
        doubted.into_iter().filter(own).collect()
    }

    fn doubted_by(&self, last: usize, cutoffs: &Cutoffs) -> Vec<usize> {
        let Some(end) = self.words.get(last).map(|word| word.place) else {
            return Vec::new();
        };
        let mut standing = Standing::new();
        let mut places = BTreeSet::new();
        let deeds = self.deeds.iter().enumerate().take(end + 1);
        for (place, deed) in deeds.filter(|(_, deed)| deed.bears()) {
            let doubt = doubt(&standing, place, deed, cutoffs);
            if doubt.is_some() {
                places.insert(place);
            }
            standing.take(deed, doubt);
        }
        let words = self.words.iter().enumerate().take(last + 1);
        let words = words.filter(|(_, word)| places.contains(&word.place));
        words.map(|(number, _)| number).collect()
    }
}

/// Whether a deed at that place is in doubt, as far as keys and the register tell.
pub(super) fn doubt(
    standing: &Standing,
    place: usize,
    deed: &Deed,
    cutoffs: &Cutoffs,
) -> Option<Doubt> {
    deed.link.parent?;
    if cutoffs.get(&deed.key).is_some_and(|from| place >= *from) {
        return Some(Doubt::Key);
    }
    standing.rests_on(deed).map(|by| Doubt::LetIn { by })
}
