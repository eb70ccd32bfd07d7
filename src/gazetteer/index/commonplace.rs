//! Names on a long list that are common words in small letters.
//!
//! A name without capitals matches in any case, as whoever lists "special operations forces" wants it. Lists of the whole world hold such
//! names by the way ("as", "be", "media": other names of towns), which would be found in every sentence. Where most names of a long list
//! begin with a capital, a single common word in small letters is judged by the capitals of the text, as all other names are.

use super::LONG_LIST;
use crate::gazetteer::entries::entities::Entities;
use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::names::NameWord;
use crate::gazetteer::known::lists::{self, CALENDAR, COMMON, TITLE};

/// How many entities are looked at to tell how the names of a list begin.
const SAMPLE: usize = 1 << 12;

/// Which names without capitals are to be judged by those of the text.
#[derive(Clone, Copy)]
pub(super) struct Commonplace {
    /// The list is long, and most of its names begin with a capital.
    judges: bool,
}

impl Commonplace {
    /// Looks at the names of a list.
    pub fn of(entities: &Entities) -> Self {
        if entities.len() < LONG_LIST {
            return Self { judges: false };
        }
        let sample = entities.iter().step_by(entities.len().div_ceil(SAMPLE));
        let starts = sample.flat_map(|entry| entry.names().filter_map(|name| name.chars().next()));
        let (small, capital) = starts.fold((0_usize, 0_usize), |(small, capital), start| {
            (small + usize::from(start.is_lowercase()), capital + usize::from(start.is_uppercase()))
        });
        Self { judges: small < capital }
    }

    /// The flags of a name with these words, of which those that say how it begins may be taken.
    pub fn flags(self, flags: u32, words: &[NameWord]) -> u32 {
        let judged = self.judges && flags & flag::LOWER != 0 && flags & (flag::SENSITIVE | flag::INSENSITIVE) == 0;
        match words {
            [word] if judged && lists::is(word.hash, COMMON | CALENDAR | TITLE) => flags & !(flag::LOWER | flag::STARTS_LOWER),
            _ => flags,
        }
    }
}
