//! Shares that two sources give of one thing: of the vote, of those who voted, of a province.

use super::claim::Claim;
use super::figure::Figure;
use super::setting::CALENDAR;
use crate::compare::content::stems;
use crate::text::words::words;
use std::sync::LazyLock;

/// Words of markets, whose shares are many and of many things, and words of change: two of them have nothing in common but that.
const MARKETS: &str = "profit profits sales exports imports inflation unemployment growth economy rate rates price prices output revenue revenues earnings \
    shares index trade deficit debt budget interest rose rise fell fall grew grow increased increase decreased dropped quarter month year week \
    production consumption demand tariff tariffs";
/// Words that a share has around it whatever it is of, those who give it among them.
const COMMON: &str = "percent only just put puts said says own count gave give now about more less than commission commissioner electoral election \
    chairman chairwoman opposition ministry minister party parties official officials spokesman spokeswoman";

/// What two sides give shares of: votes, and ground that is held or laid waste. Of anything else a report gives so many that two of them are seldom
/// of one thing.
const DISPUTED: &str = "vote votes voted voters voter ballot ballots turnout electorate province provinces territory district districts city town \
    island homes houses buildings population residents";

static DISPUTABLE: LazyLock<Vec<u32>> = LazyLock::new(|| stems(DISPUTED, &words(DISPUTED)));
static OF_MARKETS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(MARKETS, &words(MARKETS)));
static EMPTY: LazyLock<Vec<u32>> = LazyLock::new(|| [COMMON, CALENDAR].iter().flat_map(|list| stems(list, &words(list))).collect());

/// True if words of markets stand around a figure.
pub(super) fn of_market(figure: &Figure) -> bool {
    figure.near.iter().any(|word| OF_MARKETS.contains(word))
}

/// True for a share of votes or ground, and none of a market.
pub(super) fn is_share(figure: &Figure) -> bool {
    let near = |words: &[u32]| figure.near.iter().any(|word| words.contains(word));
    figure.noun.as_deref() == Some("%") && near(&DISPUTABLE) && !near(&OF_MARKETS)
}

/// True if two who are named give one share of votes or ground, in the words of one matter, of one time and of places that do not differ.
pub(super) fn rival(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    if !is_share(f) || !is_share(g) || !a.is_told_by_somebody() || !b.is_told_by_somebody() || a.same_source(b) || f.both_told(g) {
        return false;
    }
    let shared: Vec<u32> = f.near.iter().copied().filter(|word| g.near.contains(word) && !EMPTY.contains(word)).collect();
    let name = |word: u32| a.setting.is_proper(word) || b.setting.is_proper(word);
    if !shared.iter().any(|word| DISPUTABLE.contains(word)) {
        return false;
    }
    let things = shared.iter().filter(|&&word| !name(word)).count();
    let (s, t) = (&a.setting.when, &b.setting.when);
    let day = s.named.is_none() || t.named.is_none() || s.agrees(t);
    (things >= 2 || things == 1 && shared.len() > 1) && day && s.lies_near(t, 2) && !a.setting.elsewhere(&b.setting)
}
