//! The index over names inside words: an Aho-Corasick automaton over the folded names (Aho and Corasick 1975), for scripts without spaces,
//! compounds and hashtags.
//!
//! It finds the leftmost longest name; where that one does not hold, the shorter ones that it begins with are tried.

use super::Gazetteer;
use super::commonplace::Commonplace;
use crate::error::{Error, Result};
use crate::gazetteer::entries::gaps::Gap;
use crate::gazetteer::entries::kinds::Kinds;
use crate::gazetteer::entries::names::Forms;
use crate::gazetteer::entries::policy::Policies;
use crate::gazetteer::variants::{Maker, Named};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

/// No pattern.
pub(in crate::gazetteer) const NONE: u32 = u32::MAX;

/// A name that a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) struct Bearer {
    pub entry: u32,
    pub name: u16,
    pub flags: u32,
    /// Where its gaps stand among all.
    pub gaps: (u32, u32),
}

/// The automaton and what its patterns stand for.
#[derive(Clone, Debug)]
pub(in crate::gazetteer) struct Substring {
    pub longest: AhoCorasick,
    pub patterns: Vec<Box<[u8]>>,
    pub bearers: Vec<Vec<Bearer>>,
    /// Of every name the bytes of its pattern before each gap, and what the gap allows.
    pub gaps: Vec<(u32, Gap)>,
    /// Of every pattern the longest other one that it begins with.
    pub prefix: Vec<u32>,
}

impl Substring {
    /// The automaton over all names of a gazetteer.
    pub fn new(gazetteer: &Gazetteer) -> Result<Self> {
        let mut numbers: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let mut bearers: Vec<Vec<Bearer>> = Vec::new();
        let mut gaps: Vec<(u32, Gap)> = Vec::new();
        let mut forms = Forms::new();
        let commonplace = Commonplace::of(gazetteer.entities());
        let mut add = |name: &str, entry: u32, number: u16, flags: u32| {
            if forms.cut(name, String::new).is_err() {
                return;
            }
            for form in forms.iter() {
                let mut pattern = Vec::new();
                let first = gaps.len() as u32;
                for (at, word) in form.iter().enumerate() {
                    if at > 0 {
                        gaps.push((pattern.len() as u32, word.gap));
                    }
                    pattern.extend_from_slice(&forms.folded[word.start as usize..word.end as usize]);
                }
                let bearer =
                    Bearer { entry, name: number, flags: flags | commonplace.flags(forms.flags, form), gaps: (first, gaps.len() as u32) };
                let at = *numbers.entry(pattern).or_insert(bearers.len() as u32) as usize;
                if at == bearers.len() {
                    bearers.push(Vec::new());
                }
                bearers[at].push(bearer);
            }
        };
        let policies = Policies::new(gazetteer.entities());
        let kinds = Kinds::new(gazetteer.entities(), gazetteer.options.variants);
        let mut maker = Maker::new();
        for entry in gazetteer.iter() {
            let policy = policies.of(entry);
            for (n, name) in entry.names().enumerate() {
                add(name, entry.index, n.min(0xFFFF) as u16, policy.flags(name));
            }
            let names: Vec<&str> = entry.names().collect();
            maker.make(&Named::of(entry, kinds.of(entry)), &mut |made| {
                let flags = names.get(usize::from(made.name)).map_or(0, |name| policy.flags(name));
                add(made.text, entry.index, made.name, made.flags | flags);
            });
        }
        let mut patterns = vec![Box::default(); bearers.len()];
        for (pattern, number) in numbers {
            patterns[number as usize] = pattern.into_boxed_slice();
        }
        for bearers in &mut bearers {
            bearers.sort_by(|a, b| gazetteer.prior(b.entry).total_cmp(&gazetteer.prior(a.entry)));
        }
        let prefix = prefixes(&patterns);
        let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).map_err(too_much)?;
        Ok(Self { longest, patterns, bearers, gaps, prefix })
    }
}

fn too_much(problem: aho_corasick::BuildError) -> Error {
    Error::gazetteer("boundary=\"none\"", format!("there are more names than one automaton holds: {problem}"))
}

/// Of every pattern the longest other one that it begins with.
fn prefixes(patterns: &[Box<[u8]>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..patterns.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| patterns[a as usize].cmp(&patterns[b as usize]));
    let mut out = vec![NONE; patterns.len()];
    let mut open: Vec<u32> = Vec::new();
    for at in order {
        while open.last().is_some_and(|&o| !patterns[at as usize].starts_with(&patterns[o as usize])) {
            open.pop();
        }
        out[at as usize] = open.last().copied().unwrap_or(NONE);
        open.push(at);
    }
    out
}
