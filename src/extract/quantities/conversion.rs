//! The same quantity in another unit, in brackets or between dashes.

use super::amount::amount;
use super::reader::{Conversion, Draft, Reader};
use super::unit;

impl Reader<'_, '_> {
    /// A conversion behind a measure: ` (621-mile)`, ` (328 feet)`, ` – 621 miles –`; with its end and the next word.
    pub(super) fn conversion(&self, draft: &Draft, unit: unit::Unit) -> Option<(Conversion, u32, usize)> {
        let p = &self.p;
        let at = draft.next;
        let word = p.word(at)?;
        let gap = p.text.get(draft.end as usize..word.start as usize).filter(|g| g.len() <= 8)?;
        let opening = gap.trim().trim_end_matches(['$', '€', '£', '-', '\u{2212}']);
        let close: &[&str] = match opening {
            "(" => &[")"],
            "[" => &["]"],
            "/" => &[""],
            "\u{2013}" | "\u{2014}" | "-" if gap.starts_with(' ') => &["\u{2013}", "\u{2014}", "-"],
            "," if p.is(at, "or") => &["", ","],
            _ => return None,
        };
        let mut begin = at;
        while p.is_any(begin, &["or", "about", "around", "roughly", "approximately", "nearly", "some", "almost", "just", "over", "under"])
            && begin < at + 3
        {
            begin += 1;
        }
        let first = amount(p, begin)?;
        let other = match self.range(begin, first) {
            Ok(Some(last)) => last,
            _ => first,
        };
        let to = other.unit.filter(|u| u.kind == unit.kind && u.symbol != unit.symbol)?;
        let rest = p.rest(other.end).trim_start_matches(' ');
        let closing = close.iter().find(|c| rest.starts_with(**c))?;
        let mut end = other.end;
        if matches!(*closing, ")" | "]") {
            end = (p.text.len() - rest.len() + 1) as u32;
        }
        Some((Conversion { low: first.value, high: other.value, unit: to.symbol }, end, p.next_from(other.next, end)))
    }
}
