//! Reads quantities off a sentence: amounts, ranges, vague plurals and shares, with the noun counted, the bound and a conversion.

use super::amount::{Amount, amount, amount_after_dash};
use super::bound::{self, Bound};
use super::noun::{self, Noun};
use super::share::share;
use crate::extract::numbers::cardinal::cardinal;
use crate::extract::numbers::passage::{Passage, is_space};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Shape;

/// Words from what is tallied to `at` and its number.
const TALLIED: usize = 4;

/// A quantity before its bound is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub low: f64,
    pub high: f64,
    pub unit: Option<String>,
    /// Factor, offset and symbol of the SI unit.
    pub si: Option<(f64, f64, &'static str)>,
    pub start: u32,
    pub end: u32,
    /// The word to go on from.
    pub next: usize,
}

/// A bracketed or dashed conversion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Conversion {
    pub low: f64,
    pub high: f64,
    pub unit: &'static str,
}

/// A quantity as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub draft: Draft,
    pub span: Span,
    pub bound: Bound,
    pub equals: Option<Conversion>,
}

/// Words that a number behind them only labels: `Article 5`, `room 101`.
const LABELS: [&str; 45] = [
    "article",
    "articles",
    "chapter",
    "section",
    "resolution",
    "protocol",
    "phase",
    "unit",
    "brigade",
    "room",
    "page",
    "no",
    "nos",
    "number",
    "flight",
    "boeing",
    "airbus",
    "type",
    "channel",
    "route",
    "highway",
    "road",
    "day",
    "level",
    "category",
    "class",
    "grade",
    "step",
    "part",
    "point",
    "tier",
    "stage",
    "season",
    "episode",
    "figure",
    "table",
    "terminal",
    "gate",
    "block",
    "reactor",
    "paragraph",
    "line",
    "version",
    "annex",
    "mark",
];

/// Words behind a number that make it a time of day.
const CLOCK: [&str; 16] = ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o", "oclock", "gmt", "utc", "est", "edt", "cet", "eet", "msk", "bst"];

/// One sentence and the names in the document.
pub(super) struct Reader<'a, 'g> {
    pub p: Passage<'a>,
    /// The sentence's first word.
    pub first: usize,
    pub mentions: &'a [Mention<'g>],
}

impl Reader<'_, '_> {
    /// The quantity whose number begins with word `i`; else how far to skip.
    pub(super) fn read(&self, i: usize) -> Result<Reading, usize> {
        let p = &self.p;
        if let Some(draft) = share(p, self.first, i) {
            return Ok(self.finish(draft, i, None, true));
        }
        if let Some((draft, starts)) = self.vague(i) {
            let reading = self.finish(draft, starts, Some(Bound::AtLeast), true);
            return Ok(reading);
        }
        let Some(first) = amount(p, i) else { return Err(self.code_end(i)) };
        let (low, amount) = match self.range(i, first) {
            Ok(Some(last)) => (first.value, Amount { start: first.start, ..last }),
            Ok(None) => (if first.value == 0.0 { 0.0 } else { first.value }, first),
            // A score, a telephone number: numbers that a dash joins and that do not rise.
            Err(skip) => return Err(skip),
        };
        let low = if low < amount.value
            && first.factor == 1.0
            && amount.factor > 1.0
            && low < amount.value / amount.factor
            && self.shares_factor(&first)
        {
            low * amount.factor
        } else {
            low
        };
        let is_range = low < amount.value && amount.next != first.next;
        let low = if is_range { low } else { amount.value };
        let mut draft = Draft {
            low,
            high: amount.value,
            unit: amount.unit.map(|u| u.symbol.to_owned()),
            si: amount.unit.and_then(|u| u.si),
            start: amount.start,
            end: amount.end,
            next: amount.next,
        };
        let mut start_word = i;
        if is_range && i > self.first && p.spaced(i - 1) && p.is_any(i - 1, &["between", "from"]) {
            let link = if p.is(i - 1, "between") { "and" } else { "to" };
            if (first.next..amount.next).any(|k| p.is(k, link)) {
                start_word = i - 1;
                draft.start = p.words[start_word].start;
            }
        }
        let mut after = bound::behind(p, draft.end, draft.next);
        if let Some((_, end, next)) = after {
            (draft.end, draft.next) = (end, next);
        }
        if draft.unit.is_none() {
            self.count(&mut draft, &amount, i, after.is_some())?;
        }
        if draft.unit.is_some() && after.is_none() {
            after = bound::behind(p, draft.end, draft.next);
            if let Some((_, end, next)) = after {
                (draft.end, draft.next) = (end, next);
            }
        }
        let conversion = amount.unit.and_then(|u| self.conversion(&draft, u));
        let mut reading = self.finish(draft, start_word, after.map(|a| a.0), amount.digits || amount.unit.is_some() || amount.value > 10.0);
        if let Some((equals, end, next)) = conversion {
            reading.equals = Some(equals);
            reading.span.end = end;
            reading.draft.end = end;
            reading.draft.next = next;
        }
        Ok(reading)
    }

    /// Joins the bound before the number to what was read.
    fn finish(&self, draft: Draft, start_word: usize, behind: Option<Bound>, loose: bool) -> Reading {
        let mut span = Span::new(draft.start, draft.end);
        let mut bound = behind.unwrap_or(Bound::Exact);
        if let Some((before, begin)) = bound::before(&self.p, self.first, start_word, draft.start) {
            // "under two agreements", "about two hostages", "over two days": prepositions, before small numbers in words.
            let preposition =
                self.p.is_any(start_word - 1, &["under", "over", "about", "around", "above", "below"]) && begin + 1 == start_word;
            if loose || !preposition || draft.high > 10.0 {
                span.start = self.p.words[begin].start;
                bound = before;
            }
        }
        Reading { draft, span, bound, equals: None }
    }

    /// Where to go on behind a number that is none: behind its word and all that dashes and slashes join to it.
    fn code_end(&self, i: usize) -> usize {
        let p = &self.p;
        let digits = p.word(i).is_some_and(|w| p.text.as_bytes()[w.start as usize].is_ascii_digit());
        let mut next = i + 1;
        while digits && next < p.end && matches!(p.gap(next - 1), "-" | "/" | ":" | "." | ",") {
            next += 1;
        }
        next
    }

    /// True if the first end of a range takes the second one's multiplier: `10 to 15 million`, `$5-10bn`.
    fn shares_factor(&self, first: &Amount) -> bool {
        first.unit.is_none() || first.sign
    }

    /// The second end of a range that begins with `first`: `10 to 15`, `10–15`, `two or three`, `between 10 and 15`.
    pub(super) fn range(&self, i: usize, first: Amount) -> Result<Option<Amount>, usize> {
        let p = &self.p;
        let at = first.next;
        if at == 0 || p.word(at).is_none() {
            return Ok(None);
        }
        let gap = p.text.get(first.end as usize..p.words[at].start as usize).unwrap_or("");
        let bare = gap.trim_start_matches(['$', '€', '£']);
        let dash =
            matches!(gap.trim_end_matches(['$', '€', '£']), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | " \u{2013} " | " - ");
        let link = if dash {
            at
        } else if (is_space(bare) || matches!(gap, "- " | "-"))
            && (p.is(at, "to") || (p.is(at, "or") && first.unit.is_none()) || (p.is(at, "and") && self.between(i)))
        {
            at + 1
        } else {
            return Ok(None);
        };
        let starts_number = p.word(link).is_some_and(|w| p.text.as_bytes()[w.start as usize].is_ascii_digit());
        // A hyphen before the second number is the range's, so the number is read from its word on.
        let second = if dash && starts_number { amount_after_dash(p, link) } else { amount(p, link) };
        let Some(second) = second else {
            return if dash && starts_number { Err(self.code_end(i)) } else { Ok(None) };
        };
        let same_kind = match (first.unit, second.unit) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => first.sign,
            (None, _) => true,
        };
        let lifted = first.value * if first.factor == 1.0 && self.shares_factor(&first) { second.factor } else { 1.0 };
        let rises = first.value < second.value && (first.digits == second.digits || !dash);
        if same_kind && (rises || lifted < second.value && lifted > 0.0) && (first.digits == second.digits || second.factor > 1.0) {
            let unit = second.unit.or(first.unit);
            return Ok(Some(Amount { unit, ..second }));
        }
        if dash && starts_number && gap.len() <= 3 { Err(self.code_end(i).max(second.next)) } else { Ok(None) }
    }

    fn between(&self, i: usize) -> bool {
        i > self.first && self.p.is(i - 1, "between")
    }

    /// Finds the noun that a number without a unit counts; an error says that it is no quantity, and where to go on.
    fn count(&self, draft: &mut Draft, amount: &Amount, i: usize, bounded: bool) -> Result<(), usize> {
        let p = &self.p;
        let next = draft.next;
        let skip = Err(next.max(i + 1));
        let before = if i > self.first && p.spaced(i - 1) { p.written(i - 1) } else { "" };
        let labelled = amount.digits && LABELS.iter().any(|l| before.eq_ignore_ascii_case(l))
            || amount.digits && i > self.first && p.gap(i - 1) == ". " && p.is(i - 1, "no");
        if labelled || (amount.digits && CLOCK.iter().any(|c| p.is(next, c)) && !p.gap(next.saturating_sub(1)).contains(',')) {
            return skip;
        }
        // Codes begin with a nought.
        let written = p.text.get(draft.start as usize..).unwrap_or("");
        if amount.digits && written.starts_with('0') && !written[1..].starts_with('.') && amount.value != 0.0 {
            return skip;
        }
        if p.hyphened(next - 1) && draft.end == p.words[next - 1].end {
            return self.hyphened_noun(draft, amount, skip);
        }
        if p.word(next).is_some() && is_space(p.text.get(draft.end as usize..p.words[next].start as usize).unwrap_or("")) {
            let found = if draft.high == 1.0 && draft.low == 1.0 { noun::single(p, next) } else { self.counted(next) };
            if let Some(found) = found {
                (draft.end, draft.next, draft.unit) = (p.words[found.next - 1].end, found.next, Some(found.singular));
                return Ok(());
            }
            if let Some(named) = self.named(next) {
                (draft.end, draft.next, draft.unit) = (p.words[named.next - 1].end, named.next, Some(named.singular));
                return Ok(());
            }
        }
        // "7,000 Korsenian and 2,500 Rovonian soldiers": the noun comes once, at the end.
        if p.spaced(next - 1)
            && p.written(next).starts_with(|c: char| c.is_uppercase())
            && p.is_any(next + 1, &["and", "or"])
            && let Some(other) = cardinal(p, next + 2).filter(|c| c.suffix.is_none())
            && let Some(noun) = noun::plural(p, other.next)
        {
            (draft.end, draft.next, draft.unit) = (p.words[next].end, next + 1, Some(noun.singular));
            return Ok(());
        }
        if self.is_age(amount, before) {
            draft.unit = Some("year".to_owned());
            return Ok(());
        }
        if bounded {
            return Ok(());
        }
        if self.is_bare(amount, i, next, before) { Ok(()) } else { skip }
    }

    /// `aged 41`; `Dana Rusko, 61, a baker`: a number set off by commas behind a name.
    fn is_age(&self, amount: &Amount, before: &str) -> bool {
        let p = &self.p;
        if !amount.digits || amount.factor > 1.0 || !(1.0..=120.0).contains(&amount.value) {
            return false;
        }
        let name = p.text.get(..amount.start as usize).and_then(|t| t.strip_suffix(", ")).map_or(0, str::len) as u32;
        let behind_name = name > 0 && p.words[..amount.next].iter().rev().take(2).any(|w| w.end == name && w.shape.has(Shape::CAPITAL));
        before.eq_ignore_ascii_case("aged") || (behind_name && p.char_at(amount.end) == Some(',') && amount.value >= 5.0)
    }

    /// `122-mm` has its unit already; `27-nation`, `12-point`, `three-storey` count a noun.
    fn hyphened_noun(&self, draft: &mut Draft, amount: &Amount, skip: Result<(), usize>) -> Result<(), usize> {
        let p = &self.p;
        let next = draft.next;
        let word = p.written(next);
        if amount.digits && matches!(word, "strong" | "fold") {
            return Ok(());
        }
        let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase()) && !noun::stops(p, next);
        let known = noun::is_singular(p, next) && !matches!(word, "state" | "party" | "man" | "other");
        if known
            || (amount.digits && plain && !matches!(word, "something" | "style" | "class" | "series" | "based" | "odd" | "plus" | "and"))
        {
            (draft.end, draft.next, draft.unit) = (p.words[next].end, next + 1, Some(word.to_owned()));
            return Ok(());
        }
        skip
    }

    /// The plural behind a number, past `of the`: `two of its soldiers`.
    fn counted(&self, next: usize) -> Option<Noun> {
        let p = &self.p;
        if p.is(next, "of") && p.spaced(next) {
            let det = p.is_any(next + 1, &["the", "its", "his", "her", "their", "these", "those", "our"]);
            let at = if det && p.spaced(next + 1) { next + 2 } else { next + 1 };
            return noun::plural(p, at);
        }
        noun::plural(p, next)
    }

    /// `12 HIMARS`, `20 Leopard 2`: a name of equipment that no noun follows.
    fn named(&self, next: usize) -> Option<Noun> {
        let at = self.mentions.partition_point(|m| (m.first_word as usize) < next);
        let mention = self.mentions.get(at).filter(|m| m.first_word as usize == next && m.kind == "equipment")?;
        let written = mention.span.text(self.p.text).to_owned();
        Some(Noun { singular: mention.name.to_string(), written, next: mention.end_word as usize })
    }

    /// True if a number without a unit is still an amount, by what stands around it.
    fn is_bare(&self, amount: &Amount, i: usize, next: usize, before: &str) -> bool {
        let p = &self.p;
        if !amount.digits {
            // "the two agreed", "one of them", "no one"
            let pronoun = [
                "the", "these", "those", "all", "last", "first", "next", "other", "any", "no", "each", "every", "which", "or", "only",
                "such",
            ];
            return amount.value > 1.0 && !pronoun.iter().any(|w| before.eq_ignore_ascii_case(w)) && i > self.first && !p.hyphened(i - 1);
        }
        if amount.factor > 1.0 {
            return true;
        }
        let end = amount.end;
        let year = amount.bare_four && (1900.0..2100.0).contains(&amount.value);
        let name_before = before.starts_with(|c: char| c.is_uppercase()) && i > self.first + 1;
        let name_behind = p.spaced(next - 1) && p.written(next).starts_with(|c: char| c.is_uppercase());
        // "Puts the toll at 17" gives no hour.
        let tallied =
            || (i.saturating_sub(TALLIED).max(self.first)..i).any(|k| p.is_any(k, &["toll", "number", "figure", "count", "tally"]));
        let clock = before.eq_ignore_ascii_case("at") && amount.value <= 24.0 && !tallied();
        let item = (i == self.first && matches!(p.char_at(end), Some('.' | ')') | None))
            || (p.char_before(amount.start) == Some('(') && p.char_at(end) == Some(')'));
        let marked = matches!(p.char_at(end), Some('/' | ':' | '_' | '@' | '='));
        !(year || name_before || name_behind || clock || item || marked)
    }
}
