//! Accounts: what each speaker of a sentence says of a matter, what he negates, whom he makes the doer. Two accounts go against each other where one
//! negates what the other tells, in whatever order they stand, or where each makes another the doer of one deed.

mod against;
mod culprit;
mod link;
mod negated;
mod parts;

pub(super) use against::{AFFAIR, culprits_differ, gainsaid};
pub(super) use culprit::Culprit;
pub(super) use link::link;
pub(super) use parts::{Part, parts, speaker};

use super::claim::{Claim, Kind, NARRATOR};
use super::matter::Matter;
use super::sentence::{Sentence, has};
use crate::compare::content::stems;
use crate::extract::{Event, Reality};
use crate::span::Span;
use crate::text::listed::holds;
use crate::text::words::words;
use crate::text::{Shape, Word};
use negated::Negated;
use parts::Manner;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Words by which something is not told as so: it may be, is to come, is asked for.
const UNREAL: &str = "will would may might could should must if unless whether plans plan planned wants want urged asked called";
/// Those who speak for somebody who is accused.
const FOR_ACCUSED: &str =
    "lawyer lawyers attorney attorneys counsel solicitor family relatives father mother brother sister wife husband son";
/// What repeats another's claim: `a website made the claim`.
const MAKES: &str = "made makes repeated repeats published aired";
const CLAIM: &str = "claim claims allegation allegations accusation accusations charge charges";

/// What one speaker tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Account {
    /// The senses of the content words of his part.
    pub told: Arc<[u32]>,
    pub negated: Option<Negated>,
    /// It rejects what was said right before it, and says no more.
    pub rejects: bool,
    /// It says that somebody is not guilty.
    pub guiltless: bool,
    /// He speaks for another, or is spoken of in a pronoun.
    pub for_accused: bool,
    /// It is a part of a sentence beside another's.
    pub beside: bool,
    /// It charges somebody.
    pub charges: bool,
    /// It is told as so, and not as what may be or is to come.
    pub real: bool,
    /// Whom it names: ids.
    pub named: Arc<[String]>,
    /// The stems of the capitalised words of his part but the first.
    pub proper: Arc<[u32]>,
    /// `A website made the claim`.
    pub makes_claim: bool,
    /// What it counts.
    pub numbers: Arc<[u64]>,
}

/// The accounts of a sentence, and the culprits that they name.
pub(super) fn accounts(s: &Sentence<'_>, parts: &[Part], out: &mut Vec<Claim>) {
    for part in parts {
        let made = makes_claim(s, part);
        if part.speaker == NARRATOR && !part.beside && made.is_none() {
            continue;
        }
        if s.text[s.words[part.words.end - 1].end as usize..s.span().end as usize].starts_with('?') {
            continue;
        }
        let first = out.len();
        account(s, part, made.is_some(), out);
        // "A website made the claim": whoever made it, says it.
        if let Some(source) = made.filter(|_| part.speaker == NARRATOR) {
            out[first..].iter_mut().for_each(|claim| claim.source = Some(source.clone()));
        }
    }
}

/// Who makes a claim that was told before: `a website made the claim`.
fn makes_claim(s: &Sentence<'_>, part: &Part) -> Option<String> {
    let taken_up = |i: usize| (i + 1..i + 4).any(|k| has(s, k, CLAIM) && has(s, k - 1, "the this that"));
    let at = part.words.clone().find(|&i| has(s, i, MAKES) && taken_up(i))?;
    let last = at.checked_sub(1).filter(|&last| last >= part.words.start && at - part.words.start < 8)?;
    Some(s.written(Span { start: s.words[part.words.start].start, end: s.words[last].end }))
}

fn account(s: &Sentence<'_>, part: &Part, makes_claim: bool, out: &mut Vec<Claim>) {
    let span = Span { start: s.words[part.words.start].start, end: s.words[part.words.end - 1].end };
    let span = if part.beside { span } else { s.span() };
    let told = Matter::of_clause(s.text, &s.words[part.content.clone()], &s.setting.proper, &part.written).0.senses;
    let negated = negated::negated(s, part);
    let pronoun = part.words.clone().any(|i| has(s, i, "he she they client clients"));
    let for_accused = pronoun || part.written.split(' ').any(|w| holds(FOR_ACCUSED, w));
    let rejects = part.speaker != NARRATOR && negated::rejects(s, part);
    let guiltless = part.speaker != NARRATOR && negated::guiltless(s, part, for_accused);
    let denied = |e: &Event| e.reality == Reality::Denied && span.start <= e.span.start && e.span.end <= span.end;
    let unreal = part.content.clone().any(|i| has(s, i, UNREAL)) || s.events().any(denied);
    let mentions = s.settings.mentions(span).iter();
    let named: Vec<String> = mentions.filter(|m| &*m.kind == "person").map(|m| m.id.to_string()).collect();
    let numbers = s.quantities.iter().filter(|q| span.start <= q.span.start && q.span.end <= span.end);
    let numbers: Vec<u64> = numbers.filter_map(|q| q.low.or(q.high)).filter(|n| *n > 0.0).map(f64::to_bits).collect();
    let capitals: Vec<Word> = part.content.clone().skip(1).map(|i| s.words[i]).filter(|w| w.shape.has(Shape::CAPITAL)).collect();
    let speaker = stems(&part.written, &words(&part.written));
    let proper: Vec<u32> = stems(s.text, &capitals).into_iter().filter(|stem| !speaker.contains(stem)).collect();
    let (charging, accusing) = (part.manner == Manner::Charges, s.is_act(&["accusation"]));
    let account = Account {
        told,
        rejects,
        guiltless,
        for_accused,
        beside: part.beside,
        charges: charging || accusing,
        real: !unreal,
        named: named.into(),
        proper: proper.into(),
        makes_claim,
        numbers: numbers.into(),
        negated,
    };
    let value = if rejects || guiltless || account.negated.is_some() {
        "denied"
    } else if charging || accusing && !part.beside {
        "accused"
    } else {
        "said"
    };
    let claim = |value: &str, kind: Kind| {
        let mut claim = s.claim(span, value, kind, s.content.clone());
        claim.source = Some(part.speaker.clone());
        claim.side = part.side;
        claim
    };
    if part.speaker != NARRATOR
        && account.negated.is_none()
        && !unreal
        && let Some(culprit) = culprit::culprit(s, part)
    {
        let value = if culprit.charged || !matches!(culprit.doer, culprit::Doer::Mishap) {
            format!("blames {}", culprit.name)
        } else {
            culprit.name.clone()
        };
        out.push(claim(&value, Kind::Culprit(Box::new((culprit, account.clone())))));
    }
    out.push(claim(value, Kind::Account(Box::new(account))));
}
