//! Names of a gazetteer as words that say no more than their type: what is learnt of one place holds for the others.

use crate::error::{Error, Result};
use crate::gazetteer::{FindOptions, Gazetteer};
use crate::span::Span;
use crate::text::blocks::Block;
use crate::text::fold::{hash_bytes, hash_step};
use crate::text::words::Shape;
use crate::text::{BlockKind, Word};
use std::sync::Arc;

/// The shape of a word that stands for a name. No word of a text has it: the `s` of a possessive is no number.
pub const NAME: Shape = Shape::POSSESSIVE.with(Shape::NUMBER);

/// A gazetteer whose names are taken for their types.
#[derive(Clone, Debug)]
pub struct Names {
    gazetteer: Arc<Gazetteer>,
    /// Tells gazetteers apart; none for that of the seed, which goes by its name.
    identity: Option<u64>,
}

impl Names {
    /// Those of the seed gazetteer.
    pub fn seed() -> Result<Self> {
        Ok(Self { gazetteer: Gazetteer::shared_seed()?, identity: None })
    }

    /// Those of a gazetteer of the user's.
    pub fn of(gazetteer: Arc<Gazetteer>) -> Self {
        let identity = identity(&gazetteer);
        Self { gazetteer, identity: Some(identity) }
    }

    /// The gazetteer.
    pub const fn gazetteer(&self) -> &Arc<Gazetteer> {
        &self.gazetteer
    }

    /// The number that tells a gazetteer from others; none for that of the seed.
    pub const fn identity(&self) -> Option<u64> {
        self.identity
    }

    /// The names that a model of this identity was trained with; `given` are those that its reader was given.
    ///
    /// Raises [`Error::Input`] if they are other ones or none where a gazetteer is needed.
    pub fn again(identity: Option<u64>, given: Option<&Self>) -> Result<Self> {
        let wrong = |problem: &str| Err(Error::input("names", problem));
        match (identity, given) {
            (None, _) => Self::seed(),
            (Some(_), None) => wrong("the classifier was trained with a gazetteer, which its file does not hold; give the same one again"),
            (Some(wanted), Some(given)) if given.identity == Some(wanted) => Ok(given.clone()),
            (Some(_), Some(_)) => wrong("the classifier was trained with another gazetteer; give the same one, built in the same way"),
        }
    }

    /// Puts one word into `out` for each name of a sentence, and all other words as they are. `text` may be more than the sentence.
    pub fn replace(&self, text: &str, words: &[Word], out: &mut Vec<Word>) {
        out.clear();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let span = Span::new(first.start, last.end);
        let sentence = Block { span, kind: BlockKind::Body, first_word: 0, end_word: words.len() as u32 };
        let mut next = 0;
        for found in self.gazetteer.matches(text, words, &[sentence], FindOptions::default()) {
            let (first, end) = (found.first_word as usize, found.end_word as usize);
            let Some(&entry) = found.entries.first() else { continue };
            if first < next || end <= first || end > words.len() {
                continue;
            }
            out.extend_from_slice(&words[next..first]);
            let kind = self.gazetteer.entry(entry).kind();
            let hash = hash_step(hash_bytes(b"name"), hash_bytes(kind.as_bytes()));
            out.push(Word { start: words[first].start, end: words[end - 1].end, hash, shape: NAME });
            next = end;
        }
        out.extend_from_slice(&words[next..]);
    }
}

/// A number from the ids, types and names of all entities and the options that they were built with.
fn identity(gazetteer: &Gazetteer) -> u64 {
    let mut hash = u64::from(gazetteer.options().to_code());
    for entry in gazetteer.iter() {
        for part in [entry.id(), entry.kind()].into_iter().chain(entry.names()) {
            hash = hash_step(hash_step(hash, hash_bytes(part.as_bytes())), part.len() as u64);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Entry, EntryList};
    use crate::text::words::words;

    fn gazetteer(kind: &str) -> Arc<Gazetteer> {
        let entry = |name: &str| Entry { id: name.to_lowercase(), kind: kind.to_owned(), ..Entry::named(name) };
        Arc::new(Gazetteer::new(EntryList { columns: Vec::new(), entries: vec![entry("Tarn"), entry("Port Halim")] }).unwrap())
    }

    fn read(names: &Names, text: &str) -> Vec<(String, u64)> {
        let mut out = Vec::new();
        names.replace(text, &words(text), &mut out);
        out.iter().map(|word| (word.text(text).to_owned(), word.hash)).collect()
    }

    #[test]
    fn names_are_one_word_of_their_type() {
        let names = Names::of(gazetteer("place"));
        let (one, other) = (read(&names, "They left Tarn’s harbour."), read(&names, "They left Port Halim’s harbour."));
        assert_eq!(one.iter().map(|w| w.0.as_str()).collect::<Vec<_>>(), ["They", "left", "Tarn", "s", "harbour"]);
        assert_eq!(other[2].0, "Port Halim");
        assert_eq!(one.iter().map(|w| w.1).collect::<Vec<_>>(), other.iter().map(|w| w.1).collect::<Vec<_>>());
        assert_ne!(read(&Names::of(gazetteer("person")), "Tarn")[0].1, read(&names, "Tarn")[0].1, "another type is another word");
    }

    #[test]
    fn a_model_wants_the_gazetteer_that_it_was_trained_with() {
        let (places, people) = (Names::of(gazetteer("place")), Names::of(gazetteer("person")));
        assert!(Names::again(places.identity(), Some(&Names::of(gazetteer("place")))).is_ok());
        assert!(Names::again(places.identity(), Some(&people)).is_err());
        assert!(Names::again(places.identity(), None).is_err());
        assert!(Names::again(None, None).unwrap().identity().is_none());
    }
}
