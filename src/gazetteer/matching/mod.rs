//! Finding names in texts. A `search` asks at which words a name may start (`sieve`, `lanes`, `recent`), walks the trie from there and judges what
//! it led to (`judging`, with the evidence of `case`); what the walk cannot see is looked for afterwards: names in words that hold something
//! else (`joined`), with the endings of the text's language (`declined`), misspelt ones (`misspelt`, `alone`, `nearby`, `elsewhere`), those that a line's end
//! breaks (`hyphens`), second `initials`, `versions` of a designation, and
//! `tags`. With names inside words the automaton takes the trie's place (`inside`). A `lookup` asks for one name without a text.

mod alone;
pub(super) mod bits;
pub(super) mod breaks;
pub(super) mod case;
mod declined;
mod doubtful;
mod elsewhere;
mod ends;
mod folding;
mod hyphens;
mod initials;
mod inside;
mod joined;
mod judging;
mod lanes;
mod lookup;
mod mention;
pub(super) mod misspelt;
mod nearby;
mod recent;
mod room;
pub(super) mod search;
mod sieve;
mod tags;
mod versions;

pub use mention::{Candidate, Entries, Match, Mention, Variant};
pub use search::{FindOptions, Overlap};
