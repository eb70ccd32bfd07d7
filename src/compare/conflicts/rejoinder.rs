//! Rejoinders: what one says right behind another's word and against it, without a word of denial. Blame that is put elsewhere, `they fired
//! first`, `the items had been planted`, `not aware of casualties`.

use super::Layers;
use super::answers::is;
use super::aspect::Aspect;
use super::claim::{Claim, Kind, NARRATOR};
use super::matter::sense;
use super::signs;
use crate::compare::content::stem;
use crate::text::Word;

/// Sentences from a word to the rejoinder.
const FAR: u32 = 2;
/// Verbs that blame, and those that charge.
pub(super) const BLAMING: &str = "blame blames blamed blaming";
const CHARGING: &str = "blame blames blamed blaming accuse accuses accused accusing";
/// What takes up the deed that another was blamed for.
const IT: &str = "it this that";
/// How things that tell against somebody came where they were found.
pub(super) const PLANTED: &str = "planted forged faked fabricated doctored staged";
const FOUND: &str = "seized found discovered recovered confiscated uncovered seizing finding";
const BEEN: &str = "been was were are being";
/// What somebody says that he knows nothing of.
const HARM: &str = "casualties deaths injuries dead victims losses";
/// Words from `aware of` to it.
const OF_HARM: usize = 4;

/// Finds the rejoinders of a document, each with the claim that it is set against.
pub(super) fn link(layers: &Layers<'_>, claims: &mut Vec<Claim>) {
    let mut found = Vec::new();
    let said = |c: &Claim| matches!(c.kind, Kind::Assertion { .. } | Kind::Denial { answers: None }) && named(c);
    let spoken: Vec<usize> = (0..claims.len()).filter(|&c| said(&claims[c])).collect();
    for (n, &c) in spoken.iter().enumerate() {
        let words = layers.outline.sentence_words(claims[c].sentence as usize);
        let Some(rejoinder) = signs::any(words).then(|| Rejoinder::read(layers.outline.text, words)).flatten() else { continue };
        let near = spoken[..n].iter().rev().copied().take_while(|&a| claims[c].sentence - claims[a].sentence <= FAR);
        let meets = |a: &usize| {
            let told = &claims[*a];
            told.sentence != claims[c].sentence && !told.same_source(&claims[c]) && rejoinder.meets(layers, told, words)
        };
        if let Some(answers) = near.into_iter().find(meets) {
            let kind = Kind::Rejoinder { answers: answers as u32, denies: rejoinder.value() == "denied" };
            found.push(Claim { kind, value: rejoinder.value().to_owned(), ..claims[c].clone() });
        }
    }
    claims.append(&mut found);
}

fn named(claim: &Claim) -> bool {
    claim.source.as_deref().is_some_and(|s| s != NARRATOR)
}

/// How a sentence goes against the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rejoinder {
    /// It blames another for the same.
    Blame,
    /// Others did it first.
    First(u32),
    /// What was found was put there.
    Planted,
    /// It knows of no harm.
    Unaware,
    /// Nobody did it, there was none: what is negated.
    Nothing(u32, u32),
    /// Nobody fired.
    Unfired,
}

impl Rejoinder {
    fn read(text: &str, words: &[Word]) -> Option<Self> {
        let has = |i: usize, list: &'static str| words.get(i).is_some_and(|w| is(list, w));
        if let Some(rejoinder) = Self::negated(text, words) {
            return Some(rejoinder);
        }
        for (i, word) in words.iter().enumerate() {
            if is("first", word) && ends(text, words, i) && i > 0 {
                return Some(Self::First(sense(stem(text, &words[i - 1])?)));
            }
            if is(BLAMING, word) {
                return Some(Self::Blame);
            }
            if is(PLANTED, word) && i > 0 && has(i - 1, BEEN) {
                return Some(Self::Planted);
            }
            let aware = is("aware", word) && i > 0 && has(i - 1, "not");
            if aware && (i + 1..=i + OF_HARM).any(|k| has(k, HARM)) {
                return Some(Self::Unaware);
            }
        }
        None
    }

    /// `There was no dynamite`, `no worker was ever held`, `not a single bullet was fired`.
    fn negated(text: &str, words: &[Word]) -> Option<Self> {
        let has = |i: usize, list: &'static str| words.get(i).is_some_and(|w| is(list, w));
        let shot = |i: usize| has(i, "shot shots bullet bullets fire fired firing shoot");
        for i in 0..words.len() {
            let single = has(i, "not") && has(i + 1, "a one") && has(i + 2, "single bullet shot round");
            let held = has(i, "not never") && (i + 1..i + 4).any(|k| has(k, "fired shot shoot fire"));
            if single && (i + 2..i + 5).any(shot) || held || has(i, "no") && has(i + 1, "shots bullets shot bullet") {
                return Some(Self::Unfired);
            }
            if !has(i, "no nobody none") || ends(text, words, i) {
                continue;
            }
            let clause = (i + 1..(i + 6).min(words.len())).take_while(|&k| k == i + 1 || !ends(text, words, k - 1));
            let mut told = clause
                .filter(|&k| !has(k, "ever one evidence doubt comment longer more other plans reason"))
                .filter_map(|k| stem(text, &words[k]));
            let first = told.next()?;
            let there = i > 1 && has(i - 2, "there") && has(i - 1, "is was are were");
            return match told.next() {
                Some(second) => Some(Self::Nothing(sense(first), sense(second))),
                None => there.then(|| Self::Nothing(sense(first), sense(first))),
            };
        }
        None
    }

    /// True if it goes against what is told.
    fn meets(self, layers: &Layers<'_>, told: &Claim, words: &[Word]) -> bool {
        let text = layers.outline.text;
        let before = layers.outline.sentence_words(told.sentence as usize);
        let has = |list: &'static str| before.iter().any(|w| is(list, w));
        match self {
            Self::Blame => {
                let taken_up = words.windows(2).any(|p| is("for", &p[0]) && is(IT, &p[1]));
                let mut deed = words.iter().skip_while(|w| !is("for", w)).skip(1).filter_map(|w| stem(text, w));
                has(CHARGING) && (taken_up || deed.any(|s| told.stems.contains(&s) && !told.setting.is_proper(s)))
            }
            Self::First(deed) => told.stems.iter().any(|&s| sense(s) == deed),
            Self::Nothing(first, second) => {
                let tells = |s: u32| told.stems.iter().any(|&t| sense(t) == s && !told.setting.is_proper(t));
                !told.is_denial() && tells(first) && tells(second)
            }
            Self::Unfired => has("fire fired firing shot shots shooting shoot opened") && !told.is_denial(),
            Self::Planted => has(FOUND),
            Self::Unaware => before.iter().any(|w| {
                let word = w.text(text).to_ascii_lowercase();
                matches!(Aspect::told_by(&word), Some(Aspect::Dead | Aspect::Wounded)) || is("fire shot shots shelled bombed struck hit", w)
            }),
        }
    }

    const fn value(self) -> &'static str {
        match self {
            Self::Blame | Self::First(_) => "blames others",
            Self::Planted => "says otherwise",
            Self::Unaware | Self::Nothing(..) | Self::Unfired => "denied",
        }
    }
}

/// True if a clause ends behind word `i`.
fn ends(text: &str, words: &[Word], i: usize) -> bool {
    let Some(next) = words.get(i + 1) else { return true };
    text[words[i].end as usize..next.start as usize].contains([',', ';', '.', '”', '"'])
}
