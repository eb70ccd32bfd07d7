//! Figures: how much of what they count, and when two of them count the same.

use super::Relation;
use super::aspect::Aspect;
use super::counted::{is_armed, is_people};
use super::setting::Side;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Two reports without days that differ by more than this factor tell of two occasions.
const FAR: f64 = 3.0;

/// A number that a document gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Figure {
    /// The class of the counted noun, or the unit of measure; none for a bare number (`eleven of them`).
    pub noun: Option<String>,
    pub aspect: Option<Aspect>,
    /// The state whose people or things are counted.
    pub owner: Option<Side>,
    pub low: f64,
    pub high: f64,
    pub rounded: bool,
    /// It measures: its noun is a unit.
    pub measured: bool,
    /// Money and shares, of which every report gives many.
    pub common: bool,
    /// How much of what it counts.
    pub scope: Scope,
    /// It says what a toll that was told before has come to.
    pub taken_up: bool,
    /// Content words around the number.
    pub near: Vec<u32>,
    /// Content words behind what it counts, up to the end of the clause.
    pub told: Vec<u32>,
    /// A number alone, which counts what the one before it counts: `police say there were 2,500`.
    pub bare: bool,
    /// Given against another number: `only 12`, `put his share at 46 percent`.
    pub only: bool,
    /// The lower ends of all numbers of its sentence.
    pub beside: Arc<[u64]>,
}

/// How much of what is counted a figure covers: only like goes with like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Scope {
    /// All of one occasion.
    Whole,
    /// Some of those who are counted beside it: `among the dead were nine soldiers`, `ten of them children`.
    Part,
    /// All of many days: `since Friday`, `in total`.
    Running,
}

impl Figure {
    /// True if both can count the same: one aspect, nouns of one class, one owner.
    pub fn counts_with(&self, other: &Self) -> bool {
        let aspects = match (self.aspect, other.aspect) {
            (Some(a), Some(b)) => a == b,
            (None, Some(Aspect::Present)) | (Some(Aspect::Present), None) | (None, None) => self.is_force() && other.is_force(),
            _ => false,
        };
        let owners = self.owner.is_none() || other.owner.is_none() || self.owner == other.owner;
        aspects && owners && self.noun_meets(other)
    }

    /// Soldiers and the like in numbers that only an army has.
    pub fn is_force(&self) -> bool {
        self.noun.as_deref() == Some("soldier") && self.low.max(if self.high.is_finite() { self.high } else { self.low }) >= 500.0
    }

    /// Hundreds of people: more than any one group that somebody saw.
    pub fn is_many(&self) -> bool {
        self.noun.as_deref().is_some_and(is_people) && self.low.max(if self.high.is_finite() { self.high } else { self.low }) >= 500.0
    }

    /// `No civilians`.
    pub fn is_none(&self) -> bool {
        self.low == 0.0 && self.high == 0.0
    }

    /// True if both cover as much of what they count, or one is none at all.
    pub fn scope_meets(&self, other: &Self) -> bool {
        match (self.scope, other.scope) {
            (Scope::Whole, Scope::Whole) | (Scope::Running, Scope::Running) => true,
            (Scope::Part, Scope::Part) => self.noun.is_some() && self.noun == other.noun,
            (Scope::Part, Scope::Whole) | (Scope::Whole, Scope::Part) => (self.is_none() || other.is_none()) && self.noun == other.noun,
            // Those who have fled are always counted over days.
            (Scope::Running, Scope::Whole) | (Scope::Whole, Scope::Running) => !self.aspect.is_some_and(Aspect::is_daily),
            _ => false,
        }
    }

    fn noun_meets(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (&self.noun, &other.noun) else {
            return self.aspect.is_some();
        };
        let armed = self.both_armed(other) && self.aspect.is_some_and(Aspect::is_daily) && !self.are_foes(other);
        a == b || self.covers(other) || other.covers(self) || armed
    }

    /// True if both count people under arms, whatever each side calls them.
    pub fn both_armed(&self, other: &Self) -> bool {
        [self, other].iter().all(|f| f.noun.as_deref().is_some_and(is_armed))
    }

    /// True if one counts soldiers or police who fell and the other rebels who did: each side counts the other's dead beside its own.
    fn are_foes(&self, other: &Self) -> bool {
        let rebels = |f: &Self| f.noun.as_deref() == Some("fighter");
        matches!(self.aspect, Some(Aspect::Dead | Aspect::Wounded)) && rebels(self) != rebels(other)
    }

    /// True if both count the same and tell the same of it: `had been in the building`.
    pub fn told_alike(&self, other: &Self) -> bool {
        let (small, large) = if self.told.len() <= other.told.len() { (self, other) } else { (other, self) };
        !small.told.is_empty() && small.told.iter().all(|s| large.told.contains(s))
    }

    /// True if this counts all people and the other some kind of people.
    fn covers(&self, other: &Self) -> bool {
        self.noun.as_deref() == Some("person") && other.noun.as_deref().is_some_and(|n| n != "person" && is_people(n))
    }

    /// True if each sentence holds the other's number too, so that these two stand for different things.
    pub fn both_told(&self, other: &Self) -> bool {
        self.beside.iter().filter(|n| other.beside.contains(n)).count() >= self.beside.len().min(other.beside.len())
    }

    /// True if one is so many times the other that they hardly count one occasion.
    pub fn far_from(&self, other: &Self) -> bool {
        let most = |f: &Self| if f.high.is_finite() { f.high } else { f.low };
        let (a, b) = (most(self), most(other));
        a.max(b) > FAR * a.min(b).max(1.0)
    }

    /// How the two values go together; none if they are the same.
    pub fn relation(&self, other: &Self) -> Option<Relation> {
        if self.low == other.low && self.high == other.high {
            return None;
        }
        if self.is_none() || other.is_none() {
            let (none, some) = if self.is_none() { (self, other) } else { (other, self) };
            // No civilians among so many dead are no contradiction; civilians where nobody died are one.
            let whole = none.noun == some.noun || none.covers(some);
            let whose = none.owner.is_none() || none.owner == some.owner;
            return (whole && whose && some.low > 0.0).then_some(Relation::Contradicts);
        }
        let slack = |f: &Self| if f.rounded { 0.1 } else { 0.02 };
        let (s, t) = (slack(self), slack(other));
        let meet = self.low * (1.0 - s) <= other.high * (1.0 + t) && other.low * (1.0 - t) <= self.high * (1.0 + s);
        // A part may be smaller than the whole.
        let part = (self.covers(other) && other.low <= self.high) || (other.covers(self) && self.low <= other.high);
        Some(if meet || part { Relation::Differs } else { Relation::Contradicts })
    }
}
