//! A gazetteer's entities by number, with what resolving asks of them again and again.

use crate::gazetteer::entries::EntryRef;
use crate::gazetteer::entries::entities::Values;
use crate::gazetteer::index::facts::{Facts, Kind};
use crate::gazetteer::index::{Gazetteer, LONG_LIST};
use crate::gazetteer::matching::Match;
use crate::prefetch::prefetch;

/// A gazetteer, as resolving asks it.
#[derive(Clone, Copy)]
pub(super) struct Listed<'g> {
    pub gazetteer: &'g Gazetteer,
    facts: &'g Facts,
}

impl<'g> Listed<'g> {
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, facts: gazetteer.facts() }
    }

    /// One entity.
    pub fn entry(self, index: u32) -> EntryRef<'g> {
        self.gazetteer.entry(index)
    }

    /// Fetches into the cache what is asked of these entities: they are read far apart, one after the other.
    pub fn fetch(self, entries: &[u32]) {
        let entities = self.gazetteer.entities();
        for &index in entries {
            let at = index as usize;
            prefetch(&entities.kinds, at);
            prefetch(&self.gazetteer.priors, at);
            prefetch(&entities.countries, at);
            entities.positions.iter().for_each(|degrees| prefetch(degrees, at));
            if let Some(Values::Float(priors) | Values::Int(priors, _)) = self.facts.prior.and_then(|column| entities.values.get(column)) {
                prefetch(priors, at);
            }
        }
    }

    /// True if some entity is of one of these types.
    pub fn has(self, kind: Kind) -> bool {
        self.facts.all.any(kind)
    }

    /// The type of an entity.
    #[inline]
    pub fn kind(self, index: u32) -> Kind {
        if self.facts.all == Kind::default() {
            return Kind::default();
        }
        let number = self.gazetteer.entities().kinds.get(index as usize);
        number.and_then(|&number| self.facts.kinds.get(number as usize)).copied().unwrap_or_default()
    }

    /// The type of the entity that comes first among those of a match.
    #[inline]
    pub fn kind_of(self, m: &Match) -> Kind {
        m.entries.first().map_or(Kind::default(), |&first| self.kind(first))
    }

    /// See [`Gazetteer::prior`].
    #[inline]
    pub fn prior(self, index: u32) -> f32 {
        self.gazetteer.prior(index)
    }

    /// The prior of the entity that comes first among those of a match.
    #[inline]
    pub fn prior_of(self, m: &Match) -> f32 {
        m.entries.first().map_or(0.0, |&first| self.prior(first))
    }

    /// The value of an entity's own column `prior`.
    pub fn own_prior(self, index: u32) -> Option<f64> {
        self.gazetteer.entities().value(index, self.facts.prior?).number()
    }

    /// True if the list grades its entities, by `prior` or `population`.
    pub fn is_graded(self) -> bool {
        self.facts.prior.or(self.facts.population).is_some()
    }

    /// True if some entity may be counted: see [`Self::is_counted`].
    pub fn counts(self) -> bool {
        self.gazetteer.len() >= LONG_LIST && self.has(Kind::LAND)
    }

    /// True if an entity is a place of a long list that has no prior of it, or a town that has one beside its population and is `called` by
    /// an alias.
    pub fn is_counted(self, index: u32, called: &str) -> bool {
        let long = self.gazetteer.len() >= LONG_LIST && self.kind(index).any(Kind::LAND);
        let town = || self.kind(index).any(Kind::PLACE) && self.has_population(index);
        long && (self.own_prior(index).is_none() || town() && self.entry(index).name() != called)
    }

    fn has_population(self, index: u32) -> bool {
        self.facts.population.is_some_and(|column| self.gazetteer.entities().value(index, column).number().is_some())
    }

    /// The number that stands for an entity's country.
    pub fn country(self, index: u32) -> Option<u32> {
        let entities = self.gazetteer.entities();
        entities.countries.get(index as usize).copied().filter(|&number| (number as usize) < entities.shared.len())
    }

    /// Latitude and longitude in degrees.
    pub fn position(self, index: u32) -> Option<(f64, f64)> {
        self.entry(index).position()
    }

    /// True if the list says of its places in which state or region they lie.
    pub fn has_admin1(self) -> bool {
        self.facts.admin1.is_some()
    }

    /// The state or region in which a town lies: its name, or its code as GeoNames has it.
    pub fn admin1(self, index: u32) -> Option<&'g str> {
        self.gazetteer.entities().value(index, self.facts.admin1?).text()
    }
}
