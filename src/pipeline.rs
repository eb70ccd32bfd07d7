//! One document → its layers. No threads of its own, no Python.

use crate::classify::rules::RuleClassifier;
use crate::error::Result;
use crate::extract::{Event, Quantity, Quote, Statement, Time, events, quantities, quotes, statements, times};
use crate::gazetteer::{Boundary, FindOptions, Gazetteer, Mention, resolve};
use crate::pool::Control;
use crate::text::Outline;
use crate::text::lang::detect;
use chrono::NaiveDate;
use std::sync::Arc;

/// The layers that can be switched on and off.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// The names to find; `None` switches mentions off.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// What sentences do; `None` switches acts off.
    pub acts: Option<Arc<RuleClassifier>>,
    /// What sentences report; `None` switches events off.
    pub events: Option<Arc<RuleClassifier>>,
    /// The other layers.
    pub layers: Switches,
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

/// All layers of one document.
#[derive(Clone, Debug)]
pub struct Layers<'t, 'g> {
    /// Words, blocks, sentences.
    pub outline: Outline<'t>,
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
        Ok(Self {
            gazetteer: Some(Arc::new(Gazetteer::seed()?)),
            acts: Some(Arc::new(RuleClassifier::seed("acts")?)),
            events: Some(Arc::new(RuleClassifier::seed("events")?)),
            layers: Switches::default(),
        })
    }

    /// Reads one document; `date` is the day on which it was published, `lang` its language where the input says so.
    /// Stops between layers when it is asked to.
    pub fn read<'t, 'g>(&'g self, text: &'t str, date: Option<NaiveDate>, lang: Option<&str>, control: &Control) -> Result<Layers<'t, 'g>> {
        let outline = Outline::new(text);
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
        let statements = vec![Statement::default(); outline.sentences.len()];
        let mut layers = Layers {
            outline,
            lang: detected,
            mentions,
            quotes: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            statements,
            events: Vec::new(),
        };
        // The layers below are for English; a document in another language keeps its blocks, sentences and mentions.
        if lang.or(detected).is_none_or(|l| l.eq_ignore_ascii_case("en") || l.to_ascii_lowercase().starts_with("en-")) {
            self.read_english(&mut layers, date, control)?;
        }
        Ok(layers)
    }

    fn read_english(&self, layers: &mut Layers<'_, '_>, date: Option<NaiveDate>, control: &Control) -> Result<()> {
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
        layers.statements = statements::statements(outline, mentions, &layers.quotes, self.acts.as_deref());
        control.check()?;
        if let Some(rules) = &self.events {
            layers.events = events::events(outline, mentions, &layers.times, &layers.quotes, &layers.statements, rules);
        }
        Ok(())
    }
}
