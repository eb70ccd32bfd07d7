//! What the words beside a name tell of its type: "the mayor of …", "… fighters", "…'s wife", read from a table under `seeds/words/`.

use super::around::Around;
use crate::gazetteer::index::facts::Kind;
use crate::gazetteer::matching::Match;
use crate::text::listed::lines;
use crate::text::{Shape, fold};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where the words of a cue stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Site {
    Before,
    After,
    Owner,
    Hyphen,
    Comma,
    /// Before the preposition of this place in [`PREPOSITIONS`].
    Leading(u8),
}

/// What may stand between a cue and its name.
const PREPOSITIONS: [&str; 7] = ["of", "to", "on", "with", "for", "by", "against"];
/// How many words behind a comma are looked at.
const BEHIND: usize = 4;
/// The most cues of one name that count.
const MOST: usize = 6;

/// The types that a cue speaks for, and how much.
type Weight = (Kind, f32);

static TABLE: LazyLock<FxHashMap<(Site, u64), Weight>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for line in lines(include_str!("../../../seeds/words/type_cues.tsv")) {
        let mut cells = line.split('\t');
        let [Some(site), Some(words), Some(kinds), Some(weight)] = std::array::from_fn(|_| cells.next()) else { continue };
        let (Some(site), Ok(weight)) = (site_of(site), weight.parse::<f32>()) else { continue };
        let kind = kinds.split(',').fold(Kind::default(), |all, kind| all.or(Kind::of(kind)));
        for cue in words.split('|') {
            table.insert((site, cue.split(' ').map(fold::hash).reduce(pair).unwrap_or_default()), (kind, weight));
        }
    }
    table
});

fn site_of(name: &str) -> Option<Site> {
    Some(match name {
        "before" => Site::Before,
        "after" => Site::After,
        "owner" => Site::Owner,
        "hyphen" => Site::Hyphen,
        "comma" => Site::Comma,
        _ => Site::Leading(PREPOSITIONS.iter().position(|preposition| *preposition == name)? as u8),
    })
}

/// The hash of two words in a row.
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(5) ^ second
}

/// The cues beside one name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TypeCues {
    found: [Weight; MOST],
    count: usize,
}

impl TypeCues {
    /// Reads the words around a match, none beyond words `first..end`.
    pub fn of(around: &Around<'_, '_>, m: &Match, (first, end): (usize, usize)) -> Self {
        let (a, b) = (m.first_word as usize, m.end_word as usize);
        let mut cues = Self::default();
        if a > first && around.joined(a) {
            cues.add(Site::Before, around.words[a - 1].hash);
            cues.leading(around, a, first);
        }
        if b >= end {
            return cues;
        }
        if around.words[b].shape.has(Shape::POSSESSIVE) {
            cues.following(Site::Owner, around, b + 1, end);
        } else if around.joined(b) {
            cues.following(Site::After, around, b, end);
        } else if around.comma(b) {
            let words = (b..(b + BEHIND).min(end)).take_while(|&i| i == b || around.joined(i));
            words.for_each(|i| cues.add(Site::Comma, around.words[i].hash));
        } else if matches!(around.gap(b), "-" | "‐" | "‑" | "–") {
            cues.add(Site::Hyphen, around.words[b].hash);
        }
        cues
    }

    /// "the mayor of …", "members of the …".
    fn leading(&mut self, around: &Around<'_, '_>, name: usize, first: usize) {
        let article = around.is(name - 1, &["the"]) && name > first + 1 && around.joined(name - 1);
        let preposition = if article { name - 2 } else { name - 1 };
        if preposition <= first || !around.joined(preposition) {
            return;
        }
        let written = around.written(preposition);
        if let Some(number) = PREPOSITIONS.iter().position(|word| written.eq_ignore_ascii_case(word)) {
            self.add(Site::Leading(number as u8), around.words[preposition - 1].hash);
        }
    }

    /// One or two words from `at` on.
    fn following(&mut self, site: Site, around: &Around<'_, '_>, at: usize, end: usize) {
        if at >= end || !around.joined(at) {
            return;
        }
        let one = around.words[at].hash;
        self.add(site, one);
        if at + 1 < end && around.joined(at + 1) {
            self.add(site, pair(one, around.words[at + 1].hash));
        }
    }

    fn add(&mut self, site: Site, words: u64) {
        if let (Some(weight), true) = (TABLE.get(&(site, words)), self.count < MOST) {
            self.found[self.count] = *weight;
            self.count += 1;
        }
    }

    /// How much the cues speak for a type, and against it.
    pub fn fit(&self, kind: Kind) -> f32 {
        self.found[..self.count].iter().map(|(kinds, weight)| if kind.any(*kinds) { *weight } else { -weight }).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, TABLE, lines};
    use crate::text::words;

    #[test]
    fn every_line_is_read() {
        let lines = lines(include_str!("../../../seeds/words/type_cues.tsv"));
        let cues: Vec<&str> = lines.clone().flat_map(|line| line.split('\t').nth(1).unwrap_or_default().split('|')).collect();
        assert!(lines.clone().all(|line| line.split('\t').count() == 4));
        assert_eq!(TABLE.len(), cues.len(), "a line is not understood, or two lines have one cue");
        assert!(TABLE.values().all(|(kind, weight)| *kind != Kind::default() && (0.0..=1.0).contains(weight)));
        for cue in cues {
            assert!((1..=2).contains(&words::words(cue).len()), "{cue:?} can never meet the words of a text");
        }
    }
}
