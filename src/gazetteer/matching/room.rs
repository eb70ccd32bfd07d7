//! What a thread needs while it searches a text, kept for its next one: many short texts take no memory anew.

use super::recent::{Known, Recent};
use super::sieve::{Candidate, GROUP};
use super::{FindOptions, Match};
use crate::gazetteer::index::Gazetteer;
use std::cell::Cell;

/// About how many candidates are fetched into the cache together.
pub(super) const BATCH: usize = 32;

/// What is to be asked about a candidate.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    /// Nothing: the trie has no such word.
    Nothing,
    /// What it is was found lately.
    Known(Known),
    /// The node that its fingerprint leads to.
    Guess(u32),
}

/// The memory of a search.
pub(super) struct Room {
    /// What words were found to be lately.
    pub recent: Recent,
    /// The words at hand at which a name may start.
    pub candidates: [Candidate; BATCH + GROUP],
    /// What is to be asked about each of them.
    pub asked: [Asked; BATCH + GROUP],
    /// Matches whose capitals are excused; empty between two texts.
    pub doubtful: Vec<Match>,
}

thread_local! {
    static ROOM: Cell<Option<Box<Room>>> = const { Cell::new(None) };
}

impl Room {
    /// That of this thread, for a text that is searched with these options.
    pub fn of(gazetteer: &Gazetteer, options: FindOptions) -> Box<Self> {
        let new = || {
            let candidates = [Candidate::default(); BATCH + GROUP];
            Box::new(Self { recent: Recent::default(), candidates, asked: [Asked::Nothing; BATCH + GROUP], doubtful: Vec::new() })
        };
        let mut room = ROOM.take().unwrap_or_else(new);
        room.recent.be_of(gazetteer, options);
        room
    }

    /// Keeps it for the thread's next text.
    pub fn keep(self: Box<Self>) {
        ROOM.set(Some(self));
    }
}
