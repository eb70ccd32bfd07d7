//! One document → its layers. No threads of its own, no Python.

use crate::classify::verdict::combine::{Combination, Voice, Witness};
use crate::classify::verdict::reasons::{Reason, Reasons};
use crate::classify::{Classifier, RuleClassifier, Scheme, SentenceClassifier};
use crate::container::checksum;
use crate::error::Result;
use crate::extract::{Event, Quantity, Quote, Statement, Time, events, quantities, quotes, statements, times};
use crate::gazetteer::resolve::{self, Shared, Taught};
use crate::gazetteer::{Boundary, FindOptions, Gazetteer, Mention};
use crate::pool::Control;
use crate::text::lang::detect;
use crate::text::sentences::sentences;
use crate::text::{BlockKind, Outline};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::sync::Arc;

/// The layers that can be switched on and off.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// The names to find; `None` switches mentions off.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// What sentences do; `None` switches acts off.
    pub acts: Option<Judge>,
    /// What sentences report; `None` switches events off.
    pub events: Option<Judge>,
    /// The other layers.
    pub layers: Switches,
    /// True if names that nobody listed and one document of a corpus tells are found in its other documents.
    pub share_names: bool,
}

/// Who decides on the labels of sentences.
#[derive(Clone, Debug)]
pub enum Judge {
    /// Rules alone.
    Rules(Arc<RuleClassifier>),
    /// A trained classifier alone.
    Model(Arc<SentenceClassifier>),
    /// Rules and a model, weighed against each other.
    Both(Arc<Combination>),
}

impl Judge {
    /// The classifier itself; of a combination what it made of the document.
    fn classifier<'j>(&'j self, voice: Option<&'j Voice<'j, 'j>>) -> Option<&'j dyn Classifier> {
        match self {
            Self::Rules(rules) => Some(&**rules),
            Self::Model(model) => Some(&**model),
            Self::Both(_) => voice.map(|v| v as &dyn Classifier),
        }
    }

    /// The rules of a scheme, where rules have a say.
    pub fn rules(&self, scheme: Scheme) -> Option<&RuleClassifier> {
        match self {
            Self::Rules(rules) => Some(rules),
            Self::Model(_) => None,
            Self::Both(both) => Some(both.rules(scheme)),
        }
    }

    /// All labels of a scheme.
    pub fn labels(&self, scheme: Scheme) -> &[String] {
        if let Self::Model(model) = self { model.classes() } else { self.rules(scheme).map_or(&[], RuleClassifier::labels) }
    }

    /// A number that is the same for what decides in the same way.
    pub fn identity(&self) -> Result<u64> {
        match self {
            Self::Rules(rules) => Ok(rules.identity()),
            Self::Model(model) => Ok(checksum(&model.to_bytes()?)),
            Self::Both(both) => both.identity(),
        }
    }

    const fn combination(&self) -> Option<&Arc<Combination>> {
        if let Self::Both(both) = self { Some(both) } else { None }
    }
}

/// Which of the layers that need no list or rules of the user's are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Quotations.
    pub quotes: bool,
    /// Dates and periods.
    pub times: bool,
    /// Numbers with units.
    pub quantities: bool,
    /// Near-copies among documents.
    pub near_copies: bool,
    /// Conflicting claims among documents.
    pub conflicts: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self { quotes: true, times: true, quantities: true, near_copies: true, conflicts: true }
    }
}

/// One document, read as far as its names.
#[derive(Clone, Debug)]
pub struct Named<'t, 'g> {
    outline: Outline<'t>,
    mentions: Vec<Mention<'g>>,
    /// The language that was detected, where the input did not say.
    lang: Option<&'static str>,
    english: bool,
}

/// All layers of one document.
#[derive(Clone, Debug)]
pub struct Layers<'t, 'g> {
    /// Words, blocks, sentences.
    pub outline: Outline<'t>,
    /// The day of publication: the one that was given, else the one that the document gives itself.
    pub date: Option<NaiveDate>,
    /// The language that was detected, as ISO 639-1.
    pub lang: Option<&'static str>,
    /// Names.
    pub mentions: Vec<Mention<'g>>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Dates and periods.
    pub times: Vec<Time>,
    /// Numbers with units.
    pub quantities: Vec<Quantity>,
    /// One for each sentence.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
}

impl Pipeline {
    /// Every layer, with the seeds.
    pub fn seed() -> Result<Self> {
        let both = Arc::new(Combination::seed()?);
        Ok(Self {
            gazetteer: Some(Gazetteer::shared_seed()?),
            acts: Some(Judge::Both(both.clone())),
            events: Some(Judge::Both(both)),
            layers: Switches::default(),
            share_names: true,
        })
    }

    /// Reads one document; `date` is the day on which it was published, `lang` its language where the input says so.
    /// Stops between layers when it is asked to.
    pub fn read<'t, 'g>(&'g self, text: &'t str, date: Option<NaiveDate>, lang: Option<&str>, control: &Control) -> Result<Layers<'t, 'g>> {
        self.read_with(Outline::new(text), date, lang, control, &|layers, acts, events| {
            decide(layers, acts, events, self.gazetteer.as_deref(), control)
        })
    }

    /// Reads one document and gives the reasons of its acts and of its events, in the order of the text. A verdict of which no event was made,
    /// since its words mean something else where they stand, has no reason.
    pub fn explain<'t, 'g>(
        &'g self,
        text: &'t str,
        date: Option<NaiveDate>,
        lang: Option<&str>,
        control: &Control,
    ) -> Result<(Layers<'t, 'g>, [Vec<Reason>; 2])> {
        let kept = RefCell::new([Vec::new(), Vec::new()]);
        let layers = self.read_with(Outline::new(text), date, lang, control, &|layers, acts, events| {
            let (acts, events) = (acts.map(Reasons::new), events.map(Reasons::new));
            decide(
                layers,
                acts.as_ref().map(|r| r as &dyn Classifier),
                events.as_ref().map(|r| r as &dyn Classifier),
                self.gazetteer.as_deref(),
                control,
            )?;
            *kept.borrow_mut() = [acts, events].map(|r| r.map_or_else(Vec::new, Reasons::into_inner));
            Ok(())
        })?;
        let [acts, mut events] = kept.into_inner();
        events.retain(|reason| {
            let of = |event: &Event| layers.outline.sentences[event.sentence as usize].span == reason.sentence;
            layers.events.iter().any(|event| of(event) && event.score == reason.verdict.score)
        });
        Ok((layers, [acts, events]))
    }

    /// What rules of acts and of events say of a text that is one sentence of running text: what a combination of them with a model is
    /// fitted on, but for the model's part.
    pub fn evidence(&self, text: &str, rules: [&RuleClassifier; 2], control: &Control) -> Result<[Vec<f32>; 2]> {
        let mut outline = Outline::new(text);
        outline.blocks.iter_mut().for_each(|b| b.kind = BlockKind::Body);
        outline.sentences = sentences(text, &outline.words, &outline.blocks);
        let kept = RefCell::new([Vec::new(), Vec::new()]);
        self.read_with(outline, None, Some("en"), control, &|layers, _, _| {
            let [acts, events] = [Witness::new(rules[0], Scheme::Acts), Witness::new(rules[1], Scheme::Events)];
            decide(layers, Some(&acts), Some(&events), self.gazetteer.as_deref(), control)?;
            *kept.borrow_mut() = [acts, events].map(|w| w.into_numbers().into_iter().next().unwrap_or_default());
            Ok(())
        })?;
        Ok(kept.into_inner())
    }

    /// Reads one document as far as its names; `lang` is its language where the input says so.
    pub fn names<'t, 'g>(&'g self, text: &'t str, lang: Option<&str>, control: &Control) -> Result<Named<'t, 'g>> {
        self.names_of(Outline::new(text), lang, control)
    }

    /// The gazetteer, if the documents of a corpus tell each other what names that nobody listed stand for.
    fn sharing(&self) -> Option<&Gazetteer> {
        self.gazetteer.as_deref().filter(|g| self.share_names && g.options().boundary == Boundary::Word)
    }

    /// True if a document's layers depend on the names that the others of its corpus tell.
    pub fn shares_names(&self) -> bool {
        self.sharing().is_some()
    }

    /// Takes what a document tells of names that nobody listed.
    pub fn teach(&self, named: &Named<'_, '_>, taught: &mut Taught) {
        if let Some(gazetteer) = self.sharing().filter(|_| named.english) {
            taught.read(gazetteer, &named.outline, &named.mentions);
        }
    }

    /// Finds what the other documents of its corpus tell in a document, and reads the rest of it.
    pub fn read_named<'t, 'g>(
        &'g self,
        mut named: Named<'t, 'g>,
        shared: &Shared,
        date: Option<NaiveDate>,
        control: &Control,
    ) -> Result<Layers<'t, 'g>> {
        control.check()?;
        if let Some(gazetteer) = self.sharing().filter(|_| !shared.is_empty()) {
            shared.find(gazetteer, &named.outline, named.english, &mut named.mentions);
        }
        self.read_rest(named, date, control, &|layers, acts, events| decide(layers, acts, events, self.gazetteer.as_deref(), control))
    }

    fn names_of<'t, 'g>(&'g self, outline: Outline<'t>, lang: Option<&str>, control: &Control) -> Result<Named<'t, 'g>> {
        let text = outline.text;
        control.check()?;
        let mentions = self.gazetteer.as_ref().map_or_else(Vec::new, |g| {
            let matches = g.matches(text, &outline.words, &outline.blocks, FindOptions::default());
            match g.options().boundary {
                Boundary::Word => resolve::resolve(g, &outline, &matches),
                Boundary::None => resolve::in_sentences(g, &outline, &matches),
            }
        });
        control.check()?;
        let detected = if lang.is_none() { detect(text) } else { None };
        let english = lang.or(detected).is_none_or(|l| l.eq_ignore_ascii_case("en") || l.to_ascii_lowercase().starts_with("en-"));
        Ok(Named { outline, mentions, lang: detected, english })
    }

    fn read_with<'t, 'g>(
        &'g self,
        outline: Outline<'t>,
        date: Option<NaiveDate>,
        lang: Option<&str>,
        control: &Control,
        decide: &Decide<'_>,
    ) -> Result<Layers<'t, 'g>> {
        self.read_rest(self.names_of(outline, lang, control)?, date, control, decide)
    }

    fn read_rest<'t, 'g>(
        &'g self,
        named: Named<'t, 'g>,
        date: Option<NaiveDate>,
        control: &Control,
        decide: &Decide<'_>,
    ) -> Result<Layers<'t, 'g>> {
        let Named { outline, mentions, lang, english } = named;
        let statements = vec![Statement::default(); outline.sentences.len()];
        let date = date.or_else(|| times::own_date(&outline));
        let mut layers = Layers {
            outline,
            date,
            lang,
            mentions,
            quotes: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            statements,
            events: Vec::new(),
        };
        // The layers below are for English; a document in another language keeps its blocks, sentences and mentions.
        if english {
            self.read_english(&mut layers, date, control, decide)?;
        }
        Ok(layers)
    }

    fn read_english(&self, layers: &mut Layers<'_, '_>, date: Option<NaiveDate>, control: &Control, decide: &Decide<'_>) -> Result<()> {
        let Layers { outline, mentions, .. } = layers;
        if self.layers.quotes {
            layers.quotes = quotes::quotes(outline, mentions);
        }
        if self.layers.times {
            layers.times = times::times(outline, date);
        }
        if self.layers.quantities {
            layers.quantities = quantities::quantities(outline, mentions, &layers.times);
        }
        control.check()?;
        let of = |judge: &Option<Judge>| judge.as_ref().and_then(Judge::combination).cloned();
        let (for_acts, for_events) = (of(&self.acts), of(&self.events));
        let shared = matches!((&for_acts, &for_events), (Some(a), Some(e)) if Arc::ptr_eq(a, e));
        let acts_read = for_acts.as_ref().map(|c| c.read(outline));
        let events_read = for_events.as_ref().filter(|_| !shared).map(|c| c.read(outline));
        let acts_voice = acts_read.as_ref().map(|r| r.voice(Scheme::Acts));
        let events_voice = if shared { acts_read.as_ref() } else { events_read.as_ref() }.map(|r| r.voice(Scheme::Events));
        let acts = self.acts.as_ref().and_then(|j| j.classifier(acts_voice.as_ref()));
        let events = self.events.as_ref().and_then(|j| j.classifier(events_voice.as_ref()));
        control.check()?;
        decide(layers, acts, events)
    }
}

/// Fills statements and events, given what decides on them.
type Decide<'d> = dyn Fn(&mut Layers<'_, '_>, Option<&dyn Classifier>, Option<&dyn Classifier>) -> Result<()> + 'd;

fn decide(
    layers: &mut Layers<'_, '_>,
    acts: Option<&dyn Classifier>,
    events: Option<&dyn Classifier>,
    gazetteer: Option<&Gazetteer>,
    control: &Control,
) -> Result<()> {
    layers.statements = statements::statements(&layers.outline, &layers.mentions, &layers.quotes, acts);
    control.check()?;
    if let Some(events) = events {
        layers.events =
            events::events(&layers.outline, &layers.mentions, &layers.times, &layers.quotes, &layers.statements, events, gazetteer);
    }
    Ok(())
}
