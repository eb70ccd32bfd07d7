//! The parts of a sentence that are each one speaker's word: `the lawyers say that the two were beaten; the service rejects this`.

use crate::compare::conflicts::answers::{SAID, is, withholds};
use crate::compare::conflicts::claim::NARRATOR;
use crate::compare::conflicts::negation::LIES;
use crate::compare::conflicts::sentence::{Sentence, has};
use crate::compare::conflicts::setting::{CALENDAR, Side};
use crate::span::Span;
use crate::text::Shape;
use crate::text::fold::{fold, hash};
use crate::text::hashes::HashTable;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs of saying; nouns that look alike (`a claim`, `the report`) are left out.
const SAYS: &str = "say says said claims claimed insist insists insisted maintain maintains maintained argue argues argued allege alleges alleged believe \
    believes believed tells told stated adds added announced confirmed stressed testified replied countered put puts counted estimates estimated \
    reported speaks spoke acknowledged conceded";
/// Verbs of denying.
const DENIES: &str = "deny denies denied reject rejects rejected dispute disputes disputed dismiss dismisses dismissed contest contests contested refute calls called \
    refutes refuted contradict contradicts contradicted";
/// Verbs of charging somebody with a deed.
const CHARGES: &str = "accuse accuses accused blame blames blamed";
/// Words that begin another speaker's part behind a comma.
const JOINS: &str = "but while whereas although though and";
/// Words that open a part without being its speaker's.
const OPENING: &str = "but while whereas although though and however meanwhile on late early later yesterday";
/// Words behind which no subject ends: the verb has another use there.
const OTHERWISE: &str = "is are was were be been being to have has had by of the a an not being who which that it's and or";
/// Adverbs between a subject and its verb.
const ADVERBS: &str = "also later again earlier has have had already then repeatedly strongly firmly flatly immediately initially both all consistently now always still previously";
/// Words of the subject at most, and words in which the next speaker is looked for.
const SUBJECT: usize = 12;
/// Parts of a sentence: one with more is a list or a transcript without full stops.
const MOST: usize = 8;
/// Words behind a speaker who is named at the end of his part.
const TAIL: usize = 5;

static VERBS: LazyLock<HashTable<u8>> = LazyLock::new(|| {
    let lists = [(SAYS, 1_u8), (DENIES, 2), (CHARGES, 4)];
    HashTable::of_flags(lists.iter().flat_map(|(list, flag)| list.split_whitespace().map(move |word| (hash(&fold(word)), *flag))))
});

/// How a part is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare::conflicts) enum Manner {
    Says,
    Denies,
    Charges,
}

/// One speaker's part of a sentence.
pub(in crate::compare::conflicts) struct Part {
    /// All its words.
    pub words: Range<usize>,
    /// Those that tell what he says.
    pub content: Range<usize>,
    /// Who speaks, as an id or in words of the text; the narrator where nobody does.
    pub speaker: String,
    /// The same as written.
    pub written: String,
    pub side: Option<Side>,
    pub manner: Manner,
    /// It stands beside the part of another speaker.
    pub beside: bool,
}

impl Part {
    /// True if a span stands in it.
    pub fn holds(&self, s: &Sentence<'_>, span: Span) -> bool {
        s.words[self.words.start].start <= span.start && span.end <= s.words[self.words.end - 1].end
    }
}

/// The parts of a sentence, in order: one for each speaker, or the whole of it.
pub(in crate::compare::conflicts) fn parts(s: &Sentence<'_>) -> Vec<Part> {
    let of_sentence = s.source.clone().unwrap_or_else(|| NARRATOR.to_owned());
    let written = s.layers.statements.get(s.index).and_then(|st| st.source.clone()).unwrap_or_default();
    let segments = segments(s);
    if segments.len() > 1 && segments.len() <= MOST {
        let mut parts: Vec<Part> = Vec::new();
        for words in &segments {
            let told = spoken(s, words, &written);
            let told = told.unwrap_or_else(|| {
                let named = !written.is_empty() && words.clone().any(|i| written.starts_with(s.words[i].text(s.text)));
                let first = parts.is_empty() && named;
                Part {
                    words: words.clone(),
                    content: words.clone(),
                    speaker: if first { of_sentence.clone() } else { NARRATOR.to_owned() },
                    written: if first { written.clone() } else { String::new() },
                    side: s.side.filter(|_| first),
                    manner: Manner::Says,
                    beside: true,
                }
            });
            parts.push(told);
        }
        if parts.iter().any(|p| p.speaker != parts[0].speaker) {
            return parts;
        }
    }
    let words = 0..s.words.len();
    let told = spoken(s, &words, &written);
    // "The organisers put the crowd at 20,000": their word, though no verb of saying tells so.
    if s.narrated()
        && let Some(part) = told.as_ref()
        && s.words[part.words.clone()].iter().any(|w| is("put puts", w))
        && !part.content.is_empty()
    {
        return told.into_iter().collect();
    }
    let told = told.filter(|p| p.speaker == of_sentence);
    let (content, manner) = told.map_or((words.clone(), Manner::Says), |p| (p.content, p.manner));
    vec![Part { words, content, speaker: of_sentence, written, side: s.side, manner, beside: false }]
}

/// The segments of a sentence: parted by semicolons, and by commas behind which another speaks.
fn segments(s: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for i in 0..s.words.len().saturating_sub(1) {
        let gap = gap(s, i);
        let joined = has(s, i + 1, JOINS);
        let cut = gap.contains(';')
            || joined && (gap.contains(',') || has(s, i + 1, "but while whereas")) && verb(s, i + 2..s.words.len()).is_some();
        if cut {
            out.push(from..i + 1);
            from = i + 1;
        }
    }
    out.push(from..s.words.len());
    out
}

/// The first verb of saying in a range whose subject stands before it, and that subject.
fn verb(s: &Sentence<'_>, range: Range<usize>) -> Option<(usize, Range<usize>)> {
    let last = range.end.min(range.start + SUBJECT + 1);
    let at = (range.start..last).find(|&i| {
        VERBS.contains(s.words[i].hash) && !s.words[i].shape.has(Shape::CAPITAL) && i > range.start && !has(s, i - 1, OTHERWISE)
            || (i > range.start + 1 && has(s, i, "said denied accused blamed") && has(s, i - 1, "has have had"))
    })?;
    let put = has(s, at, "put puts") && !(at + 1..at + 6).any(|i| has(s, i, "at"));
    let called = has(s, at, "calls called")
        && !((at + 1..at + 2).any(|i| has(s, i, "it this that the")) && (at + 2..at + 8).any(|i| has(s, i, LIES)));
    // "Rejected the bid": no word of another's.
    let rejected = has(s, at, "reject rejects rejected dismiss dismisses dismissed contest contests contested")
        && !(at + 1..at + 6).any(|i| has(s, i, SAID) || has(s, i, "it this that these those"));
    // "Is said to have", "told to leave", "spoke to".
    let other = put || called || rejected || has(s, at + 1, "to") || withholds(s.words, at);
    let mut start = range.start;
    while start < at && (has(s, start, OPENING) || s.words[start].shape.has(Shape::CAPITAL) && has(s, start, CALENDAR)) {
        start += 1;
    }
    let mut end = at;
    while end > start && has(s, end - 1, ADVERBS) {
        end -= 1;
    }
    let commas: Vec<usize> = (start..end.saturating_sub(1)).filter(|&i| gap(s, i).contains(',')).collect();
    let subject = match commas[..] {
        [] => start..end,
        // "On Wednesday, police said".
        [one] if gap(s, end - 1).trim().is_empty() => one + 1..end,
        // "Jan Kowal, the minister, said".
        [one, _] => start..one + 1,
        _ => return None,
    };
    let plain = |i: usize| gap(s, i).chars().all(|c| c.is_whitespace() || c == '-' || c == '\'' || c == '’' || c == '.' || c == ',');
    let verbal = |i: usize| has(s, i, "is are was were be that who which when after because if");
    (!other && !subject.is_empty() && subject.clone().all(|i| plain(i) && !verbal(i))).then_some((at, subject))
}

/// The part that a segment is, where it names its speaker: at its beginning, or behind its last comma.
fn spoken(s: &Sentence<'_>, words: &Range<usize>, of_sentence: &str) -> Option<Part> {
    let (subject, content, manner) = match verb(s, words.clone()) {
        Some((at, subject)) => {
            let mut from = at + 1;
            // "Told reporters that".
            if has(s, at, "told tells") {
                from = (from..(from + 5).min(words.end)).find(|&i| has(s, i, "that")).unwrap_or(from);
            }
            if has(s, from, "that") {
                from += 1;
            }
            // "…, the minister said": what he says stands before him.
            let behind = words.end - at <= TAIL && subject.start > words.start + 3 && gap(s, subject.start - 1).contains(',');
            (subject.clone(), if behind { words.start..subject.start } else { from..words.end }, manner(s, at))
        }
        None => {
            let comma = (words.start..words.end.saturating_sub(2)).rev().find(|&i| gap(s, i).contains(','))?;
            let (at, subject) = verb(s, comma + 1..words.end)?;
            if words.end - at > TAIL {
                return None;
            }
            (subject, words.start..comma + 1, manner(s, at))
        }
    };
    if content.is_empty() {
        return None;
    }
    let span = Span { start: s.words[subject.start].start, end: s.words[subject.end - 1].end };
    let written = s.written(span);
    let same = !of_sentence.is_empty() && (written.contains(of_sentence) || of_sentence.contains(&written));
    let (speaker, side) = if same && s.source.is_some() { (s.source.clone().unwrap_or_default(), s.side) } else { identified(s, span) };
    Some(Part { words: words.clone(), content, speaker, written, side, manner, beside: true })
}

/// Who speaks in a range that begins with him: `Velmin claims`.
pub(in crate::compare::conflicts) fn speaker(s: &Sentence<'_>, range: Range<usize>) -> Option<(String, Option<Side>)> {
    let (_, subject) = verb(s, range)?;
    let span = Span { start: s.words[subject.start].start, end: s.words[subject.end - 1].end };
    Some(identified(s, span))
}

/// The id of one whom a span names, and the side that he speaks for; his words where no list has him.
fn identified(s: &Sentence<'_>, span: Span) -> (String, Option<Side>) {
    let ends = s.settings.mentions(span).iter().rev().find(|m| m.span.end == span.end);
    (ends.map_or_else(|| s.written(span), |m| m.id.to_string()), s.settings.spoken_for(span))
}

fn manner(s: &Sentence<'_>, verb: usize) -> Manner {
    match VERBS.get(s.words[verb].hash) {
        Some(2) => Manner::Denies,
        Some(4) => Manner::Charges,
        _ => Manner::Says,
    }
}

/// What stands between word `i` and the next.
pub(super) fn gap<'a>(s: &Sentence<'a>, i: usize) -> &'a str {
    let end = s.words.get(i + 1).map_or(s.span().end, |w| w.start);
    &s.text[s.words[i].end as usize..end as usize]
}
