//! Which row of weights a hashed feature has: a table that answers from one cache line, whether the feature is there or not.
//!
//! A line holds 30 fingerprints of 16 bits and the row of the first; a feature's row follows from its place. Features that find
//! their line full go on in the next one, which a bit of the full line tells. A feature that was never seen is taken for another
//! one about three times in ten thousand.

use super::lanes::{Kernel, Usual};
use crate::container::{Flat, Wide};
use crate::prefetch::prefetch;

/// Fingerprints of one line.
const ROOM: usize = 30;
/// How many features a line is meant for: few lines then run over.
const MEANT: usize = 20;
/// Set in the row number of a line that ran over.
const RAN_OVER: u32 = 1 << 31;
/// The places of fingerprints as bits; the last two places hold the row number.
const PRINTS: u32 = (1 << ROOM) - 1;

/// Rows of features.
#[derive(Clone, Debug, Default)]
pub struct Table {
    lines: Flat<Wide>,
    /// The lines where features begin to look; those behind them take what runs over at the end.
    homes: u32,
}

/// Where a feature is looked for: its home in the upper 32 bits, its fingerprint in the lowest 16, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(transparent)]
pub struct Place(pub(super) u64);

/// What a key is mixed with.
pub(super) const MIX: u32 = 0x5BD1_E995;
/// What that is multiplied by.
pub(super) const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Place {
    /// Where a table with so many homes has a feature.
    #[inline(always)]
    pub fn new(key: u32, homes: u32) -> Self {
        let mixed = u64::from(key ^ MIX).wrapping_mul(FACTOR);
        let home = (mixed >> 32) * u64::from(homes);
        Self(home >> 32 << 32 | u64::from(((mixed >> 16) as u16).max(1)))
    }

    #[inline(always)]
    const fn line(self) -> usize {
        (self.0 >> 32) as usize
    }

    #[inline(always)]
    const fn print(self) -> u16 {
        self.0 as u16
    }
}

/// The row of a line's first feature, and whether the line ran over.
#[inline(always)]
fn base(line: &Wide) -> u32 {
    (line.0[3][1] >> 32) as u32
}

/// Puts a fingerprint into a place.
fn put(line: &mut Wide, place: usize, print: u16) {
    line.0.as_flattened_mut()[place / 4] |= u64::from(print) << (16 * (place % 4));
}

impl Table {
    /// A table of so many features in a file or in memory, about.
    pub const fn bytes(features: usize) -> usize {
        (features / MEANT + 2) * 64
    }

    /// Places features, each given once, and gives the row of each: `None` for the few whose fingerprint is taken.
    pub fn new(keys: &[u32]) -> (Self, Vec<Option<u32>>) {
        let homes = keys.len().div_ceil(MEANT) as u32;
        // By line, then by key.
        let line = |key: u32| Place::new(key, homes.max(1)).line();
        let mut starts = vec![0_usize; homes as usize + 2];
        keys.iter().for_each(|&key| starts[line(key) + 2] += 1);
        (2..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
        let mut sorted = vec![(0, 0); keys.len()];
        for (i, &key) in (0..).zip(keys) {
            let next = &mut starts[line(key) + 1];
            sorted[*next] = (key, i);
            *next += 1;
        }
        starts.windows(2).for_each(|ends| sorted[ends[0]..ends[1]].sort_unstable());
        let mut rows = vec![None; keys.len()];
        let mut lines: Vec<Wide> = Vec::with_capacity(homes as usize + 1);
        let mut waiting = sorted.into_iter().map(|(key, i): (u32, u32)| (line(key), key, i as usize)).peekable();
        let mut next_row = 0;
        while (lines.len() as u32) < homes || waiting.peek().is_some() {
            let mut line = Wide::default();
            let mut filled = 0;
            while let Some(&(at, key, i)) = waiting.peek() {
                if at > lines.len() {
                    break;
                }
                if filled == ROOM {
                    next_row |= RAN_OVER;
                    break;
                }
                waiting.next();
                let print = Place::new(key, homes).print();
                // Looking for it would stop at the first equal fingerprint.
                if lines[at..].iter().chain([&line]).any(|l| Usual::equal(&l.0, print) & PRINTS != 0) {
                    continue;
                }
                put(&mut line, filled, print);
                rows[i] = Some((next_row & !RAN_OVER) + filled as u32);
                filled += 1;
            }
            line.0[3][1] |= u64::from(next_row) << 32;
            next_row = (next_row & !RAN_OVER) + filled as u32;
            lines.push(line);
        }
        (Self { lines: lines.into(), homes }, rows)
    }

    /// From the lines of a file; any lines give a table that can be asked.
    pub fn from_lines(lines: Flat<Wide>, homes: u32) -> Option<Self> {
        (homes as usize <= lines.len()).then_some(Self { lines, homes })
    }

    /// The lines, and how many of them are homes.
    pub fn lines(&self) -> (&[Wide], u32) {
        (&self.lines, self.homes)
    }

    /// What a line holds: the row of its first feature, whether it ran over, and its fingerprints.
    pub fn read_line(line: &Wide) -> (u32, bool, Vec<u16>) {
        let places = line.0.as_flattened().iter().flat_map(|four| (0..4).map(move |i| (four >> (16 * i)) as u16));
        (base(line) & !RAN_OVER, base(line) & RAN_OVER != 0, places.take(ROOM).take_while(|&print| print != 0).collect())
    }

    /// The number of homes.
    pub const fn homes(&self) -> u32 {
        self.homes
    }

    /// Fetches the homes of features.
    #[inline(always)]
    pub fn prefetch(&self, places: &[Place]) {
        let lines = &*self.lines;
        places.iter().for_each(|place| prefetch(lines, place.line()));
    }

    /// The row of a feature.
    #[inline]
    pub fn find(&self, key: u32) -> Option<u32> {
        let (row, found) = look::<Usual>(&self.lines, Place::new(key, self.homes));
        found.then_some(row)
    }

    /// Puts the rows of those features that are there into `rows`, from `count` on, and gives where they end; `seen` is told of each
    /// feature, by its position, whether it is there. Without a branch on what is found, so that a look need not wait for the one before.
    #[inline(always)]
    pub fn find_all<K: Kernel>(&self, places: &[Place], rows: &mut [u32], mut count: usize, mut seen: impl FnMut(usize, bool)) -> usize {
        let lines = &*self.lines;
        for (at, &place) in places.iter().enumerate() {
            let (row, found) = look::<K>(lines, place);
            if let Some(cell) = rows.get_mut(count) {
                *cell = row;
            }
            count += usize::from(found);
            seen(at, found);
        }
        count
    }
}

/// The row of a feature and whether it is there.
#[inline(always)]
fn look<K: Kernel>(lines: &[Wide], place: Place) -> (u32, bool) {
    let Some(line) = lines.get(place.line()) else { return (0, false) };
    // Read before the fingerprints: else compilers take it out of a vector, which costs more.
    let base = base(line);
    let places = K::equal(&line.0, place.print()) & PRINTS;
    if base & RAN_OVER != 0 && places == 0 {
        return look_on(lines, place);
    }
    ((base & !RAN_OVER).wrapping_add(places.trailing_zeros()), places != 0)
}

/// As [`look`] for a feature whose home ran over.
#[cold]
fn look_on(lines: &[Wide], home: Place) -> (u32, bool) {
    for line in lines.get(home.line() + 1..).unwrap_or_default() {
        let (places, base) = (Usual::equal(&line.0, home.print()) & PRINTS, base(line));
        if places != 0 {
            return ((base & !RAN_OVER).wrapping_add(places.trailing_zeros()), true);
        }
        if base & RAN_OVER == 0 {
            break;
        }
    }
    (0, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_row_of_its_own() {
        for count in [0_u32, 1, 7, 30, 31, 500, 20_000] {
            let keys: Vec<u32> = (0..count).map(|i| i.wrapping_mul(2_654_435_761) >> 3).collect();
            let (table, rows) = Table::new(&keys);
            let mut seen = vec![false; keys.len()];
            let mut left_out = 0;
            for (&key, &row) in keys.iter().zip(&rows) {
                assert!(row.is_none() || table.find(key) == row, "{count} {key}");
                match row {
                    Some(row) => assert!(!std::mem::replace(&mut seen[row as usize], true)),
                    None => left_out += 1,
                }
            }
            assert!(left_out <= 1 + count / 1000, "{left_out} of {count}");
            let kept = keys.len() - left_out as usize;
            assert!(seen[..kept].iter().all(|&s| s), "rows are numbered without gaps");
            let wrong = (0..10_000_u32).filter(|i| table.find(0xF000_0000 | i).is_some()).count();
            assert!(wrong < 30, "{wrong} strangers of 10,000 are taken for features");
        }
    }

    #[test]
    fn lines_that_run_over_go_on() {
        // So many lines more than a line holds, all with the same home, can only be found by going on.
        let same: Vec<u32> = (0..3_000_000).filter(|&key| Place::new(key, 5).line() == 0).take(100).collect();
        let (table, rows) = Table::new(&same);
        assert_eq!(table.homes, 5);
        assert!(same.iter().zip(&rows).all(|(&key, &row)| table.find(key) == row));
        assert!(rows.iter().flatten().count() > 95);
    }
}
