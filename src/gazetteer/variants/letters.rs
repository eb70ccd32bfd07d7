//! What is known of a spelling before it is written.

use super::parted::Parted;
use super::script::Capitals;
use super::seen::Seen;
use crate::gazetteer::entries::flag;
use crate::text::Shape;

/// What a spelling is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Cyrillic,
    /// Latin letters of ASCII alone.
    Latin,
    /// Latin letters, some of them with marks.
    Marked,
}

/// What is known of a spelling of a plain name before it is written: see [`Parted::is_plain`].
#[derive(Clone, Copy)]
pub(super) struct Letters<'l> {
    pub name: &'l Parted,
    /// The numbers of its folded words.
    pub numbers: &'l [u32],
    /// The words that have a number.
    pub known: &'l Seen,
    pub script: Script,
}

/// How many letters there are in a folded word, counted up to six.
pub(super) fn count_folded(word: &[u8]) -> usize {
    word.iter().filter(|&&b| b & 0xC0 != 0x80).take(6).count()
}

impl Letters<'_> {
    /// Its folded words.
    fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.numbers.iter().map(|&number| self.known.string(number))
    }

    /// The shapes of its words as far as the gaps behind them depend on them.
    pub fn shapes(&self) -> impl Iterator<Item = Shape> {
        self.name.words().zip(self.words()).map(|(segment, word)| match (segment.capitals, count_folded(word)) {
            (Capitals::None, _) => Shape::LOWER,
            (Capitals::First, 2..) => Shape::CAPITAL.with(Shape::LOWER),
            _ => Shape::CAPITAL,
        })
    }

    /// The flags that [`Forms::cut`](crate::gazetteer::entries::names::Forms::cut) gives the name.
    pub fn flags(&self) -> u32 {
        let when = |flag: u32, holds: bool| if holds { flag } else { 0 };
        let mut words = self.name.words().map(|segment| segment.capitals);
        let first = words.next().unwrap_or(Capitals::None);
        let small = first == Capitals::None;
        let acronym = first == Capitals::All && self.words().next().is_some_and(|word| self.numbers.len() == 1 && count_folded(word) > 1);
        let style = match self.script {
            Script::Cyrillic | Script::Marked => flag::WIDE,
            Script::Latin if self.name.has_hyphen() => 0,
            Script::Latin => self.style(),
        };
        let lower = small && words.all(|capitals| capitals == Capitals::None);
        when(flag::LOWER, lower) | when(flag::STARTS_LOWER, small) | when(flag::ACRONYM, acronym) | style
    }

    /// Which of [`flag::PLAIN`] it is, if any.
    fn style(&self) -> u32 {
        let kinds = self.name.words().zip(self.words()).fold(flag::PLAIN, |kinds, (segment, word)| {
            kinds
                & match segment.capitals {
                    Capitals::None => flag::SMALL,
                    _ if word.len() == 1 => flag::TITLED | flag::LARGE,
                    Capitals::First => flag::TITLED,
                    Capitals::All => flag::LARGE,
                }
        });
        kinds & kinds.wrapping_neg()
    }
}
