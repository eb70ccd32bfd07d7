//! Names with their titles: "Dornish President X" is X, and "Y and his counterpart X" are both.

use super::Scene;
use super::lists::List;
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// Words that a title can take.
const LONGEST: usize = 6;

impl Scene<'_> {
    /// The person whom a name leads to by a title: of "*Dornish* President X" and "*Dorn*'s X" X.
    pub(super) fn leads_to(&self, index: usize) -> Option<usize> {
        let (m, next) = (self.mentions.get(index)?, self.mentions.get(index + 1)?);
        let owner = matches!(&*m.kind, "country" | "nationality" | "government" | "organization" | "armed_group");
        if !owner || &*next.kind != "person" || next.span.start < m.span.end {
            return None;
        }
        let (first, end) = (self.words.partition_point(|w| w.start < m.span.end), self.word_at(next.span.start));
        if first == 0 || end > first + LONGEST || (first - 1..end).any(|k| k + 1 < self.words.len() && k < end && self.parted(k)) {
            return None;
        }
        let owned = first < end && self.words[first].shape.has(Shape::POSSESSIVE);
        let from = first + usize::from(owned);
        let alone = from == end && (owned || &*m.kind == "nationality");
        let titled = from < end && self.calls(end - 1) && (from..end).all(|k| self.goes_on_title(k));
        (alone || titled).then_some(index + 1)
    }

    /// The first word of a name with its titles, and the name that they begin with.
    pub(super) fn titled(&self, index: usize) -> (usize, usize) {
        let lead = if index > 0 && self.leads_to(index - 1) == Some(index) { index - 1 } else { index };
        let start = self.word_at(self.mentions[lead].span.start);
        let mut first = start;
        let fits = |k: usize| if k + 1 == start { self.calls(k) } else { self.goes_on_title(k) };
        while first > 0 && start - first < LONGEST && !self.parted(first - 1) && fits(first - 1) {
            first -= 1;
        }
        // A place has allies, and no office.
        let person = &*self.mentions[index].kind == "person";
        let kept = first < start && (person || self.listed(start - 1, List::Others));
        (if kept { first } else { start }, lead)
    }

    /// True for a word by which a name is called: *President* X, his *counterpart* X, its *ally* X.
    fn calls(&self, k: usize) -> bool {
        self.named(k).is_none()
            && (self.listed(k, List::Titles)
                || self.listed(k, List::Others)
                || self.is_any(k, &["counterpart", "leader", "colleague"])
                || Lexicon::get().class(self.words[k].hash).is(Class::PERSON))
    }

    /// True for a word that can stand in a title: *Prime* Minister, *deputy* foreign minister.
    fn goes_on_title(&self, k: usize) -> bool {
        self.named(k).is_none()
            && self.verb(k).is_none()
            && !self.is_preposition(k)
            && !self.is_and(k)
            && !self.is_auxiliary(k)
            && !self.is_determiner(k)
            && !self.is_that(k)
            && !self.is_subordinate(k)
            && !self.is_temporal(k)
            && !self.words[k].shape.has(Shape::POSSESSIVE)
    }
}
