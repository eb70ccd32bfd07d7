//! Plurals that stand for a number: `hundreds of soldiers`, `tens of thousands`, `several hundred troops`.

use super::noun;
use super::reader::{Draft, Reader};
use super::unit;
use crate::extract::numbers::cardinal::factor;

/// Plurals that stand for a number of their own size.
const VAGUE: [(&str, f64); 7] =
    [("tens", 10.0), ("dozens", 12.0), ("scores", 20.0), ("hundreds", 100.0), ("thousands", 1e3), ("millions", 1e6), ("billions", 1e9)];

impl Reader<'_, '_> {
    /// `hundreds of soldiers`, `tens of thousands`, `several hundred troops`: at least one of their size.
    pub(super) fn vague(&self, i: usize) -> Option<(Draft, usize)> {
        let p = &self.p;
        let size = |k: usize| VAGUE.iter().find(|(w, _)| p.is(k, w)).map(|v| v.1);
        let few = if p.is(i, "several") {
            i + 1
        } else if p.is(i, "a") && p.is(i + 1, "few") && p.spaced(i) {
            i + 2
        } else {
            i
        };
        let (mut value, mut at) = if few > i {
            (factor(p, few).filter(|_| p.spaced(few - 1))?, few + 1)
        } else {
            let mut value = size(i)?;
            let mut at = i + 1;
            while value < 1e12
                && p.spaced(at - 1)
                && p.is(at, "of")
                && p.spaced(at)
                && let Some(more) = size(at + 1)
            {
                value *= more;
                at += 2;
            }
            if at == i + 1 && matches!(p.written(i), "tens" | "scores" | "Scores" | "Tens") && !p.is(at, "of") {
                return None;
            }
            (value, at)
        };
        while few > i
            && value < 1e12
            && p.spaced(at - 1)
            && let Some(more) = factor(p, at)
        {
            value *= more;
            at += 1;
        }
        let mut draft =
            Draft { low: value, high: value, unit: None, si: None, start: p.words[i].start, end: p.words[at - 1].end, next: at };
        if p.spaced(at - 1) {
            let noun_at = if p.is(at, "of") && p.spaced(at) { at + 1 } else { at };
            if noun_at > at || few > i {
                let end = p.words[noun_at - 1].end;
                if let Some(reading) = unit::behind(p, end, noun_at, false, value) {
                    (draft.end, draft.next) = (reading.end, reading.next);
                    (draft.unit, draft.si) = (Some(reading.unit.symbol.to_owned()), reading.unit.si);
                } else {
                    let det = p.is_any(noun_at, &["the", "its", "his", "their", "these", "those", "our"]) && p.spaced(noun_at);
                    if let Some(found) = noun::plural(p, if det { noun_at + 1 } else { noun_at }) {
                        (draft.end, draft.next, draft.unit) = (p.words[found.next - 1].end, found.next, Some(found.singular));
                    }
                }
            } else if let Some(found) = noun::plural(p, at).filter(|n| n.next == at + 1 && super::words::PARTICIPLES.contains(&n.singular))
            {
                // "hundreds killed"
                (draft.end, draft.next, draft.unit) = (p.words[found.next - 1].end, found.next, Some(found.singular));
            }
        }
        Some((draft, i))
    }
}
