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

static OF_MARKETS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(MARKETS, &words(MARKETS)));
static EMPTY: LazyLock<Vec<u32>> = LazyLock::new(|| [COMMON, CALENDAR].iter().flat_map(|list| stems(list, &words(list))).collect());

/// True for a share that is none of a market.
pub(super) fn is_share(figure: &Figure) -> bool {
    figure.noun.as_deref() == Some("%") && figure.near.iter().all(|word| !OF_MARKETS.contains(word))
}

/// True if two who are named give one share, in the words of one matter, of one time and of places that do not differ.
pub(super) fn rival(a: &Claim, b: &Claim, (f, g): (&Figure, &Figure)) -> bool {
    if !is_share(f) || !is_share(g) || !a.is_told_by_somebody() || !b.is_told_by_somebody() || a.same_source(b) || f.both_told(g) {
        return false;
    }
    let shared: Vec<u32> = f.near.iter().copied().filter(|word| g.near.contains(word) && !EMPTY.contains(word)).collect();
    let name = |word: u32| a.setting.is_proper(word) || b.setting.is_proper(word);
    let things = shared.iter().filter(|&&word| !name(word)).count();
    let (s, t) = (&a.setting.when, &b.setting.when);
    let day = s.named.is_none() || t.named.is_none() || s.agrees(t);
    (things >= 2 || things == 1 && shared.len() > 1) && day && s.lies_near(t, 2) && !a.setting.elsewhere(&b.setting)
}
