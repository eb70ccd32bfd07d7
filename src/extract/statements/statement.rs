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
    let spans = outermost(outline, quotes);
    let quoted: Vec<Span> = spans.iter().map(|q| q.0.inner).collect();
    let pairs: Vec<Quoted> = spans.iter().map(|q| q.0).collect();
    let clauses = Clauses::new(outline, mentions, &pairs);
    let mut reader = Reader::new(outline, mentions);
    let slots: Vec<Slot<'_>> = mentions.iter().map(|m| Slot { span: m.span, kind: &m.kind, id: &m.id }).collect();
    let experts = experts(outline, mentions, &clauses);
    let mut scratch = Scratch::default();
    let (mut first_quote, mut first_slot) = (0, 0);
    let mut out = Vec::with_capacity(outline.sentences.len());
    for (index, sentence) in outline.sentences.iter().enumerate() {
        stop_if_asked();
        let span = sentence.span;
        while first_quote < spans.len() && quoted[first_quote].end <= span.start {
            first_quote += 1;
        }
        let last_quote = first_quote + quoted[first_quote..].iter().take_while(|q| q.start < span.end).count();
        let here = &spans[first_quote..last_quote];
        let direct = here.iter().find(|(_, q)| q.kind == QuoteKind::Direct).map(|(_, q)| *q);
        let (attribution, speaker) = reader.read(&clauses, index);
        let quoting = direct.and_then(speaker_of);
        if let Some(speaker) = &quoting {
            reader.note(speaker, index);
        }
        let mode = match (direct, &speaker) {
            (Some(_), _) => Mode::Direct,
            (None, Some(_)) => Mode::Indirect,
            (None, None) => Mode::Narrated,
        };
        let words = outline.sentence_words(index);
        while first_slot < slots.len() && slots[first_slot].span.end <= span.start {
            first_slot += 1;
        }
        let end_slot = first_slot + slots[first_slot..].iter().take_while(|s| s.span.start < span.end).count();
        let source = if direct.is_some() { quoting.or(speaker) } else { speaker };
        let expert = source.as_ref().and_then(|s| s.id.as_deref()).is_some_and(|id| experts.contains(id));
        let manner = if mode == Mode::Narrated && speaks_for_itself(clauses.sentence(index), outline.text) { Mode::Direct } else { mode };
        let tags = [manner.as_str(), "expert"];
        let said = match attribution {
            Some(a) if mode == Mode::Indirect => scope(clauses.sentence(index), &a, span, outline.text),
            _ => span,
        };
        let within = |s: &Span| said.start <= s.start && s.start < said.end;
        let part = |spans: &[Span]| {
            let from = spans.partition_point(|s| s.start < said.start);
            from..from + spans[from..].iter().take_while(|s| within(s)).count()
        };
        let (from, to) = (words.partition_point(|w| w.start < said.start), words.partition_point(|w| w.start < said.end));
        let names = &slots[first_slot..end_slot];
        let (first_name, last_name) =
            (names.partition_point(|s| s.span.start < said.start), names.partition_point(|s| s.span.start < said.end));
        let quotations = &quoted[first_quote..last_quote];
        let view = SentenceView {
            text: outline.text,
            span: said,
            words: &words[from..to],
            slots: &names[first_name..last_name],
            block: outline.sentence_kind(index),
            quoted: if said == span { quotations } else { &quotations[part(quotations)] },
            context: &tags[..1 + usize::from(expert)],
            position: Some(outline.position(index)),
        };
        let mut statement = acts.map_or_else(Statement::default, |acts| act(acts, &view, &mut scratch));
        // a part without its subject may look like a fragment
        if said.start > span.start && statement.act.as_deref() == Some("none") {
            let whole = SentenceView { span, words, slots: names, quoted: quotations, ..view };
            statement = acts.map_or_else(Statement::default, |acts| act(acts, &whole, &mut scratch));
        }
        if !matches!(statement.act.as_deref(), Some("question" | "none")) {
            let tokens = clauses.sentence(index);
            let cue = attribution.filter(|_| mode == Mode::Indirect).map(|a| &tokens[a.cue]);
            let hash = cue.and_then(|c| words.get(words.partition_point(|w| w.start < c.span.start))).map(|w| w.hash);
            statement.certainty = Some(certainty(words, tokens, ground(mode, attribution, tokens), &quoted[first_quote..last_quote], hash));
            statement.mode = Some(mode);
            match source {
                Some(speaker) => {
                    statement.source = Some(speaker.text);
                    statement.source_id = speaker.id;
                }
                None if mode == Mode::Narrated => statement.source = Some(NARRATOR.to_owned()),
                None => {}
            }
        }
        out.push(statement);
    }
    out
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
