//! Events: who did what to whom, where, when, and whether it is so.
//!
//! The types come from a classifier; the span of its heaviest hit is the trigger, around which actor, recipient, place, date
//! and reality are read off the words (the roles of event data after Schrodt's TABARI and PETRARCH, by word order and voice
//! instead of a parse).

mod agent;
mod antecedent;
mod ascribed;
mod attackers;
mod beside;
mod bidding;
mod clause;
mod conjunct;
mod given;
mod hearsay;
mod instrument;
mod lists;
mod metaphor;
mod mishap;
mod objects;
mod opponents;
mod owner;
mod party;
mod patients;
mod phrase;
mod pronoun;
mod prospect;
mod purpose;
mod reality;
mod recipients;
mod release;
mod roles;
mod scene;
mod scenery;
mod sense;
mod setting;
mod sides;
mod signals;
mod silence;
mod standing;
mod threats;
mod titles;
mod troops;
mod utterance;
mod verbs;
mod voice;
mod words;

pub use reality::Reality;

use crate::classify::verdict::classifier::{Scratch, Verdict};
use crate::classify::{Classifier, SentenceView, Slot};
use crate::extract::clauses::dateline::dateline;
use crate::extract::quotes::Quote;
use crate::extract::statements::Statement;
use crate::extract::times::Time;
use crate::gazetteer::{Gazetteer, Mention};
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::{BlockKind, Outline, Word};
use sense::Sense;
use sides::Sides;

/// The type of an arrest.
const ARREST: &str = "COERCE";
/// The type of a charge.
const CHARGE: &str = "ACCUSE";
/// The type of help.
const HELP: &str = "AID";

/// Types whose trigger is itself something said: whoever says it has done it, and it reaches over what is said.
const SPOKEN: &[&str] = &["ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"];

/// One event of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its sentence.
    pub sentence: u32,
    /// The type's label (PLOVER's 16 types, or the user's own scheme).
    pub kind: String,
    /// PLOVER mode, where one is plain from the words (`airspace`, `arrest` …).
    pub mode: Option<String>,
    /// Who does it: entity ids joined by `;`, or the words of the text.
    pub actor: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Where: an entity id.
    pub place: Option<String>,
    /// When: a value as in `times`.
    pub date: Option<String>,
    /// What the text makes of it.
    pub reality: Reality,
    /// The trigger.
    pub span: Span,
    /// Score in 0 to 1.
    pub score: f32,
}

/// A sentence with its layers, as roles and reality read it.
#[derive(Clone, Copy)]
struct Scene<'a> {
    text: &'a str,
    words: &'a [Word],
    /// The names of the sentence, in order.
    mentions: &'a [Mention<'a>],
    times: &'a [Time],
    statement: Option<&'a Statement>,
    quoted: &'a [Span],
    /// All chosen triggers of the sentence.
    triggers: &'a [Trigger],
    /// How each word is used as a verb.
    verbs: &'a [Option<clause::Use>],
    /// Whom the last sentence was about.
    last: Option<&'a str>,
    /// The one person whom the last sentence named, or was about.
    person: Option<&'a str>,
    /// Which state each entity of the document belongs to.
    sides: &'a Sides,
    /// Who acts is looked for, not who is acted upon.
    agent: bool,
}

/// The words that an event type hangs on.
#[derive(Clone, Copy, Debug)]
struct Trigger {
    label: u32,
    score: f32,
    /// The rule that spoke, if one did.
    rule: Option<u32>,
    span: Span,
    /// Index of its first word in the sentence, and one past its last.
    first: usize,
    end: usize,
}

impl Scene<'_> {
    /// True if a comma, semicolon, colon, bracket or dash stands between word `i` and the next.
    fn parted(&self, i: usize) -> bool {
        let Some(next) = self.words.get(i + 1) else { return true };
        let gap = &self.text[self.words[i].end as usize..next.start as usize];
        gap.len() > 1 && (gap.contains([',', ';', ':', '(', ')', '–', '—', '?', '!']) || gap.contains(" - "))
    }

    /// True if the sentence ends in a question mark.
    fn asks(&self) -> bool {
        let end = self.words.last().map_or(self.text.len(), |w| w.end as usize);
        let marks = self.text[end..].chars().take_while(|c| !c.is_whitespace() && !c.is_alphanumeric());
        self.statement.is_some_and(|s| s.act.as_deref() == Some("question")) || marks.into_iter().any(|c| c == '?')
    }

    /// True if the offset lies inside a quotation.
    fn in_quote(&self, offset: u32) -> bool {
        self.quoted.iter().any(|q| q.start <= offset && offset < q.end)
    }
}

/// The events of a document (docs/tables.md), ordered by sentence, then type. The gazetteer, where there is one, tells which state a person
/// or a body belongs to.
pub fn events(
    outline: &Outline<'_>,
    mentions: &[Mention<'_>],
    times: &[Time],
    quotes: &[Quote],
    statements: &[Statement],
    classifier: &dyn Classifier,
    gazetteer: Option<&Gazetteer>,
) -> Vec<Event> {
    let slots: Vec<Slot<'_>> = mentions.iter().map(|m| Slot { span: m.span, kind: &m.kind, id: &m.id }).collect();
    let quoted = outermost(quotes);
    let mut scratch = Scratch::default();
    let (mut first_slot, mut first_quote, mut first_time) = (0, 0, 0);
    let mut subject: Option<String> = None;
    let mut person: Option<String> = None;
    let unread = Sides::default();
    let whole = Scene {
        text: outline.text,
        words: &outline.words,
        mentions,
        times: &[],
        statement: None,
        quoted: &[],
        triggers: &[],
        verbs: &[],
        last: None,
        person: None,
        sides: &unread,
        agent: true,
    };
    let sides = Sides::read(&whole, gazetteer);
    let mut out = Vec::new();
    for (index, sentence) in outline.sentences.iter().enumerate() {
        stop_if_asked();
        let span = sentence.span;
        let block = outline.sentence_kind(index);
        // A line of place, date and author reports nothing, and whom it names nobody speaks of.
        if block == BlockKind::Dateline {
            continue;
        }
        let words = outline.sentence_words(index);
        // Where and when a report was written is not where and when it happened, nor does the place act.
        let written = dateline(outline.text, words, &mentions[mentions.partition_point(|m| m.span.end <= span.start)..]);
        let words = &words[written..];
        let span = if written > 0 { Span::new(words[0].start, span.end) } else { span };
        let here = advance(&mut first_slot, &slots, span, |s| s.span);
        let quotes_here = advance(&mut first_quote, &quoted, span, |q| *q);
        let times_here = advance(&mut first_time, times, span, |t| t.span);
        let view = SentenceView {
            text: outline.text,
            span,
            words,
            slots: &slots[here.clone()],
            block,
            quoted: &quoted[quotes_here.clone()],
            context: &[],
            position: Some(outline.position(index)),
        };
        let triggers = triggers(classifier, &view, &mentions[here.clone()], &mut scratch);
        let scene = Scene {
            text: outline.text,
            words,
            mentions: &mentions[here],
            times: &times[times_here],
            statement: statements.get(index),
            quoted: &quoted[quotes_here],
            triggers: &triggers,
            verbs: &[],
            last: subject.as_deref(),
            person: person.as_deref(),
            sides: &sides,
            agent: true,
        };
        let verbs = if triggers.is_empty() { Vec::new() } else { scene.uses() };
        let scene = Scene { verbs: &verbs, ..scene };
        let taken_back = !triggers.is_empty() && crate::extract::statements::correction::takes_back(outline.text, words);
        let before = out.len();
        for trigger in triggers.iter().filter(|t| prospect::tells(&scene, t, classifier.labels())) {
            let label = classifier.labels()[trigger.label as usize].as_str();
            let sense = sense::sense(&scene, trigger, label);
            let told = conjunct::reality(&scene, trigger, classifier.labels());
            if sense == Sense::None || scenery::is_scenery(&scene, trigger, label) || standing::is_open(&scene, trigger, label, told) {
                continue;
            }
            let told = standing::reality(&scene, trigger, label, told);
            let parties = roles::who(&scene, trigger, label);
            let (doer, recipient) = match sense {
                Sense::Charge => sense::breaks_law(&scene, trigger).map_or_else(Default::default, |v| party::culprit(&scene, v)),
                _ => party::settle(&scene, trigger, label, parties),
            };
            let told = ascribed::reality(&scene, trigger, label, doer.who.as_deref(), told);
            let mode = trigger.rule.and_then(|r| classifier.mode(r));
            let other = match sense {
                Sense::Arrest => Some((ARREST, Some("arrest"))),
                Sense::Charge | Sense::Criticism => Some((CHARGE, None)),
                Sense::Help => Some((HELP, None)),
                Sense::Own | Sense::None => None,
            };
            // A scheme without that type keeps its own; a sentence that tells of it already tells it once.
            let other = other.filter(|(kind, _)| classifier.labels().iter().any(|l| l == kind));
            if other.is_some_and(|(kind, _)| triggers.iter().any(|t| classifier.labels()[t.label as usize] == kind)) {
                continue;
            }
            let (kind, mode) = other.unwrap_or((label, mode));
            out.push(Event {
                sentence: index as u32,
                kind: kind.to_owned(),
                mode: mode.map(str::to_owned),
                actor: doer.who,
                recipient,
                place: setting::place(&scene, trigger),
                date: setting::date(&scene, trigger, label),
                // What a report takes back did not happen, by its own word.
                reality: if taken_back { Reality::Denied } else { prospect::reality(&scene, trigger, label, told, doer.commanded) },
                span: trigger.span,
                score: trigger.score,
            });
        }
        let order = |e: &Event| classifier.labels().iter().position(|l| *l == e.kind);
        out[before..].sort_by_key(order);
        let about = roles::subject(&scene);
        let about_known = about.is_some();
        // Behind a sentence about somebody whom no list knows, "she" is nobody who was named before.
        let stranger = scene.opens_with_stranger();
        let named = roles::person(&scene, person.clone().filter(|_| !stranger));
        subject = about.or(subject).filter(|_| about_known || !stranger);
        person = named;
    }
    out
}

/// The items that lie in the sentence, given that both come in order; `from` moves on.
fn advance<T>(from: &mut usize, items: &[T], sentence: Span, span: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    while *from < items.len() && span(&items[*from]).end <= sentence.start {
        *from += 1;
    }
    let count = items[*from..].iter().take_while(|item| span(item).start < sentence.end).count();
    *from..*from + count
}

/// The quotations that lie in no other, in order.
fn outermost(quotes: &[Quote]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(quotes.len());
    for quote in quotes {
        if out.last().is_none_or(|last| quote.span.start >= last.end) {
            out.push(quote.span);
        }
    }
    out
}

/// A trigger without the part of a name that it begins or ends in; nothing if it lies within one, unless that names a conflict itself.
fn outside_names(span: Span, mentions: &[Mention<'_>]) -> Option<Span> {
    let cuts = |m: &Mention<'_>, at: u32| m.span.start < at && at < m.span.end;
    let (mut start, mut end) = (span.start, span.end);
    for m in mentions {
        let within = m.span.contains(span) && m.span != span;
        if within {
            return matches!(&*m.kind, "conflict" | "treaty").then_some(span);
        }
        if cuts(m, start) {
            start = m.span.end;
        }
        if cuts(m, end) {
            end = m.span.start;
        }
    }
    (start < end).then(|| Span::new(start, end))
}

/// Where each type that the sentence gets hangs, in the order of the labels: the heaviest match of a rule for it, or the words that
/// speak most for it; the whole sentence if none do.
fn triggers(classifier: &dyn Classifier, view: &SentenceView<'_>, mentions: &[Mention<'_>], scratch: &mut Scratch) -> Vec<Trigger> {
    let trigger = |Verdict { label, score, rule }: Verdict| {
        let span = rule.map(|r| r.1).or_else(|| classifier.trigger(view, label)).unwrap_or(view.span);
        let span = outside_names(span, mentions)?;
        let first = view.words.partition_point(|w| w.end <= span.start);
        let end = view.words.partition_point(|w| w.start < span.end);
        // A sentence without words, or a match of marks alone, is nothing that an event can hang on.
        (first < end).then_some(Trigger { label, score, rule: rule.map(|r| r.0), span, first, end })
    };
    let mut out: Vec<Trigger> = classifier.verdicts(view, scratch).into_iter().filter_map(trigger).collect();
    out.sort_unstable_by_key(|t| t.label);
    out
}
