//! What a part negates: `soldiers had not fired at anyone`, `nobody threw dynamite`, `his client is innocent`.

use super::parts::{Manner, Part, gap};
use crate::compare::conflicts::answers::{CALLING, REJECTING};
use crate::compare::conflicts::matter::{Matter, is_shared, sense};
use crate::compare::conflicts::negation::{LIES, is_negation};
use crate::compare::conflicts::sentence::{Sentence, has};
use crate::compare::content::stem;
use crate::text::words::words;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// What is said not to be so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::compare::conflicts) struct Negated {
    /// The senses of its content words.
    pub senses: Vec<u32>,
    /// Those of its subject: `soldiers had not …`.
    pub subject: Vec<u32>,
    /// Nothing of the kind: `nobody`, `not a single`, `any`.
    pub total: bool,
    /// The sense of its verb: `no prisoner was tortured`.
    pub verb: Option<u32>,
    /// It takes up what was told: `no such order was given`.
    pub such: bool,
}

/// Words that negate the whole of a kind.
const TOTAL: &str = "no nobody none nothing never any anyone anybody anything ever single neither";
/// Words behind a negation that leave what stands there as it is.
const IDLE: &str = "only longer yet doubt comment immediately clear least more less later sure surprising enough necessarily always all every because just \
    merely so too very far immediate matter plans plan choice need reason intention want think know need expect see rule respond name identify \
    elaborate give provide specify say disclose question mean care going help surprise wonder better major further other idea one-off interest \
    option alternative way hope problem sign signs worse concern concerns change changes guarantee to aversion objection objections opinion preference desire wish appetite decision agreement deal word details detail \
    really quite as like at in for until unless";
/// Modal verbs: what cannot or will not be is no account of what was.
const MODAL: &str = "could can will would should must may might shall cannot if whether or unless to and";
/// Words that end what is negated.
const ENDS: &str = "but because when after since while although though and until before unless so or";
/// What is said of others, and words that take it up.
const TAKEN_UP: &str = "this that it these those charge charges accusation accusations allegation allegations claim claims report reports account version \
    figure figures";
/// What may stand behind a pronoun that takes up what was told.
const BEHIND_PRONOUN: &str = "on in at by through to with as and but when after before too yesterday today later again also outright flatly vehemently \
    strongly categorically";
/// Words by which somebody is said not to have done what he is charged with.
const GUILTLESS: &str = "innocent guiltless blameless framed scapegoat scapegoats alibi exonerated";
/// Those whose innocence is nobody's defence: `innocent civilians`.
const BYSTANDERS: &str =
    "people civilians civilian victims victim bystanders bystander lives man men women woman children child life blood public passers-by";
/// A part in the deed.
const PART: &str = "part role involvement responsibility wrongdoing hand participation knowledge connection link links complicity guilt";
/// Where one is who was not there.
const AWAY: &str = "home abroad asleep elsewhere hospital bed";

static OF_TOTAL: LazyLock<Vec<u32>> = LazyLock::new(|| words(TOTAL).iter().filter_map(|w| stem(TOTAL, w)).map(sense).collect());

/// What a part of a sentence negates.
pub(super) fn negated(s: &Sentence<'_>, part: &Part) -> Option<Negated> {
    let senses = |range: Range<usize>| {
        let of_clause = Matter::of_clause(s.text, &s.words[range], &s.setting.proper, &part.written).0;
        of_clause.senses.iter().copied().filter(|sense| !OF_TOTAL.contains(sense)).collect::<Vec<_>>()
    };
    if part.manner == Manner::Denies {
        let total = part.content.clone().any(|i| has(s, i, TOTAL));
        return Some(Negated { senses: senses(clause(s, part.content.clone())), subject: Vec::new(), total, verb: None, such: false });
    }
    if !part.beside && s.denies && !s.matter.authorship {
        let total = part.content.clone().any(|i| has(s, i, TOTAL));
        return Some(Negated { senses: s.matter.senses.to_vec(), subject: Vec::new(), total, verb: None, such: false });
    }
    let at = part.content.clone().find(|&i| is_negation(s.text, &s.words[i]) && !idle(s, i, part.content.start))?;
    let begin = (part.content.start..at)
        .rev()
        .find(|&i| gap(s, i).contains([',', ';', ':']))
        .map_or(part.content.start, |i| i + 1)
        .max(at.saturating_sub(5));
    let end = clause(s, at + 1..part.content.end).end;
    let total = (at..end).any(|i| has(s, i, TOTAL));
    let sense_at = |i: usize| stem(s.text, &s.words[i]).map(sense);
    let verbal = |i: &usize| s.words[*i].text(s.text).ends_with("ed") || sense_at(*i).is_some_and(is_shared);
    let plain = |i: &usize| !has(s, *i, TOTAL);
    // "No prisoner was tortured", "no ship of ours touched the ferry", "had not touched it".
    let be = (at + 1..end).find(|&i| has(s, i, "was were been being"));
    let verb = if has(s, at, "no none nobody") || has(s, at + 1, "a one") {
        be.map_or_else(|| (at + 2..end).find(verbal).or((at + 1..end).find(verbal)), |be| (be + 1..end).find(plain))
    } else {
        (at + 1..end).find(plain)
    };
    let verb = verb.and_then(sense_at);
    let such = has(s, at, "no") && has(s, at + 1, "such");
    Some(Negated { senses: senses(at + 1..end), subject: senses(begin..at), total, verb, such })
}

/// The clause that a range begins with.
fn clause(s: &Sentence<'_>, range: Range<usize>) -> Range<usize> {
    let ends = |i: &usize| *i > range.start && (has(s, *i, ENDS) || gap(s, *i - 1).contains([',', ';', ':', '"', '”', '(']));
    range.start..range.clone().find(ends).unwrap_or(range.end)
}

/// True if the negation at word `i` leaves what stands behind it as it is, or is none of a fact.
fn idle(s: &Sentence<'_>, i: usize, from: usize) -> bool {
    // "The road was not safe" is a judgement; "was not closed" tells what happened.
    let participle =
        (i + 1..i + 3).any(|k| s.words.get(k).is_some_and(|w| ["ed", "en", "wn", "ing"].iter().any(|end| w.text(s.text).ends_with(end))));
    let predicate = i > 0 && has(s, i - 1, "is are was were be been") && !participle;
    // "No one could be certain"; "Pechiney, which does not make packaging".
    let modal = has(s, i, "no nobody none") && (i + 1..i + 4).any(|k| has(s, k, "could can will would should must may might"));
    let relative = (i.saturating_sub(2).max(from)..i).any(|k| has(s, k, "which who"));
    modal
        || relative
        || predicate
        || has(s, i, "without nor neither cannot")
        || has(s, i + 1, IDLE)
        || (i.saturating_sub(3).max(from)..i).any(|k| has(s, k, MODAL))
}

/// True if the part rejects what another said, and says no more: `the service rejects this`, `the mayor calls it a lie`.
pub(super) fn rejects(s: &Sentence<'_>, part: &Part) -> bool {
    let content = part.content.clone();
    let short = content.len() <= 5;
    let taken_up = |i: usize| has(s, i, TAKEN_UP);
    match part.manner {
        // "Denied this on Friday", "denied the charges"; "denied it had closed the border" is about the border.
        Manner::Denies => {
            let alone = |i: usize| !has(s, i, "this that it these those") || i + 1 >= content.end || has(s, i + 1, BEHIND_PRONOUN);
            short && content.clone().take(2).any(|i| taken_up(i) && alone(i))
        }
        Manner::Says => {
            let lie = |i: usize| has(s, i, LIES) || has(s, i, "untrue false wrong baseless unfounded");
            let is = content.clone().take(2).any(taken_up) && content.clone().skip(1).take(5).any(|i| lie(i) || has(s, i, "untruth tale"));
            // "The mayor calls this a lie": no verb of saying, so that the part has no content of its own.
            let called = part.words.clone().any(|i| has(s, i, CALLING) && has(s, i + 1, TAKEN_UP) && (i + 2..i + 5).any(lie));
            let rejected = part.words.clone().any(|i| has(s, i, REJECTING) && has(s, i + 1, "this that it these those"));
            content.len() <= 8 && is || called || rejected && part.words.len() <= 6
        }
        Manner::Charges => false,
    }
}

/// True if the part says that somebody is not guilty of what he is charged with; of one who speaks for the accused also that he was elsewhere.
pub(super) fn guiltless(s: &Sentence<'_>, part: &Part, for_accused: bool) -> bool {
    part.words.clone().any(|i| {
        let own = has(s, i, GUILTLESS) && !has(s, i + 1, BYSTANDERS);
        let guilty = has(s, i, "not") && has(s, i + 1, "guilty");
        let part_in = has(s, i, PART) && (i.saturating_sub(2)..i).any(|k| has(s, k, "any no")) && !has(s, i + 1, "for to");
        let nothing = has(s, i, "nothing") && has(s, i + 1, "to wrong") && (has(s, i + 1, "wrong") || has(s, i + 2, "do"));
        let away = for_accused && has(s, i, AWAY) && (i.saturating_sub(3)..i).any(|k| has(s, k, "was were been"));
        own || guilty || part_in || nothing || away
    })
}
