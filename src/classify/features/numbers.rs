//! Numbers for the units of training texts: the most frequent first, so that what is asked for most often lies together.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// No number.
pub const NONE: u32 = u32::MAX;
/// Units that there is room for from the start, at most.
pub const ROOM: usize = 1 << 20;

/// The units of one kind.
#[derive(Default)]
pub struct Numbers {
    /// When each was met first, by its hashed number: before it so many others.
    found: FxHashMap<u32, u32>,
    /// How many rows each has, in the order in which they were met, and the last of them.
    pub rows: Vec<[u32; 2]>,
}

impl Numbers {
    /// With room for so many units.
    pub fn with_room(most: usize) -> Self {
        Self { found: FxHashMap::with_capacity_and_hasher(most, FxBuildHasher), rows: Vec::new() }
    }

    /// How many were met before it.
    pub fn met(&mut self, key: u32) -> u32 {
        let next = self.rows.len() as u32;
        let met = *self.found.entry(key).or_insert(next);
        if met == next {
            self.rows.push([0, NONE]);
        }
        met
    }

    /// The same; counts the row as so many of its rows. Rows come one after the other.
    pub fn count(&mut self, key: u32, row: u32, times: u32) -> u32 {
        let met = self.met(key);
        in_row(&mut self.rows[met as usize], row, times);
        met
    }

    /// Numbers those that are in enough rows from `first`, the most frequent first, `most` of them. Gives their hashed numbers, when they
    /// were met, and the number of each by when it was met.
    pub fn settle(self, first: u32, least: u32, most: usize) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let rank = |(&key, &met): (&u32, &u32)| (u64::from(!self.rows[met as usize][0]) << 32 | u64::from(key), met);
        let mut sorted: Vec<(u64, u32)> = self.found.iter().map(rank).filter(|&(rank, _)| !((rank >> 32) as u32) >= least).collect();
        sorted.sort_unstable_by_key(|&(rank, _)| rank);
        sorted.truncate(most);
        let mut of = vec![NONE; self.rows.len()];
        for (number, &(_, met)) in (first..).zip(&sorted) {
            of[met as usize] = number;
        }
        let (keys, met) = sorted.into_iter().map(|(rank, met)| (rank as u32, met)).unzip();
        (keys, met, of)
    }
}

/// Counts a row so many times, unless it is the one that was counted last.
pub fn in_row(rows: &mut [u32; 2], row: u32, times: u32) {
    if rows[1] != row {
        *rows = [rows[0].saturating_add(times), row];
    }
}
