//! The dateline that an agency puts before the first sentence of a report: place, day and agency, up to a dash.

use super::lexicon::{Class, Lexicon};
use crate::gazetteer::Mention;
use crate::text::{Shape, Word};

/// Names and words that a dateline has at most.
const LONGEST: usize = 8;
/// Words with those in brackets among which the dash is looked for.
const REACH: usize = 20;
/// Words behind the dash in which a second one would close an aside: "Lund - an island of fishermen - says".
const ASIDE: usize = 12;

/// Words of the dateline at the head of a sentence, which is no part of it: "RIGA, March 8 (Agency) - ". `mentions` may hold those of the
/// whole document behind the sentence's start.
pub fn dateline(text: &str, words: &[Word], mentions: &[Mention<'_>]) -> usize {
    let Some(first) = words.first().filter(|w| w.shape.has(Shape::CAPITAL)) else { return 0 };
    let gap = |i: usize| &text[words[i - 1].end as usize..words[i].start as usize];
    let upper = first.shape.has(Shape::UPPER) && first.end - first.start > 2;
    let limit = words.len().min(REACH);
    let Some(dash) = (1..limit).find(|&i| is_dash(gap(i), upper)) else { return 0 };
    let lexicon = Lexicon::get();
    let (mut units, mut timed, mut inside) = (0, false, false);
    let mut named = 0;
    for (i, word) in words[..dash].iter().enumerate() {
        let between = if i > 0 { gap(i) } else { "" };
        if between.contains([';', ':', '!', '?', '…', '|', '"', '“']) && !inside {
            return 0;
        }
        inside = match between.rfind(['(', '[', ')', ']']) {
            Some(at) => between[at..].starts_with(['(', '[']),
            None => inside,
        };
        if inside {
            continue;
        }
        while mentions.get(named).is_some_and(|m| m.span.end <= word.start) {
            named += 1;
        }
        match mentions.get(named).filter(|m| m.span.start <= word.start) {
            Some(m) => units += usize::from(m.span.start == word.start),
            None => {
                let class = lexicon.class(word.hash);
                if !(class.is(Class::TIME) || word.shape.has(Shape::CAPITAL) || class.is_free()) {
                    return 0;
                }
                timed |= class.is(Class::TIME);
                units += 1;
            }
        }
    }
    let agency = gap(dash).contains(')');
    let alone = (dash + 1..words.len().min(dash + ASIDE)).all(|i| !is_dash(gap(i), false));
    let opens = text[words[dash].start as usize..].chars().next().is_some_and(|c| !c.is_lowercase());
    let dated = timed || agency || (units == 1 || upper) && alone;
    if dated && opens && units <= LONGEST { dash } else { 0 }
}

/// A dash between spaces; behind a word in capitals a long one needs none: "RIGA—The".
fn is_dash(gap: &str, upper: bool) -> bool {
    let behind = |at: usize, dash: &str| upper || gap[at + dash.len()..].starts_with(char::is_whitespace);
    let long = ["—", "–", "--"].iter().any(|dash| gap.find(dash).is_some_and(|at| behind(at, dash)));
    long || gap.contains(" - ") || gap.contains(".- ")
}
