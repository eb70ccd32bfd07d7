//! Statements: what each sentence does, who says it, how, and how surely.
//!
//! The source comes from the quotation that a sentence holds or from its main reporting verb; the act from a classifier,
//! which is told by the tags `direct`, `indirect`, `narrated` how the sentence reaches the reader, and by `expert` that
//! its source was introduced as an analyst. An author who speaks for himself, as a ministry does in its statement ("Our aircraft did not
//! cross the border"), is to the classifier one who is quoted.

pub use super::certainty::Certainty;

use super::certainty::{Ground, certainty};
use super::scope::scope;
use crate::classify::verdict::classifier::Scratch;
use crate::classify::{Classifier, SentenceView, Slot};
use crate::extract::clauses::clause::{Clauses, Token};
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::marks::Quoted;
use crate::extract::quotes::Quote;
use crate::extract::quotes::attribution::Attribution;
use crate::extract::quotes::speakers::{Gender, Speaker};
use crate::extract::quotes::{QuoteKind, Reader};
use crate::gazetteer::Mention;
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::Outline;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// How a statement reaches the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As a quotation.
    Direct,
    /// In the narrator's words.
    Indirect,
    /// The narrator's own.
    Narrated,
}

impl Mode {
    /// The label used in tables, and the tag that classifiers see.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Narrated => "narrated",
        }
    }
}

/// What one sentence states; there is one for each sentence of the outline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The act's label (docs/tables.md, or the user's own scheme); `None` where acts are switched off.
    pub act: Option<String>,
    /// Score in 0 to 1.
    pub act_score: Option<f32>,
    /// Who says it, as written, or `narrator`; none for questions and fragments.
    pub source: Option<String>,
    /// The source's entity id; joint sources joined by `;`.
    pub source_id: Option<String>,
    /// How it reaches the reader.
    pub mode: Option<Mode>,
    /// How sure it is made.
    pub certainty: Option<Certainty>,
}

/// The name of the source that is nobody but the reporter.
pub(in crate::extract) const NARRATOR: &str = "narrator";

/// The statements of a document: as many as it has sentences.
pub fn statements(outline: &Outline<'_>, mentions: &[Mention<'_>], quotes: &[Quote], acts: Option<&dyn Classifier>) -> Vec<Statement> {
    let outermost = outermost(outline, quotes);
    let pairs: Vec<Quoted> = outermost.iter().map(|q| q.0).collect();
    let clauses = Clauses::new(outline, mentions, &pairs);
    let mut stater = Stater {
        outline,
        clauses: &clauses,
        quotes: outermost.iter().map(|q| q.1).collect(),
        quoted: pairs.iter().map(|q| q.inner).collect(),
        slots: mentions.iter().map(|m| Slot { span: m.span, kind: &m.kind, id: &m.id }).collect(),
        experts: experts(outline, mentions, &clauses),
        acts,
        reader: Reader::new(outline, mentions),
        scratch: Scratch::default(),
        next_quote: 0,
        next_slot: 0,
    };
    let state = |index| {
        stop_if_asked();
        stater.state(index)
    };
    (0..outline.sentences.len()).map(state).collect()
}

/// Reads what one sentence after the other states.
struct Stater<'a> {
    outline: &'a Outline<'a>,
    clauses: &'a Clauses,
    /// The outermost quotations, and where they stand.
    quotes: Vec<&'a Quote>,
    quoted: Vec<Span>,
    /// The names, as classifiers see them.
    slots: Vec<Slot<'a>>,
    /// Ids of the persons who are introduced as analysts.
    experts: FxHashSet<&'a str>,
    acts: Option<&'a dyn Classifier>,
    reader: Reader<'a>,
    scratch: Scratch,
    /// The first quotation and the first name that do not end before the sentence.
    next_quote: usize,
    next_slot: usize,
}

impl Stater<'_> {
    fn state(&mut self, index: usize) -> Statement {
        let (outline, clauses) = (self.outline, self.clauses);
        let (span, words) = (outline.sentences[index].span, outline.sentence_words(index));
        let tokens = clauses.sentence(index);
        let quotes = self.quotes_in(span);
        let direct = self.quotes[quotes.clone()].iter().find(|q| q.kind == QuoteKind::Direct).copied();
        let (attribution, speaker) = self.reader.read(clauses, index);
        let quoting = direct.and_then(speaker_of);
        if let Some(speaker) = &quoting {
            self.reader.note(speaker, index);
        }
        let mode = match (direct, &speaker) {
            (Some(_), _) => Mode::Direct,
            (None, Some(_)) => Mode::Indirect,
            (None, None) => Mode::Narrated,
        };
        let source = if direct.is_some() { quoting.or(speaker) } else { speaker };
        let said = match attribution {
            Some(a) if mode == Mode::Indirect => scope(tokens, &a, span, outline.text),
            _ => span,
        };
        let manner = if mode == Mode::Narrated && speaks_for_itself(tokens, outline.text) { Mode::Direct } else { mode };
        let expert = source.as_ref().and_then(|s| s.id.as_deref()).is_some_and(|id| self.experts.contains(id));
        let tags = [manner.as_str(), "expert"];
        let statement = self.act(index, said, quotes.clone(), &tags[..1 + usize::from(expert)]);
        if matches!(statement.act.as_deref(), Some("question" | "none")) {
            return statement;
        }
        let cue = attribution.filter(|_| mode == Mode::Indirect).map(|a| &tokens[a.cue]);
        let hash = cue.and_then(|c| words.get(words.partition_point(|w| w.start < c.span.start))).map(|w| w.hash);
        let certainty = certainty(words, tokens, ground(mode, attribution, tokens), &self.quoted[quotes], hash);
        let (source, source_id) = match source {
            Some(speaker) => (Some(speaker.text), speaker.id),
            None => ((mode == Mode::Narrated).then(|| NARRATOR.to_owned()), None),
        };
        Statement { source, source_id, mode: Some(mode), certainty: Some(certainty), ..statement }
    }

    /// The outermost quotations that stand in a sentence, by number.
    fn quotes_in(&mut self, span: Span) -> Range<usize> {
        self.next_quote += self.quoted[self.next_quote..].iter().take_while(|q| q.end <= span.start).count();
        let first = self.next_quote;
        first..first + self.quoted[first..].iter().take_while(|q| q.start < span.end).count()
    }

    /// The names that stand in a sentence, by number.
    fn names_in(&mut self, span: Span) -> Range<usize> {
        self.next_slot += self.slots[self.next_slot..].iter().take_while(|s| s.span.end <= span.start).count();
        let first = self.next_slot;
        first..first + self.slots[first..].iter().take_while(|s| s.span.start < span.end).count()
    }

    /// The act of what is `said` in a sentence; of the whole sentence where that looks like a fragment without it.
    fn act(&mut self, index: usize, said: Span, quotes: Range<usize>, tags: &[&str]) -> Statement {
        let (outline, names) = (self.outline, self.names_in(self.outline.sentences[index].span));
        let Some(acts) = self.acts else { return Statement::default() };
        let span = outline.sentences[index].span;
        let (words, slots, quoted) = (outline.sentence_words(index), &self.slots[names], &self.quoted[quotes]);
        let view = SentenceView {
            text: outline.text,
            span: said,
            words: part(words, said, |w| w.start),
            slots: part(slots, said, |s| s.span.start),
            block: outline.sentence_kind(index),
            quoted: if said == span { quoted } else { part(quoted, said, |q| q.start) },
            context: tags,
            position: Some(outline.position(index)),
        };
        let statement = act(acts, &view, &mut self.scratch);
        // a part without its subject may look like a fragment
        if said.start > span.start && statement.act.as_deref() == Some("none") {
            return act(acts, &SentenceView { span, words, slots, quoted, ..view }, &mut self.scratch);
        }
        statement
    }
}

/// The items, in order, that start within a span.
fn part<T>(items: &[T], within: Span, start: impl Fn(&T) -> u32) -> &[T] {
    let at = |byte: u32| items.partition_point(|item| start(item) < byte);
    &items[at(within.start)..at(within.end)]
}

/// True if the author says "we" or "our" outside of quotations.
fn speaks_for_itself(tokens: &[Token], text: &str) -> bool {
    tokens.iter().any(|token| token.quoted().is_none() && matches!(token.span.text(text), "we" | "We" | "our" | "Our"))
}

/// The outermost quotations, in order and apart, as pairs of marks.
fn outermost<'q>(outline: &Outline<'_>, quotes: &'q [Quote]) -> Vec<(Quoted, &'q Quote)> {
    let mut end = 0;
    let mut out = Vec::with_capacity(quotes.len());
    for quote in quotes {
        if quote.span.start < end {
            continue;
        }
        end = quote.span.end;
        let block = outline.sentences.get(quote.sentence as usize).map_or(0, |s| s.block);
        out.push((Quoted { outer: quote.span, inner: quote.span, block, depth: 0, continues: false, open: false }, quote));
    }
    out
}

fn speaker_of(quote: &Quote) -> Option<Speaker> {
    let text = quote.speaker.clone()?;
    let person = quote.speaker_id.as_deref().is_none_or(|id| id.starts_with("person"));
    let gender = if person { Gender::Person } else { Gender::Body };
    Some(Speaker { text, id: quote.speaker_id.clone(), gender })
}

/// Persons who are introduced as analysts, fellows, professors: within a few words of their name.
fn experts<'m>(outline: &Outline<'_>, mentions: &'m [Mention<'_>], clauses: &Clauses) -> FxHashSet<&'m str> {
    const AROUND: usize = 10;
    let mut found = FxHashSet::default();
    for sentence in 0..outline.sentences.len() {
        let tokens = clauses.sentence(sentence);
        for at in (0..tokens.len()).filter(|&i| tokens[i].is(Class::EXPERT)) {
            let near = &tokens[at.saturating_sub(AROUND)..(at + AROUND).min(tokens.len())];
            let persons = near.iter().filter_map(|t| t.mention()).map(|m| &mentions[m]).filter(|m| &*m.kind == "person");
            found.extend(persons.map(|m| &*m.id));
        }
    }
    found
}

/// The best label of the classifier.
fn act(acts: &dyn Classifier, view: &SentenceView<'_>, scratch: &mut Scratch) -> Statement {
    let best = acts.verdicts(view, scratch).first().copied();
    let label = best.and_then(|b| acts.labels().get(b.label as usize)).cloned();
    Statement { act: label, act_score: best.map(|b| b.score), ..Statement::default() }
}

fn ground(mode: Mode, attribution: Option<Attribution>, tokens: &[Token]) -> Ground {
    match (mode, attribution) {
        (Mode::Narrated, _) => Ground::Narrated,
        (Mode::Direct, _) => Ground::Quoted,
        (Mode::Indirect, Some(a)) if tokens[a.cue].is(Class::ACT) && !tokens[a.cue].is(Class::SAY) => Ground::Performed,
        _ => Ground::Reported,
    }
}
