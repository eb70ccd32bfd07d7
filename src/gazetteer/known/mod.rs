//! What ships with dateline and is known before a list is read: common words and titles (`lists`), words that tell what a name beside them
//! stands for (`cues`), given names and surnames (`census`), the states of the world (`states`) and its media (`outlets`), read from tables (`table`).

pub(super) mod census;
pub(super) mod cues;
pub(super) mod lists;
pub(super) mod outlets;
pub(super) mod states;
pub(super) mod table;
