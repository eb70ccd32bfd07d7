//! Which rules are one source of votes.
//!
//! A label model takes its annotators to err independently. Two kinds of rules do not: those for one label that nearly always fire
//! together, which say one thing twice, and those for different labels that fire in each other's stead (`pro` for one label, `con` for
//! the other), which are one annotator: that one is silent where the other fires says nothing more.

use rustc_hash::FxHashMap;

/// Voters, each one rule or several that fire together, and the sources that they make up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    /// For each rule its voter.
    pub voter: Vec<u32>,
    /// For each voter its label.
    pub labels: Vec<u32>,
    /// For each voter its source.
    pub source: Vec<u32>,
    /// The number of sources.
    pub count: usize,
}

/// Rules of one label that share this much of the texts on which either fires are one voter.
const ALIKE: f64 = 0.5;
/// Voters of different labels that fire together on no more than this share of the texts that chance would give are one source.
const APART: f64 = 0.1;
/// As many must be alike, or expected by chance, for it to tell.
const EXPECTED: f64 = 5.0;

/// How often each of some voters fires, and each two of them together.
struct Counts {
    fired: Vec<u32>,
    both: FxHashMap<(u32, u32), u32>,
}

impl Counts {
    fn new<'a>(rows: impl IntoIterator<Item = &'a [u32]>, voters: usize) -> Self {
        let mut out = Self { fired: vec![0; voters], both: FxHashMap::default() };
        for row in rows {
            for (at, &voter) in row.iter().enumerate() {
                out.fired[voter as usize] += 1;
                row[at + 1..].iter().for_each(|&other| *out.both.entry((voter, other)).or_default() += 1);
            }
        }
        out
    }

    fn together(&self, a: u32, b: u32) -> f64 {
        f64::from(self.both.get(&(a.min(b), a.max(b))).copied().unwrap_or(0))
    }

    fn of(&self, voter: u32) -> f64 {
        f64::from(self.fired[voter as usize])
    }
}

impl Sources {
    /// From the rules that fired on each text, and the label of each rule.
    pub fn new(rows: &[&[u32]], labels: &[u32]) -> Self {
        let mut out = Self::default();
        let counts = Counts::new(rows.iter().copied(), labels.len());
        let mut leaders: Vec<u32> = Vec::new();
        for rule in 0..labels.len() as u32 {
            let alike = |&&leader: &&u32| {
                let both = counts.together(leader, rule);
                both >= EXPECTED
                    && labels[leader as usize] == labels[rule as usize]
                    && both >= ALIKE * (counts.of(leader) + counts.of(rule) - both)
            };
            let voter = leaders.iter().position(|leader| alike(&leader)).unwrap_or_else(|| {
                leaders.push(rule);
                out.labels.push(labels[rule as usize]);
                leaders.len() - 1
            });
            out.voter.push(voter as u32);
        }
        let rows = out.rows(rows);
        out.gather(&Counts::new(rows.iter().map(Vec::as_slice), out.labels.len()), rows.len() as f64);
        out
    }

    /// The voters that fired on each text, sorted, each once.
    pub fn rows(&self, rows: &[&[u32]]) -> Vec<Vec<u32>> {
        let row = |fired: &&[u32]| {
            let mut row: Vec<u32> = fired.iter().map(|&rule| self.voter[rule as usize]).collect();
            row.sort_unstable();
            row.dedup();
            row
        };
        rows.iter().map(row).collect()
    }

    /// Puts voters that exclude each other into one source, the most frequent first.
    fn gather(&mut self, counts: &Counts, rows: f64) {
        let mut order: Vec<u32> = (0..self.labels.len() as u32).collect();
        order.sort_by_key(|&voter| (std::cmp::Reverse(counts.fired[voter as usize]), voter));
        self.source = vec![0; self.labels.len()];
        let mut members: Vec<Vec<u32>> = Vec::new();
        for voter in order {
            let apart = |&other: &u32| {
                let chance = counts.of(voter) * counts.of(other) / rows.max(1.0);
                self.labels[voter as usize] != self.labels[other as usize]
                    && chance >= EXPECTED
                    && counts.together(voter, other) <= APART * chance
            };
            let source = members.iter().position(|source| source.iter().all(apart)).unwrap_or_else(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            members[source].push(voter);
            self.source[voter as usize] = source as u32;
        }
        self.count = members.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_opposites() {
        // Rules 0 and 1 fire together; 2 fires where they do not, for the other label; 3 fires anyhow.
        let row = |n: u32| {
            let mut row = if n.is_multiple_of(2) { vec![0, 1] } else { vec![2] };
            row.extend(n.is_multiple_of(3).then_some(3));
            row
        };
        let rows: Vec<Vec<u32>> = (0..60).map(row).collect();
        let sources = Sources::new(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>(), &[0, 0, 1, 1]);
        assert_eq!((sources.voter, sources.labels, sources.count), (vec![0, 0, 1, 2], vec![0, 1, 1], 2));
        assert_eq!(sources.source[0], sources.source[1]);
    }

    #[test]
    fn of_few_texts_nothing_is_concluded() {
        assert_eq!(Sources::new(&[&[0], &[1], &[0]], &[0, 1]).count, 2);
    }
}
