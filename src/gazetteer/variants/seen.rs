//! Which strings were met already, and a number for each.

use crate::text::fold::hash_bytes;

/// What is known of a string that is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// It is new.
    Never,
    /// In an earlier round.
    Before,
    /// In this round.
    Now,
}

struct Known {
    hash: u64,
    end: u32,
    /// In which round it was met last, or [`NEVER`].
    round: u32,
}

/// The round of strings that have a number and were not met.
const NEVER: u32 = u32::MAX;

/// A set of strings that tells in which round each was met last, and gives each a number: some hundreds at a time, cleared often.
#[derive(Default)]
pub(super) struct Seen {
    bytes: Vec<u8>,
    all: Vec<Known>,
    /// Open addressing: a number of `all` plus one, 0 where empty; as long as a power of two.
    places: Vec<u32>,
}

impl Seen {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.bytes.clear();
        // Most times there are few in a table that once held many.
        if self.all.len() * 8 < self.places.len() {
            let mask = self.places.len() - 1;
            for known in self.all.drain(..) {
                let mut at = known.hash as usize & mask;
                while self.places[at] != 0 {
                    self.places[at] = 0;
                    at = (at + 1) & mask;
                }
            }
        } else {
            self.all.clear();
            self.places.fill(0);
        }
    }

    /// Notes a string and tells when it was met before.
    pub fn note(&mut self, string: &[u8], round: u32) -> Met {
        let number = self.number(string, hash_bytes(string));
        self.meet(number, round)
    }

    /// True if the string of a number was met.
    pub fn is_met(&self, number: u32) -> bool {
        self.all[number as usize].round != NEVER
    }

    /// Notes the string of a number and tells when it was met before.
    pub fn meet(&mut self, number: u32, round: u32) -> Met {
        match std::mem::replace(&mut self.all[number as usize].round, round) {
            NEVER => Met::Never,
            last if last == round => Met::Now,
            _ => Met::Before,
        }
    }

    /// The number of a string, new or known.
    pub fn number(&mut self, string: &[u8], hash: u64) -> u32 {
        if self.places.len() < 2 * self.all.len() + 2 {
            self.grow();
        }
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(number) = self.places[at].checked_sub(1) {
            if self.all[number as usize].hash == hash && self.string(number) == string {
                return number;
            }
            at = (at + 1) & mask;
        }
        self.bytes.extend_from_slice(string);
        self.all.push(Known { hash, end: self.bytes.len() as u32, round: NEVER });
        self.places[at] = self.all.len() as u32;
        self.all.len() as u32 - 1
    }

    /// The hash of the string of a number.
    pub fn hash(&self, number: u32) -> u64 {
        self.all[number as usize].hash
    }

    /// The string of a number.
    pub fn string(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.all[before].end as usize);
        &self.bytes[start..self.all[number].end as usize]
    }

    fn grow(&mut self) {
        let len = (2 * self.places.len()).max(64);
        self.places.clear();
        self.places.resize(len, 0);
        for (number, known) in self.all.iter().enumerate() {
            let mut at = known.hash as usize & (len - 1);
            while self.places[at] != 0 {
                at = (at + 1) & (len - 1);
            }
            self.places[at] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_met_once_a_round() {
        let mut seen = Seen::default();
        for _ in 0..3 {
            for round in 0..2 {
                for number in 0..500 {
                    let word = format!("word {number}");
                    assert_eq!(seen.note(word.as_bytes(), round), if round == 0 { Met::Never } else { Met::Before });
                    assert_eq!(seen.note(word.as_bytes(), round), Met::Now);
                }
            }
            assert!((0..500).all(|number| seen.string(number) == format!("word {number}").as_bytes()));
            seen.clear();
            assert_eq!(seen.number(b"word 8", hash_bytes(b"word 8")), 0);
            assert_eq!((seen.note(b"word 7", 0), seen.note(b"word 8", 0), seen.note(b"word 7", 1)), (Met::Never, Met::Never, Met::Before));
            seen.clear();
        }
    }
}
