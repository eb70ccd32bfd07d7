//! Counts of none: `no civilians were killed`, `nobody escaped`.

use super::aspect::Aspect;
use super::counted::{class_of, singular};
use super::counting::{PASSIVE, REACH, Reader};
use super::figure::{Figure, Scope};
use super::setting::is_state;
use crate::span::Span;
use crate::text::listed::holds;
use std::sync::Arc;

impl Reader<'_> {
    /// `No civilians were killed`: a count of none, with the words that give it.
    pub fn none(&self) -> Option<(Figure, Span)> {
        let (at, told, aspect) = (0..self.words.len()).filter(|&i| holds("no none nobody", &self.word(i))).find_map(|i| {
            let reach = (i + 1..(i + 9).min(self.words.len())).take_while(|&j| !self.parted(j - 1));
            let counts = |a: &Aspect| matches!(a, Aspect::Dead | Aspect::Wounded | Aspect::Captured | Aspect::Missing | Aspect::Escaped);
            reach.into_iter().find_map(|j| Some((i, j, Aspect::told_by(&self.word(j)).filter(counts)?)))
        })?;
        let be = (at + 1..told).find(|&i| holds(PASSIVE, &self.word(i)));
        let noun = match be {
            // "No deaths were reported": the noun tells it itself.
            None if told == at + 1 && holds("deaths casualties fatalities injuries arrests", &self.word(told)) => "person".to_owned(),
            None => return None,
            Some(be) if be == at + 1 || self.word(be - 1) == "one" => "person".to_owned(),
            Some(be) => singular(self.word(be - 1)),
        };
        let noun = class_of(noun);
        if !aspect.suits(Some(&noun)) || self.before(at, REACH).any(|w| holds("if unless", &w)) || self.word(told) == "missing" {
            return None;
        }
        let after = Span { start: self.words[at].start, end: self.words.last()?.end };
        let span = Span { start: self.words[at].start, end: self.words[told].end };
        let figure = Figure {
            noun: Some(noun),
            aspect: Some(aspect),
            owner: self.settings.mentions(after).iter().filter(|m| is_state(m)).find_map(|m| self.settings.side(m)),
            low: 0.0,
            high: 0.0,
            rounded: false,
            measured: false,
            common: false,
            scope: Scope::Whole,
            taken_up: false,
            near: self.near(at, told + 1),
            told: Vec::new(),
            bare: false,
            only: false,
            beside: Arc::from([]),
        };
        Some((figure, span))
    }
}
