//! Quotations with their speakers.
//!
//! The marks are paired first (`marks`); a pair round a name is no quotation. Then each quotation looks for its
//! reporting verb: after it, before it, `according to`, else it goes on the one before. The verb's subject speaks.

use super::attribution::{self, Attribution, left, right};
pub use super::kind::QuoteKind;
use super::kind::kind;
use super::naming::is_name;
use super::nested::nest;
use super::post::{Lead, lead, signed};
use super::speakers::{Gender, Resolver, Speaker};
use crate::extract::clauses::clause::{Clauses, Gap, Token};
use crate::extract::clauses::cues::is_cue;
use crate::extract::clauses::lexicon::Class;
use crate::extract::clauses::marks::{Quoted, quoted};
use crate::extract::clauses::subjects::{Phrase, first, subject};
use crate::gazetteer::Mention;
use crate::pool::stop_if_asked;
use crate::span::Span;
use crate::text::Outline;

/// One quotation, or one part of a split one.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The sentence in which it begins.
    pub sentence: u32,
    /// Number of the quotation in the document; the parts of a split one share it.
    pub quote: u32,
    /// Inside the marks, with its closing punctuation.
    pub span: Span,
    /// Direct or partial.
    pub kind: QuoteKind,
    /// The speaker as written; for a pronoun, whom it stands for.
    pub speaker: Option<String>,
    /// The speaker's entity id; joint speakers joined by `;`.
    pub speaker_id: Option<String>,
    /// The reporting verb or phrase as written.
    pub cue: Option<String>,
}

/// The quotations of a document (docs/tables.md), by where they open.
///
/// ```
/// use dateline::{extract::quotes::quotes, text::Outline};
/// let outline = Outline::new("“The bridge is closed,” the mayor said on Monday.");
/// let found = quotes(&outline, &[]);
/// assert_eq!(found[0].span.text(outline.text), "The bridge is closed,");
/// assert_eq!(found[0].cue.as_deref(), Some("said"));
/// ```
pub fn quotes(outline: &Outline<'_>, mentions: &[Mention<'_>]) -> Vec<Quote> {
    let mut pairs = quoted(outline);
    if pairs.is_empty() {
        return Vec::new();
    }
    pairs.retain(|pair| !is_name(outline, mentions, pair));
    // names between marks may have held others: depths are counted anew
    let mut ends: Vec<u32> = Vec::new();
    for pair in &mut pairs {
        while ends.last().is_some_and(|&end| end <= pair.outer.start) {
            ends.pop();
        }
        pair.depth = ends.len() as u8;
        ends.push(pair.outer.end);
    }
    let clauses = Clauses::new(outline, mentions, &pairs);
    let inner: Vec<Quoted> = pairs.iter().filter(|p| p.depth > 0).map(|p| Quoted { depth: p.depth - 1, ..*p }).collect();
    let nested = (!inner.is_empty()).then(|| Clauses::new(outline, mentions, &inner));
    let mut reader = Reader::new(outline, mentions);
    let mut out: Vec<Quote> = Vec::with_capacity(pairs.len());
    let mut state = Last::default();
    let mut sentence = 0;
    let mut parent: Option<usize> = None;
    for (index, pair) in pairs.iter().enumerate() {
        stop_if_asked();
        let begins = outline.sentence_at(pair.inner.start).or_else(|| outline.sentence_at(pair.outer.start)).unwrap_or(0) as usize;
        while sentence < begins {
            reader.read(&clauses, sentence);
            sentence += 1;
        }
        let finishes = outline.sentence_at(pair.outer.end - 1).map_or(begins, |s| (s as usize).max(begins));
        if pair.depth > 0 {
            let quote = nest(outline, &reader, pair, parent.map(|p| (&pairs[p], &out[p])), nested.as_ref(), begins, state.number + 1);
            state.number += 1;
            out.push(quote);
            continue;
        }
        parent = Some(index);
        let quote = reader.quote(&clauses, index, pair, (begins, finishes), &mut state, out.last());
        out.push(quote);
    }
    out
}

/// What the quotation before leaves to the next one.
#[derive(Default)]
struct Last {
    /// Number of the last quotation.
    number: u32,
    /// The last outermost quotation: sentence of its end, kind, speaker and cue, block.
    speaker: Option<Speaker>,
    cue: Option<String>,
    end_sentence: usize,
    block: u32,
    kind: Option<QuoteKind>,
    number_of_outer: u32,
    /// The reporting verb after it.
    reported_by: Option<Span>,
}

/// How a quotation is reported.
struct Reported<'c> {
    kind: QuoteKind,
    /// Its reporting clause: the sentence's tokens, the clause, and the sentence.
    own: Option<(&'c [Token], Attribution, usize)>,
    /// True if a reporting clause stands right before or behind it.
    near: bool,
    /// The reporting verb behind it.
    behind: Option<Span>,
    /// It resumes the one before.
    resumed: bool,
    /// It begins the sentence behind the one before, which was reported there.
    next_sentence: bool,
    /// The sentence that it ends in, its reporting clause included.
    finishes: usize,
}

/// Follows who speaks from sentence to sentence.
pub struct Reader<'a> {
    outline: &'a Outline<'a>,
    pub(super) resolver: Resolver<'a>,
    /// Source of the sentence last read, if it had one.
    pub source: Option<Speaker>,
    seen: usize,
    /// The main attribution of the sentence last asked for.
    main: Option<(usize, Option<Attribution>)>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    pub fn new(outline: &'a Outline<'a>, mentions: &'a [Mention<'a>]) -> Self {
        Self {
            outline,
            resolver: Resolver { text: outline.text, outline, mentions, tracker: Default::default() },
            source: None,
            seen: 0,
            main: None,
        }
    }

    /// Reads one sentence: its main attribution with the speaker, and whom later pronouns may stand for.
    pub fn read(&mut self, clauses: &Clauses, sentence: usize) -> (Option<Attribution>, Option<Speaker>) {
        let tokens = clauses.sentence(sentence);
        let attribution = self.main(tokens, sentence);
        let speaker = attribution.and_then(|a| {
            let found = self.resolver.speaker(tokens, a.subject?, sentence)?;
            // a pronoun that nobody before it fits may stand for the subject of its own sentence: "X left because, he said, …",
            // but not behind all of it: "X left, he said"
            let inside = |p: Phrase| p.start > 0 && tokens[p.start - 1].is(Class::SUBORDINATE);
            let open = |p: Phrase| inside(p) && found.text == tokens[p.start].span.text(self.outline.text);
            let open = found.id.is_none() && a.subject.is_some_and(open);
            let near = if open { self.near(tokens, a.subject?, sentence).filter(|s| s.id.is_some()) } else { None };
            Some(near.unwrap_or(found))
        });
        match &speaker {
            Some(speaker) => self.resolver.tracker.note(speaker, sentence),
            None => {
                let subject = first(tokens, tokens.len()).filter(|&p| !self.resolver.is_place(tokens, p));
                if let Some(m) = subject.and_then(|p| self.resolver.speaker(tokens, p, sentence)).filter(|s| s.id.is_some()) {
                    self.resolver.tracker.note(&m, sentence);
                }
            }
        }
        let span = self.outline.sentences[sentence].span;
        let mentions = self.resolver.mentions;
        while self.seen < mentions.len() && mentions[self.seen].span.start < span.end {
            let mention = &mentions[self.seen];
            if &*mention.kind == "person" {
                self.resolver.tracker.pass(mention, self.outline.text, sentence);
            }
            self.seen += 1;
        }
        self.source.clone_from(&speaker);
        (attribution, speaker)
    }

    /// The main attribution of a sentence; read once, however many quotations ask for it.
    fn main(&mut self, tokens: &[Token], sentence: usize) -> Option<Attribution> {
        match self.main {
            Some((known, found)) if known == sentence => found,
            _ => {
                let written = self.outline.sentences[sentence].span.text(self.outline.text);
                let unstopped = !written.trim_end().ends_with(['.', '!', '?', '…', '"', '”']);
                let found = attribution::of_sentence(tokens, unstopped);
                self.main = Some((sentence, found));
                found
            }
        }
    }

    /// Notes who speaks in a sentence by other evidence: the quotation that it is part of.
    pub fn note(&mut self, speaker: &Speaker, sentence: usize) {
        self.resolver.tracker.note(speaker, sentence);
    }

    /// An outermost quotation with who says it; `last` is left to the next one.
    fn quote(
        &mut self,
        clauses: &Clauses,
        index: usize,
        pair: &Quoted,
        (begins, finishes): (usize, usize),
        last: &mut Last,
        previous: Option<&Quote>,
    ) -> Quote {
        let reported = self.reported(clauses, index, pair, (begins, finishes), last, previous);
        let Reported { kind, resumed, .. } = reported;
        let said = self.said(clauses, pair, begins, &reported);
        let goes_on = said.is_none() && (resumed || reported.next_sentence || self.goes_on(pair, kind, begins, last));
        let (speaker, cue) = match said {
            Some(said) => said,
            None if goes_on => (last.speaker.clone(), last.cue.clone()),
            None if kind == QuoteKind::Direct => (self.source.clone(), None),
            None => (None, None),
        };
        let shares = resumed || goes_on && reported.next_sentence;
        if !shares || last.number_of_outer == 0 {
            last.number += 1;
            last.number_of_outer = last.number;
        }
        if let Some(speaker) = &speaker {
            self.note(speaker, begins);
        }
        last.block = pair.block;
        last.end_sentence = reported.finishes;
        last.kind = Some(kind);
        last.reported_by = reported.behind.or(last.reported_by.filter(|_| shares));
        last.speaker.clone_from(&speaker);
        last.cue.clone_from(&cue);
        Quote {
            sentence: begins as u32,
            quote: last.number_of_outer - 1,
            span: pair.inner,
            kind,
            speaker_id: speaker.as_ref().and_then(|s| s.id.clone()),
            speaker: speaker.map(|s| s.text),
            cue,
        }
    }

    /// The reporting clause of a quotation, and whether it resumes the one before.
    fn reported<'c>(
        &mut self,
        clauses: &'c Clauses,
        index: usize,
        pair: &Quoted,
        (begins, finishes): (usize, usize),
        last: &Last,
        previous: Option<&Quote>,
    ) -> Reported<'c> {
        let text = self.outline.text;
        let tokens = clauses.sentence(begins);
        let at = position(tokens, pair, index);
        let end_tokens = clauses.sentence(finishes);
        let end_at = position(end_tokens, pair, index);
        let beside = last.kind == Some(QuoteKind::Direct) && last.block == pair.block;
        let same_sentence = beside && last.end_sentence == begins;
        let next_sentence = beside && last.end_sentence + 1 == begins && at == Some(0) && last.reported_by.is_some();
        let before = at.and_then(|i| left(tokens, i));
        // resumed after nothing but the reporting clause of its first part
        let open = previous.is_some_and(|p| p.span.text(text).ends_with([',', '—', '–', '-']));
        let only = before.is_none_or(|b| last.reported_by == Some(tokens[b.cue].span));
        let resumed = pair.continues || (same_sentence && last.reported_by.is_some() && open && only);
        let after = end_at.and_then(|i| right(end_tokens, i));
        // "Never!" he said: an end mark inside may have parted the two
        let ends = end_at.is_some_and(|i| i + 1 == end_tokens.len());
        let apart = if after.is_none() && ends { self.apart(clauses, finishes) } else { None };
        let (after, end_tokens, finishes) = match apart {
            Some(a) => (Some(a), clauses.sentence(finishes + 1), finishes + 1),
            None => (after, end_tokens, finishes),
        };
        let kind = if resumed { QuoteKind::Direct } else { kind(self.outline, pair, begins, at == Some(0)) };
        let colon = at.is_some_and(|i| tokens[i].gap.is(Gap::COLON));
        let act = before.is_none_or(|b| !tokens[b.cue].is(Class::SAY));
        let main = self.main(tokens, begins);
        let aside = main.filter(|a| a.aside && act && at.is_some_and(|i| a.cue < i));
        let (in_front, behind) = (|a| (tokens, a, begins), |a| (end_tokens, a, finishes));
        let own = match kind {
            QuoteKind::Direct if !colon || after.is_some() && pair.inner.text(text).ends_with(',') => {
                after.map(behind).or_else(|| before.filter(|_| !resumed).map(in_front))
            }
            // "X, he said, was arming Y to “…”": the aside reports, whatever other verb stands nearer
            _ => aside.or(before).map(in_front).or_else(|| after.map(behind)),
        };
        let introduced = || at.filter(|_| kind == QuoteKind::Direct && colon && !resumed).and_then(|i| attribution::introduces(tokens, i));
        Reported {
            kind,
            own: own.or_else(|| main.filter(|_| !resumed).or_else(introduced).map(in_front)),
            near: before.is_some() || after.is_some(),
            behind: after.map(|a| end_tokens[a.cue].span),
            resumed,
            next_sentence,
            finishes,
        }
    }

    /// Speaker and cue, where a signature, a reporting clause or the line before gives them.
    fn said(
        &mut self,
        clauses: &Clauses,
        pair: &Quoted,
        begins: usize,
        reported: &Reported<'_>,
    ) -> Option<(Option<Speaker>, Option<String>)> {
        if (reported.own.is_none() || !reported.near)
            && let Some(signed) = signed(self.outline, self.resolver.mentions, pair)
        {
            return Some((Some(signed), None));
        }
        if let Some((tokens, a, sentence)) = reported.own {
            let speaker = a.subject.and_then(|p| self.near(tokens, p, sentence).or_else(|| self.resolver.speaker(tokens, p, sentence)));
            let speaker = speaker.or_else(|| self.main(tokens, sentence).and_then(|m| self.resolver.speaker(tokens, m.subject?, sentence)));
            let cue = Span::new(tokens[a.cue].span.start, tokens[a.cue_end - 1].span.end).text(self.outline.text);
            return Some((speaker, Some(cue.to_owned())));
        }
        match lead(self.outline, clauses, pair, begins) {
            Lead::Unread => Some((None, None)),
            Lead::Sentence(sentence, subject) => {
                let said = subject.and_then(|p| self.resolver.speaker(clauses.sentence(sentence), p, sentence));
                Some((self.source.clone().or(said), None))
            }
            Lead::None => None,
        }
    }

    /// A pronoun that stands for the subject of its own sentence: "X said it had a plan, which it called …".
    fn near(&self, tokens: &[Token], phrase: Phrase, sentence: usize) -> Option<Speaker> {
        let pronoun = tokens.get(phrase.start).filter(|t| t.is(Class::PRONOUN))?;
        // "after X said it had …": the subject of the verb that the clause hangs on, else that of the sentence
        let verb = (phrase.start.saturating_sub(2)..phrase.start).rev().find(|&i| tokens[i].is(Class::CUE) && is_cue(tokens, i));
        let governor = verb.and_then(|cue| subject(tokens, cue)).or_else(|| first(tokens, phrase.start));
        let head = governor.filter(|p| p.end <= phrase.start && !tokens[p.start].is(Class::PRONOUN))?;
        let speaker = self.resolver.speaker(tokens, head, sentence)?;
        let fits = match speaker.gender {
            Gender::Person => pronoun.is(Class::HE),
            Gender::Body => pronoun.is(Class::IT),
            Gender::Plural => !pronoun.is(Class::HE) && !pronoun.is(Class::IT),
        };
        fits.then_some(speaker)
    }

    /// The sentence after a quotation is its reporting clause and no more: "he said."
    fn apart(&self, clauses: &Clauses, sentence: usize) -> Option<Attribution> {
        let next = self.outline.sentences.get(sentence + 1)?;
        if next.block != self.outline.sentences[sentence].block {
            return None;
        }
        let tokens = clauses.sentence(sentence + 1);
        let cue = (1..tokens.len().min(7)).find(|&i| tokens[i].is(Class::SAY) && is_cue(tokens, i))?;
        let short = match tokens.get(cue + 1) {
            None => true,
            Some(t) => t.gap.is(Gap::ANY) || t.quoted().is_some() || t.is(Class::TIME) || t.is(Class::PREPOSITION),
        };
        let phrase = subject(tokens, cue).filter(|p| short && p.start == 0 && p.end <= cue)?;
        Some(Attribution { cue, cue_end: cue + 1, subject: Some(phrase), aside: true })
    }

    /// A quotation without a reporting verb goes on the one before: in the same block, or the next one that says nothing else.
    fn goes_on(&self, pair: &Quoted, kind: QuoteKind, begins: usize, last: &Last) -> bool {
        kind == QuoteKind::Direct && last.kind == Some(QuoteKind::Direct) && (last.block == pair.block || last.end_sentence + 1 == begins)
    }
}

/// The token of a quotation among those of a sentence.
fn position(tokens: &[Token], pair: &Quoted, index: usize) -> Option<usize> {
    let at = tokens.partition_point(|t| t.span.start < pair.outer.start);
    tokens.get(at).is_some_and(|t| t.quoted() == Some(index)).then_some(at)
}
