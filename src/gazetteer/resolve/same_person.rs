//! One person under one id, whether the text writes his middle names, their initials or neither: "Joseph Phiri", "Joseph Mwamba Phiri", "J. M.
//! Phiri".

use super::context::Context;
use super::identity;
use crate::gazetteer::known::cues::Cue;
use crate::gazetteer::matching::{Mention, Variant};
use crate::text::{Shape, fold};
use rustc_hash::FxHashMap;

/// The most ways of writing names of one surname that are compared with each other.
const MOST: usize = 16;

/// A way of writing a person's name.
struct Written {
    id: String,
    /// The words before the surname, folded; initials are one letter.
    given: Vec<String>,
    /// The first mention that is written so.
    mention: usize,
    listed: bool,
}

/// Gives the mentions of a person whom the document writes in several ways the id of the listed one, or of the name with the fewest words
/// that are no initials. Names that fit two others which do not fit each other ("Joseph Banda Phiri", "Joseph Mwamba Phiri") stay apart.
pub(super) fn resolve<'g>(context: &Context<'_, '_, 'g>, mentions: &mut [Mention<'g>]) {
    let mut by_surname: FxHashMap<u64, Vec<Written>> = FxHashMap::default();
    for (at, m) in mentions.iter().enumerate().filter(|(_, m)| m.kind == "person") {
        let Some((surname, given)) = parsed(context, m) else { continue };
        let known = by_surname.entry(surname).or_default();
        if known.len() < MOST && !known.iter().any(|w| w.id == m.id && w.given == given) {
            known.push(Written { id: m.id.clone().into_owned(), given, mention: at, listed: m.entry.is_some() });
        }
    }
    let mut same: FxHashMap<String, usize> = FxHashMap::default();
    for known in by_surname.values().filter(|known| known.len() > 1) {
        let like = |a: usize, b: usize| a == b || fits(&known[a].given, &known[b].given);
        // All that each may be, if they may be each other too.
        let likes: Vec<Option<Vec<usize>>> = (0..known.len())
            .map(|at| {
                let likes: Vec<usize> = (0..known.len()).filter(|&other| like(at, other)).collect();
                likes.iter().all(|&a| likes.iter().all(|&b| like(a, b))).then_some(likes)
            })
            .collect();
        for (name, own) in known.iter().zip(&likes).filter(|(name, _)| !name.listed) {
            // Listed first, then in full, then in few words, then by name, so that their order in the text is nothing.
            let initials = |w: &Written| w.given.iter().filter(|word| word.chars().nth(1).is_none()).count();
            let rank = |&&at: &&usize| (!known[at].listed, initials(&known[at]), known[at].given.len(), known[at].id.clone());
            let best = own.iter().flatten().min_by_key(rank).filter(|&&best| likes[best].is_some());
            if let Some(best) = best.map(|&best| &known[best]).filter(|best| best.id != name.id) {
                same.insert(name.id.clone(), best.mention);
            }
        }
    }
    if same.is_empty() {
        return;
    }
    let meant: Vec<Option<usize>> = mentions.iter().map(|m| same.get(&*m.id).copied()).collect();
    for (at, other) in meant.into_iter().enumerate().filter_map(|(at, other)| Some((at, other?))) {
        let (m, other) = (&mentions[at], &mentions[other]);
        let words = (m.first_word as usize, m.end_word as usize);
        let score = m.score;
        mentions[at] = identity::same_as(context, words, m.sentence.unwrap_or_default(), other, Variant::Folded, score);
    }
}

/// The hash of a person's surname, and the words before it folded; nothing for a name of one word.
fn parsed(context: &Context<'_, '_, '_>, m: &Mention<'_>) -> Option<(u64, Vec<String>)> {
    let (first, end) = (m.first_word as usize, m.end_word as usize);
    let suffix = end - first > 2 && context.is(end - 1, &["jr", "sr", "ii", "iii", "iv"]);
    let last = end - 1 - usize::from(suffix);
    // A title that is part of a listed name, and particles of surnames, are no given names.
    let given = (first..last).filter(|&i| !context.cue(i).any(Cue::PARTICLE) && !context.possessive(i));
    let given: Vec<String> = given.flat_map(|i| words_of(context, i)).collect();
    (!given.is_empty() && context.capital(last)).then(|| (context.word(last).hash, given))
}

/// The word at `i` folded; of "J.M." both letters.
fn words_of(context: &Context<'_, '_, '_>, i: usize) -> Vec<String> {
    let written = context.written(i);
    if context.word(i).shape.has(Shape::DOTTED) {
        return written.split('.').filter(|letter| !letter.is_empty()).map(fold::fold).map(|word| word.to_string()).collect();
    }
    vec![fold::fold(written).to_string()]
}

/// True if two rows of given names may be one person's: the first ones agree, and each of the shorter row is one of the longer in its order, an
/// initial any that begins with it.
fn fits(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let agree = |x: &str, y: &str| {
        let initial = |word: &str| word.chars().nth(1).is_none();
        x == y || (initial(x) || initial(y)) && x.chars().next() == y.chars().next()
    };
    let mut rest = long.iter();
    agree(&short[0], &long[0]) && short.iter().all(|word| rest.any(|other| agree(word, other)))
}

#[cfg(test)]
mod tests {
    use super::fits;

    fn of(a: &str, b: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (a, b) = (words(a), words(b));
        assert_eq!(fits(&a, &b), fits(&b, &a));
        fits(&a, &b)
    }

    #[test]
    fn middle_names_may_be_left_out_or_shortened() {
        assert!(of("joseph", "joseph mwamba") && of("joseph m", "joseph mwamba") && of("j m", "joseph mwamba") && of("j", "joseph"));
        assert!(of("joseph mwamba", "joseph banda mwamba") && of("joseph", "j m"));
    }

    #[test]
    fn other_names_are_another_person() {
        assert!(!of("joseph banda", "joseph mwamba") && !of("joseph b", "joseph mwamba") && !of("mwamba", "joseph mwamba"));
        assert!(!of("jose", "joseph") && !of("peter", "joseph") && !of("mwamba joseph", "joseph mwamba"));
    }
}
