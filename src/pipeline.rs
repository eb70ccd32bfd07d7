//! One document → its layers. No threads, no Python.

use crate::classify::rules::RuleClassifier;
use crate::error::Result;
use crate::extract::{Event, Quantity, Quote, Statement, Time, events, quantities, quotes, statements, times};
use crate::gazetteer::{FindOptions, Gazetteer, Mention, resolve};
use crate::text::Outline;
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
}

/// All layers of one document.
#[derive(Clone, Debug)]
pub struct Layers<'t, 'g> {
    /// Words, blocks, sentences.
    pub outline: Outline<'t>,
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
        })
    }

    /// Reads one document; `date` is the day on which it was published.
    pub fn read<'t, 'g>(&'g self, text: &'t str, date: Option<NaiveDate>) -> Layers<'t, 'g> {
        let outline = Outline::new(text);
        let mentions = self.gazetteer.as_ref().map_or_else(Vec::new, |g| {
            let matches = g.matches(text, &outline.words, &outline.blocks, FindOptions::default());
            resolve::resolve(g, &outline, &matches)
        });
        let quotes = quotes::quotes(&outline, &mentions);
        let times = times::times(&outline, date);
        let quantities = quantities::quantities(&outline, &mentions, &times);
        let statements = statements::statements(&outline, &mentions, &quotes, self.acts.as_deref());
        let events =
            self.events.as_ref().map_or_else(Vec::new, |rules| events::events(&outline, &mentions, &times, &quotes, &statements, rules));
        Layers { outline, mentions, quotes, times, quantities, statements, events }
    }
}
