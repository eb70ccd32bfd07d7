//! What conflicts are about: one topic for all claims that hang together, so that they can be shown side by side.

use super::Relation;
use super::aspect::Aspect;
use super::claim::{Claim, Kind};
use super::pairs::Pair;
use super::setting::Side;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names that a topic shows.
const SHOWN: usize = 2;
/// Days between two reports of one denied deed.
const ONE_MATTER: u64 = 4;
/// Matters of one deed and side among which one is looked for.
const LOOK: usize = 16;

/// The topic of every conflict: a word for what is counted or done, and the names that most of its claims share.
pub(super) fn topics(conflicts: &[(Pair, Relation)], documents: &[Vec<Claim>]) -> Vec<String> {
    let mut groups = Groups::default();
    for &(pair, relation) in conflicts {
        let claim = |at: (u32, u32)| (family(relation), at.0, anchor(&documents[at.0 as usize][at.1 as usize], at.1));
        groups.join(claim(pair.a), claim(pair.b));
    }
    // The same number of the same people, reported in several places, is one claim.
    let mut values: FxHashMap<(u8, String, Option<Side>), Node> = FxHashMap::default();
    for &(pair, relation) in conflicts {
        for at in [pair.a, pair.b] {
            let claim = &documents[at.0 as usize][at.1 as usize];
            if let Kind::Figure(figure) = &claim.kind
                && figure.is_force()
                && figure.owner.is_some()
            {
                let node = (family(relation), at.0, anchor(claim, at.1));
                let first = *values.entry((node.0, claim.subject(), figure.owner)).or_insert(node);
                groups.join(first, node);
            }
        }
    }
    // One kind of deed that one side denies, of one time and place, is one matter, whoever told of it.
    let mut denied: FxHashMap<(String, Side), Vec<(Node, &Claim)>> = FxHashMap::default();
    for &(pair, relation) in conflicts.iter().filter(|c| c.1 == Relation::Denies) {
        let claim = |at: (u32, u32)| &documents[at.0 as usize][at.1 as usize];
        let (told, denial) = if claim(pair.a).is_denial() { (pair.b, claim(pair.a)) } else { (pair.a, claim(pair.b)) };
        let node = (family(relation), told.0, anchor(claim(told), told.1));
        let told = claim(told);
        let (Some(head), Some(side)) = (head(told, &denial.matter.senses), denial.side) else { continue };
        let same = denied.entry((head, side)).or_default();
        let alike = |other: &Claim| !other.setting.elsewhere(&told.setting) && other.setting.when.meets(&told.setting.when, ONE_MATTER);
        match same.iter().rev().take(LOOK).find(|(_, other)| alike(other)) {
            Some(&(first, _)) => groups.join(first, node),
            None => same.push((node, told)),
        }
    }
    let of: Vec<usize> = conflicts
        .iter()
        .map(|&(pair, relation)| {
            groups.root((family(relation), pair.a.0, anchor(&documents[pair.a.0 as usize][pair.a.1 as usize], pair.a.1)))
        })
        .collect();
    let mut members: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    for (&(pair, _), &group) in conflicts.iter().zip(&of) {
        members.entry(group).or_default().extend([pair.a, pair.b]);
    }
    let names: BTreeMap<usize, String> = members
        .into_iter()
        .map(|(group, mut claims)| {
            claims.sort_unstable();
            claims.dedup();
            let claims: Vec<&Claim> = claims.iter().map(|at| &documents[at.0 as usize][at.1 as usize]).collect();
            (group, topic(&claims))
        })
        .collect();
    of.iter().map(|group| names.get(group).cloned().unwrap_or_default()).collect()
}

/// Figures, denials and judgements hang together only among themselves.
fn family(relation: Relation) -> u8 {
    match relation {
        Relation::Contradicts | Relation::Differs | Relation::Updates => 0,
        Relation::Denies => 1,
        Relation::LostAttribution => 2,
    }
}

/// Figures stand for themselves, all else for its sentence.
fn anchor(claim: &Claim, index: u32) -> (bool, u32) {
    if matches!(claim.kind, Kind::Figure(_)) { (true, index) } else { (false, claim.sentence) }
}

/// A claim: family of relations, document, figure or sentence.
type Node = (u8, u32, (bool, u32));

/// Claims that hang together (union-find with halved paths).
#[derive(Default)]
struct Groups {
    number: FxHashMap<Node, usize>,
    parent: Vec<usize>,
}

impl Groups {
    fn root(&mut self, node: Node) -> usize {
        let fresh = self.parent.len();
        let mut at = *self.number.entry(node).or_insert(fresh);
        if at == fresh {
            self.parent.push(fresh);
        }
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: Node, b: Node) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
    }
}

/// The word that a topic begins with: what is counted or done; of the deeds of a charge the one that is denied.
fn head(claim: &Claim, denied: &[u32]) -> Option<String> {
    let told = match &claim.kind {
        Kind::Assertion { deeds, .. } => deeds.iter().find(|d| d.senses.iter().any(|s| denied.contains(s))),
        _ => None,
    };
    told.map(|d| d.kind.clone()).or_else(|| claim.head())
}

/// The topic of claims that hang together.
fn topic(claims: &[&Claim]) -> String {
    let mut heads: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut total = 0;
    let mut deniers: Vec<String> = Vec::new();
    let denied: Vec<u32> = claims.iter().flat_map(|c| c.matter.senses.iter().copied()).collect();
    let own: Vec<&Arc<str>> = claims.iter().flat_map(|c| &c.setting.own).collect();
    for claim in claims {
        total += 1;
        if let (Kind::Denial { .. } | Kind::Deed { denied: true, .. }, Some(Side::State(state))) = (&claim.kind, claim.side) {
            deniers.push(String::from_utf8_lossy(&state).into_owned());
        }
        if let Some(head) = head(claim, &denied) {
            *heads.entry(head).or_default() += 1;
        }
        // The places around a figure are its own; what is said and denied is about what it names, and else about what was named before.
        let figure = matches!(claim.kind, Kind::Figure(_));
        // Those who flee are counted by the country that they flee to.
        let fled = matches!(&claim.kind, Kind::Figure(f) if f.aspect == Some(Aspect::Displaced));
        let denial = matches!(claim.kind, Kind::Denial { .. } | Kind::Assertion { .. });
        let around = if figure && !fled || denial && claim.setting.own.is_empty() { &claim.setting.near[..] } else { &[] };
        let around = around.iter().filter(|n| figure || own.contains(&&n.0));
        // Who gives a figure is not what it is about.
        let speaker = claim.source.as_deref().filter(|_| figure);
        let of: &[super::setting::Name] = if let Kind::State(state) = &claim.kind { &state.of } else { &[] };
        let around = around.chain(of);
        let named = claim.setting.names.iter().filter(|n| speaker != Some(&*n.0)).chain(around);
        let mut here: Vec<(&str, &str)> = named.map(|n| (n.0.as_ref(), n.1.as_ref())).collect();
        here.sort_unstable();
        here.dedup_by_key(|n| n.0);
        here.into_iter().for_each(|n| *names.entry(n).or_default() += 1);
    }
    let most = |counts: BTreeMap<String, usize>| counts.into_iter().max_by_key(|(_, n)| *n).map(|(head, _)| head);
    let head = most(heads).unwrap_or_else(|| "denial".to_owned());
    // Of the states that a charge and its denial name, it is about the one that denies.
    if deniers.iter().any(|d| names.keys().any(|(key, _)| key == d)) {
        names.retain(|(key, _), _| key.len() != 2 || deniers.iter().any(|d| d == key));
    }
    // A place that most share says more than a state.
    let mut common: Vec<(bool, std::cmp::Reverse<usize>, &str)> =
        names.into_iter().filter(|(_, n)| 2 * n > total).map(|((key, name), n)| (key.len() == 2, std::cmp::Reverse(n), name)).collect();
    common.sort_unstable();
    let shown: Vec<&str> = common.iter().take(SHOWN).map(|c| c.2).collect();
    if shown.is_empty() { head } else { format!("{head}: {}", shown.join(", ")) }
}
