//! A number set against another's within one sentence: `8,000 soldiers, not the 12,000 that Velmin claims`.

use super::accounts;
use super::claim::{Claim, Kind};
use super::correction;
use super::figure::{Figure, Scope};
use super::sentence::{Sentence, has};
use super::setting::Side;
use crate::extract::Quantity;

/// Words between `not` and the number.
const BEFORE: usize = 3;
/// Words that bring who gave it.
const BRINGS: &str = "that as which";
/// Words behind the number among which he is brought.
const BEHIND: usize = 5;

/// The number that a number is set against, by index, and who gave the latter.
pub(super) fn claimed(s: &Sentence<'_>, index: usize) -> Option<(usize, (String, Option<Side>))> {
    let q = &s.quantities[index];
    let first = s.words.partition_point(|w| w.end <= q.span.start);
    let end = s.words.partition_point(|w| w.start < q.span.end);
    let not = (first.saturating_sub(BEFORE)..first)
        .any(|i| has(s, i, "not") || has(s, i, "rather") && has(s, i + 1, "than") || has(s, i, "instead") && has(s, i + 1, "of"));
    let before = index.checked_sub(1).filter(|_| not)?;
    let brings = (end..(end + BEHIND).min(s.words.len())).find(|&i| has(s, i, BRINGS))?;
    let speaker = accounts::speaker(s, brings + 1..s.words.len())?;
    if s.source.as_deref() == Some(speaker.0.as_str()) || s.words.len() < end + 2 {
        return None;
    }
    let other: &Quantity = &s.quantities[before];
    (other.unit == q.unit || q.unit.is_none() || other.unit.is_none()).then_some((before, speaker))
}

/// The two numbers as claims that contradict each other: the one that another gave, and what stands against it.
pub(super) fn push(s: &Sentence<'_>, (right, wrong): (usize, usize), (source, side): (String, Option<Side>), out: &mut Vec<Claim>) {
    let (right, wrong) = (&s.quantities[right], &s.quantities[wrong]);
    let aspect = correction::aspect(s.text, s.words);
    let unit = wrong.unit.clone().or_else(|| right.unit.clone());
    let figure = correction::figure(&Quantity { unit, ..wrong.clone() }, aspect);
    let answers = out.len() as u32;
    let mut given = s.claim(
        wrong.span,
        s.written(wrong.span),
        Kind::Figure(Figure { taken_up: false, scope: Scope::Part, ..figure }),
        s.content.clone(),
    );
    given.source = Some(source);
    given.side = side;
    out.push(given);
    out.push(s.claim(right.span, s.written(right.span), Kind::Rejoinder { answers, denies: false }, s.content.clone()));
}
