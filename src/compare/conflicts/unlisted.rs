//! Places that no list holds: capitalised words of no name where a place stands, `in Narvik`, `at the Lubin mine`.

use super::setting::CALENDAR;
use crate::compare::content::stem;
use crate::gazetteer::Mention;
use crate::text::listed::holds;
use crate::text::{Shape, Word};

/// Prepositions behind which a capitalised word names a place.
const LOCATIVE: &str = "in at near of on outside around from into";

/// The stems of such words.
pub(super) fn places(text: &str, words: &[Word], mentions: &[Mention<'_>]) -> Vec<u32> {
    let of = |w: &Word| w.text(text);
    let place = |pair: &&[Word]| {
        let (before, w) = (&pair[0], &pair[1]);
        let free = || mentions.iter().all(|m| w.end <= m.span.start || m.span.end <= w.start);
        w.shape.has(Shape::CAPITAL)
            && !w.shape.has(Shape::DIGIT)
            && free()
            && LOCATIVE.split(' ').any(|l| l == of(before))
            && !holds(CALENDAR, of(w))
    };
    // "At the Lubin mine".
    let named = |three: &&[Word]| {
        let common = !three[2].shape.has(Shape::CAPITAL) && of(&three[2]).len() > 2 && stem(text, &three[2]).is_some();
        of(&three[0]) == "the" && three[1].shape.has(Shape::LOWER) && common
    };
    let the = |four: &&[Word]| LOCATIVE.split(' ').any(|l| l == of(&four[0])) && named(&&four[1..]) && place(&&[four[0], four[2]][..]);
    let plain = words.windows(2).filter(place).map(|pair| pair[1]);
    let with_article = words.windows(4).filter(the).map(|four| four[2]);
    plain.chain(with_article).filter_map(|w| stem(text, &w)).collect()
}
