//! Who counts against whom: those who rule, and those who do not believe their numbers.

use super::claim::Claim;
use crate::text::listed::holds;

/// Words for those who speak for the state.
const OFFICIAL: &str = "government ministry minister ministers police army military authorities president presidency officials governor prefect prosecutor \
    commissioner commission spokesman spokeswoman state regime junta company operator owner management";
/// Words for those who count for themselves.
const COUNTER: &str = "opposition union unions rebels rebel insurgents guerrillas activists activist protesters demonstrators organisers organizers residents \
    villagers relatives families family witnesses survivors students lawyers lawyer group groups network monitor monitors observatory council \
    parish mayor community elders church parties party movement association league campaigners charity exiles bishop bishops diaspora workers";

/// True if two sources that are named stand against each other: two sides, or one that rules and one that does not.
pub(super) fn opposed(a: &Claim, b: &Claim) -> bool {
    if a.same_source(b) || !a.is_told_by_somebody() || !b.is_told_by_somebody() {
        return false;
    }
    let sides = matches!((a.side, b.side), (Some(x), Some(y)) if x != y);
    sides || official(a) && counter(b) || counter(a) && official(b)
}

fn official(claim: &Claim) -> bool {
    let id = claim.source.as_deref().is_some_and(|s| s.starts_with("government:"));
    id || says(claim, OFFICIAL) && !counter(claim)
}

fn counter(claim: &Claim) -> bool {
    says(claim, COUNTER)
}

fn says(claim: &Claim, list: &str) -> bool {
    let words = |s: &str| s.split(|c: char| !c.is_alphanumeric()).any(|word| holds(list, &word.to_lowercase()));
    claim.source.as_deref().is_some_and(words)
}
