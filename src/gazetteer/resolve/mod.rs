//! From matches to mentions: which entity each stands for, with what the whole document tells.
//!
//! One pass follows the other over the mentions of one document, each linear in its words: choose among entities of one name
//! (`ambiguity`), join what makes one name (`compounds`), add the names that nobody listed (`groups`, `persons`, `places`), the
//! acronyms and short forms that the document itself defines (`acronyms`, `short`), then read capitals as governments
//! (`metonyms`) and give bare ministries their state (`bodies`). What the documents of one corpus tell each other of names that nobody
//! listed is added last (`across`).

mod acronyms;
mod across;
mod ambiguity;
mod around;
mod bodies;
mod compounds;
mod context;
mod definitions;
mod groups;
mod homonyms;
mod identity;
mod institutions;
mod listed;
mod metonyms;
mod odds;
mod outlets;
mod parts;
mod passes;
mod persons;
mod places;
mod plausible;
mod region_cues;
mod regions;
mod same_person;
mod scene;
mod sense;
mod short;
mod signs;
mod states;
mod streets;
mod subject;
mod surnames;
mod type_cues;
mod whole;

pub use across::{Shared, Taught};
pub use odds::WEIGHTS;
pub(crate) use passes::matches;
pub use passes::{in_sentences, in_text, place_signs, resolve};
