//! Another's word inside its own denial: `denied a report by a French website that the president had fled`, `reports that … were untrue`,
//! `asked about statements by X that …, he said: "We reject such accusations."` Both sides stand in one sentence.

use super::answers::{DENYING, REJECTING, SAID, withholds};
use super::matter::SPEECH;
use super::negation::LIES;
use super::sentence::{Sentence, has};
use crate::gazetteer::Mention;
use crate::span::Span;
use crate::text::Shape;

/// What is said or shown besides what [`SAID`] lists.
const SHOWN: &str = "post posts statement statements suggestion suggestions speculation insinuations video videos photo photos footage letter document \
    message";
/// Words that bring what was said.
const BRINGS: &str = "that claiming alleging suggesting saying showing";
/// What is told of an event by a noun: `reports of a mass escape`.
const REPORTS: &str = "report reports claim claims rumour rumours rumor rumors allegation allegations suggestion suggestions";
/// Words before the one who said it.
const BY: &str = "by from";
/// Words from the verb to what was said: `dismissed as false a post`.
const OBJECT: usize = 5;
/// Words from what was said to what brings its content: `a report by a French website that`.
const AUTHOR: usize = 9;
/// Words before what was said where it begins the sentence.
const OPENS: usize = 3;
/// Words behind a comma within which the next speaker speaks.
const ANOTHER: usize = 4;
/// Words of a clause that tells how things are.
const FINITE: &str = "had has have was were is are would will did does could might may";
const BEING: &str = "is was are were be been being";

/// What another is reported to have said.
pub(super) struct Reported {
    /// From what was said to the end of its content.
    pub span: Span,
    /// Who said it, by id or words; else what was said.
    pub source: String,
}

/// The statement of another that a sentence denies within itself.
pub(super) fn reported(s: &Sentence<'_>) -> Option<Reported> {
    let (noun, from) = asked(s).or_else(|| object(s)).or_else(|| subject(s))?;
    let brings = (noun + 1..(noun + 1 + AUTHOR).min(s.words.len())).take_while(|&i| !apart(s, i - 1)).find(|&i| has(s, i, BRINGS));
    // "Reports of a mass escape": what the report is of, and no day that it is from.
    let of = || (noun + 1 < s.words.len() && has(s, noun + 1, "of") && has(s, noun, REPORTS) && !digit(s, noun + 2)).then_some(noun + 1);
    let brings = brings.or_else(of)?;
    let end = end(s, noun, brings);
    // A suggestion that somebody do something is a proposal.
    let happened = |i: usize| has(s, i, FINITE) || s.words.get(i).is_some_and(|w| w.text(s.text).ends_with("ed"));
    if has(s, noun, "suggestion suggestions") && !(brings + 1..end).any(happened) {
        return None;
    }
    if end <= brings + 1 + usize::from(!has(s, brings, "of")) {
        return None;
    }
    // Articles and verdicts before it are none of its words.
    let first = (from..=noun).find(|&i| !has(s, i, "as false untrue baseless such any")).unwrap_or(noun);
    let span = Span { start: s.words[first].start, end: s.words[end - 1].end };
    let source = by(s, first, noun, brings);
    if s.source.as_ref() == Some(&source) {
        return None;
    }
    Some(Reported { span, source })
}

/// `Asked about statements by X that …, he said: "We reject such accusations."`
fn asked(s: &Sentence<'_>) -> Option<(usize, usize)> {
    let asks = has(s, 0, "asked") && has(s, 1, "about") && s.denies;
    let noun = (2..OPENS + 3).find(|&i| is_said(s, i)).filter(|_| asks)?;
    Some((noun, 2))
}

/// `Denied a report that …`, `rejected claims by X that …`.
fn object(s: &Sentence<'_>) -> Option<(usize, usize)> {
    (0..s.words.len()).find_map(|verb| {
        let denies = has(s, verb, "deny denies denied denying refuted refutes refuting") && !withholds(s.words, verb);
        if !denies && (!has(s, verb, REJECTING) || has(s, verb, "call calls called calling")) {
            return None;
        }
        let mut after = (verb + 1..(verb + 1 + OBJECT).min(s.words.len())).take_while(|&i| !apart(s, i - 1));
        let noun = after.find(|&i| is_said(s, i))?;
        Some((noun, verb + 1))
    })
}

/// `Reports that … were untrue`, `a video that shows … is a fake`.
fn subject(s: &Sentence<'_>) -> Option<(usize, usize)> {
    let noun = (0..OPENS).find(|&i| is_said(s, i))?;
    verdict(s, noun).map(|_| (noun, 0))
}

/// The form of `be` that brings the verdict on what was said.
fn verdict(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    let not = |i: usize| has(s, i, "correct true accurate") && (i.saturating_sub(2)..i).any(|k| has(s, k, "not"));
    let untrue = |i: usize| has(s, i, LIES) || has(s, i, DENYING) || not(i);
    let be = |i: &usize| has(s, *i, BEING) && (i + 1..i + 4).any(untrue);
    (noun + 2..s.words.len()).find(be)
}

/// One past the last word of what was said.
fn end(s: &Sentence<'_>, noun: usize, brings: usize) -> usize {
    if noun < OPENS
        && let Some(be) = verdict(s, noun)
    {
        return be;
    }
    let speaks = |i: usize| (i + 1..=i + ANOTHER).any(|k| has(s, k, SPEECH));
    let ends = |i: &usize| comma(s, *i) && speaks(*i) || has(s, i + 1, "and but") && has(s, i + 2, SPEECH) || quoted(s, *i);
    (brings + 1..s.words.len() - 1).find(ends).map_or(s.words.len(), |i| i + 1)
}

/// Who said it: `by X`, `X's`; else the words of what was said.
fn by(s: &Sentence<'_>, first: usize, noun: usize, brings: usize) -> String {
    let named = |from: usize, to: usize| {
        let from = (from..to).find(|&i| !has(s, i, "the")).unwrap_or(from);
        let span = Span { start: s.words[from].start, end: s.words[to - 1].end };
        let ends = |m: &&Mention<'_>| m.span.end == span.end && (m.span.start == span.start || &*m.kind == "person");
        let mention = s.settings.mentions(span).iter().rev().find(ends);
        mention.map_or_else(|| s.written(span), |m| m.id.to_string())
    };
    if let Some(by) = (noun + 1..brings).find(|&i| has(s, i, BY)).filter(|by| by + 1 < brings) {
        return named(by + 1, brings);
    }
    if noun > first + 1 && s.words[noun - 1].shape.has(Shape::POSSESSIVE) {
        return named(first, noun - 1);
    }
    s.written(Span { start: s.words[first].start, end: s.words[brings - 1].end })
}

fn is_said(s: &Sentence<'_>, i: usize) -> bool {
    has(s, i, SAID) || has(s, i, SHOWN)
}

fn digit(s: &Sentence<'_>, i: usize) -> bool {
    s.words.get(i).is_some_and(|w| w.shape.has(Shape::DIGIT))
}

fn between<'a>(s: &Sentence<'a>, i: usize) -> &'a str {
    let end = s.words.get(i + 1).map_or(s.words[i].end, |w| w.start);
    &s.text[s.words[i].end as usize..end as usize]
}

fn comma(s: &Sentence<'_>, i: usize) -> bool {
    between(s, i).contains([',', ';'])
}

fn quoted(s: &Sentence<'_>, i: usize) -> bool {
    between(s, i).contains([':', '“', '"'])
}

/// True if a mark parts word `i` from the next.
fn apart(s: &Sentence<'_>, i: usize) -> bool {
    between(s, i).contains([',', ';', ':', '(', ')', '–', '—', '?', '!'])
}
