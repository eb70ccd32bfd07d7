//! One sentence, as claims are read from it: its words, who speaks, what it denies and how, and what it is about.

use super::Layers;
use super::answers;
use super::claim::{Claim, Kind, NARRATOR};
use super::matter::Matter;
use super::negation;
use super::setting::{Setting, Settings, Side};
use super::signs;
use crate::compare::content::stems;
use crate::extract::correction::takes_back;
use crate::extract::{Event, Quantity};
use crate::span::Span;
use crate::text::Word;
use std::sync::Arc;

/// What all claims of one sentence have in common.
pub(super) struct Sentence<'a> {
    pub layers: &'a Layers<'a>,
    pub settings: &'a Settings<'a>,
    pub index: usize,
    pub text: &'a str,
    pub words: &'a [Word],
    pub quantities: &'a [Quantity],
    /// The kind of statement that it makes.
    pub act: Option<&'a str>,
    /// It has a word of the [`signs`].
    pub marked: bool,
    /// Who says it: an entity id or words of the text.
    pub source: Option<String>,
    /// The side that its source speaks for.
    pub side: Option<Side>,
    pub setting: Arc<Setting>,
    /// What it denies.
    pub matter: Matter,
    /// The byte at which what it denies begins; past the end where it denies no clause.
    pub start: u32,
    /// It denies in so many words: a verb of denial, or a charge that is rejected.
    pub denies: bool,
    /// It speaks of what will not be.
    pub refuses: bool,
    /// It speaks of what may be or is to come.
    pub expects: bool,
    /// Its content words.
    pub content: Arc<[u32]>,
}

/// True if word `i` of a sentence is one of a list.
pub(super) fn has(s: &Sentence<'_>, i: usize, list: &'static str) -> bool {
    s.words.get(i).is_some_and(|w| answers::is(list, w))
}

impl<'a> Sentence<'a> {
    /// Reads a sentence; none for what states nothing.
    pub fn read(layers: &'a Layers<'a>, settings: &'a Settings<'a>, index: usize) -> Option<Self> {
        let (text, words) = (layers.outline.text, layers.outline.sentence_words(index));
        let statement = layers.statements.get(index);
        let marked = signs::any(words);
        let untrue = if marked { negation::called_untrue(words) } else { None };
        let act = if untrue.is_some() { Some("denial") } else { statement.and_then(|st| st.act.as_deref()) };
        if act == Some("none") && !takes_back(text, words) {
            return None;
        }
        let setting = settings.get(index);
        let side = settings.source(index);
        let (denies, refuses) = if act == Some("denial") { answers::manner(words) } else { (false, false) };
        let speaker = statement.and_then(|st| st.source.as_deref()).unwrap_or_default();
        let (mut matter, start) = match untrue {
            Some(at) => Matter::of_clause(text, &words[at..], &setting.proper, speaker),
            None if act == Some("denial") => Matter::read(text, words, &setting.proper, speaker),
            None => Default::default(),
        };
        matter.own = side.is_some_and(|side| settings.names_from(index, start, side));
        let at = index as u32;
        let from = layers.quantities.partition_point(|q| q.sentence < at);
        let to = layers.quantities.partition_point(|q| q.sentence <= at);
        Some(Self {
            layers,
            settings,
            index,
            text,
            words,
            quantities: &layers.quantities[from..to],
            act,
            marked,
            source: statement.and_then(|st| st.source_id.clone().or_else(|| st.source.clone())),
            side,
            setting,
            matter,
            start,
            denies: denies || untrue.is_some(),
            refuses: refuses && untrue.is_none(),
            expects: answers::expects(words),
            content: stems(text, words).into(),
        })
    }

    /// A claim of this sentence.
    pub fn claim(&self, span: Span, value: impl Into<String>, kind: Kind, stems: Arc<[u32]>) -> Claim {
        Claim {
            span,
            source: self.source.clone(),
            value: value.into(),
            kind,
            sentence: self.index as u32,
            side: self.side,
            setting: self.setting.clone(),
            stems,
            matter: self.matter.clone(),
            denies: self.denies,
            refuses: self.refuses,
            expects: self.expects,
        }
    }

    /// The whole of it.
    pub fn span(&self) -> Span {
        self.layers.outline.sentences[self.index].span
    }

    /// True if nobody but the reporter says it.
    pub fn narrated(&self) -> bool {
        self.source.as_deref().is_none_or(|s| s == NARRATOR)
    }

    /// True if its act is one of these.
    pub fn is_act(&self, acts: &[&str]) -> bool {
        self.act.is_some_and(|act| acts.contains(&act))
    }

    /// True if what stands there is denied.
    pub fn denied(&self, span: Span) -> bool {
        self.denies && span.start >= self.start
    }

    /// The events of the sentence.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> {
        let at = self.index as u32;
        let events = self.layers.events;
        let from = events.partition_point(|e| e.sentence < at);
        events[from..].iter().take_while(move |e| e.sentence == at)
    }

    /// The words of a span with one blank between them.
    pub fn written(&self, span: Span) -> String {
        span.text(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
