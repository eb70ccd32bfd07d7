//! Regions and states by the names that lists (column `admin1`) and texts give them: "MI" and "Michigan", "Kherson", "Kherson Oblast",
//! "Херсонської області" and "Херсонщині".
//!
//! States of the United States and provinces of Canada come from `seeds/words/state_abbreviations.txt`, regions of Ukraine, Russia and Belarus with
//! their adjectives from `seeds/words/regions.txt`. Any other region is known by the words that the list has for it.

use super::around::Around;
use super::states;
use crate::text::Shape;
use crate::text::fold::{fold, hash};
use crate::text::listed::lines;
use crate::text::words::words;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A region: a number of the table, or what stands for the words of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Region(u64);

/// Set for regions that the table has not.
const UNKNOWN: u64 = 1 << 63;
/// The country of regions whose towns may be of the United States or Canada.
const AMERICA: &str = "US";
/// Words of the longest name.
const LONGEST: usize = 4;
/// Codes of regions have so many letters or fewer.
const CODE: usize = 3;

/// Heads of regions' names in the languages of the table.
const HEADS: &str = "region oblast province voblast voblasts voblasc krai kray territory governorate voivodeship prefecture obl state republic \
                     область області областю областей обл край краю краєм краї області края краем крае области областью вобласць вобласці вобласцю вобл \
                     край регіон регіону регіоні регион региона регионе республіка республіки республіці республика республики республике";
/// What stands before a name with "of": "the region of Kherson".
const BEFORE_OF: &[&str] = &["region", "oblast", "province", "state", "republic"];
/// What follows the stems of adjectives: in Ukrainian, Russian and Belarusian, and as romanised.
const ENDINGS: &str = "а ої ій у ою ий ого ому им ім ая ой ую ом ае ай аю аму ага a oi oyi ii iy u oyu yi yy yj aya oy uyu oho omu";
/// How an adjective's stem becomes that of a region's short name, and what follows it: "херсонськ", "Херсонщина".
const SHORT: [(&str, &str); 8] =
    [("цьк", "ччин"), ("ськ", "щин"), ("цк", "тчин"), ("ск", "щин"), ("дск", "дчин"), ("ск", "шчын"), ("цк", "тчын"), ("sk", "shchyn")];
const SHORT_ENDINGS: &str = "а и і у ою ы е ой ай a i y u oiu";

/// What texts and lists call regions.
#[derive(Default)]
struct Table {
    /// By number.
    countries: Vec<&'static str>,
    /// By the words of a name.
    names: FxHashMap<u64, Region>,
    /// By the postal code of a state.
    codes: FxHashMap<&'static str, Region>,
    /// By a form of the adjective.
    adjectives: FxHashMap<u64, Region>,
    /// By a word that names nothing else.
    short: FxHashMap<u64, Region>,
    heads: FxHashSet<u64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The hash of a word as texts have it.
fn word(written: &str) -> u64 {
    hash(&fold(written))
}

/// What stands for the words of a phrase and one more.
const fn next(phrase: u64, word: u64) -> u64 {
    phrase.rotate_left(5) ^ word
}

/// What stands for words in their order.
fn phrase(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(0, next)
}

/// The same for a name.
fn name(written: &str) -> u64 {
    phrase(words(written).iter().map(|w| w.hash))
}

/// The name of a state without what tells it from a town: "New York State".
fn plain(state: &'static str) -> &'static str {
    state.strip_suffix(" State").or_else(|| state.strip_suffix(" state")).unwrap_or(state)
}

impl Table {
    fn read() -> Self {
        let mut table = Self { heads: HEADS.split_whitespace().map(word).collect(), ..Self::default() };
        for (code, state) in states::abbreviations() {
            let next = Region(table.countries.len() as u64);
            let region = *table.names.entry(name(plain(state))).or_insert(next);
            if region == next {
                table.countries.push(AMERICA);
            }
            table.codes.insert(code, region);
        }
        for line in lines(include_str!("../../../seeds/words/regions.txt")) {
            let mut columns = line.split('\t');
            let [country, names, stems, short] = std::array::from_fn(|_| columns.next().unwrap_or_default());
            let region = Region(table.countries.len() as u64);
            table.countries.push(country);
            table.names.extend(names.split('|').map(|written| (name(written), region)));
            table.short.extend(short.split('|').filter(|written| !written.is_empty()).map(|written| (word(written), region)));
            for stem in stems.split_whitespace() {
                table.add_adjective(stem, region);
            }
        }
        table
    }

    fn add_adjective(&mut self, stem: &str, region: Region) {
        for ending in ENDINGS.split_whitespace() {
            self.adjectives.insert(word(&format!("{stem}{ending}")), region);
        }
        for (adjective, noun) in SHORT {
            let Some(root) = stem.strip_suffix(adjective) else { continue };
            for ending in SHORT_ENDINGS.split_whitespace() {
                self.short.insert(word(&format!("{root}{noun}{ending}")), region);
            }
        }
    }

    /// The region of this name, if it may be one of this country.
    fn named(&self, phrase: u64, country: Option<&str>) -> Option<Region> {
        self.names.get(&phrase).copied().filter(|&region| self.is_of(region, country))
    }

    fn is_of(&self, region: Region, country: Option<&str>) -> bool {
        let own = self.countries[region.0 as usize];
        country.is_none_or(|country| country == own || own == AMERICA && country == "CA")
    }
}

/// Regions that the table has not, by the words of their names.
#[derive(Default)]
pub(super) struct Others(FxHashMap<u64, Region>);

/// A region as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub region: Region,
    /// The word behind its name.
    pub end: usize,
    /// True if nothing but a region is called so; towns have many of the names.
    pub sure: bool,
}

impl Region {
    /// True for a state of the United States or a province of Canada.
    pub fn is_state(self) -> bool {
        self.0 & UNKNOWN == 0 && TABLE.countries[self.0 as usize] == AMERICA
    }

    /// The state of this name as abbreviations have it.
    pub fn of_state(state: &'static str) -> Option<Self> {
        TABLE.named(name(plain(state)), Some(AMERICA))
    }

    /// The region that the column `admin1` of a place in `country` names: by a code of a state ("MI", "US.MI"), by its name with or without a head noun
    /// ("Kherson Oblast"), by an adjective ("Херсонська область"). Other codes are none; another name is kept in `others`.
    pub fn of(country: Option<&str>, admin1: &str, others: &mut Others) -> Option<Self> {
        let table = &*TABLE;
        let coded = |value: &str| table.codes.get(value).copied().filter(|&region| table.is_of(region, country));
        if admin1.len() <= CODE {
            return coded(admin1);
        }
        let value = match admin1.as_bytes() {
            [a, b, b'.' | b'-', _, ..] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => &admin1[3..],
            _ => admin1,
        };
        if let Some(region) = coded(value) {
            return Some(region);
        }
        let words = words(value);
        let own: Vec<u64> = words.iter().map(|w| w.hash).filter(|hash| !table.heads.contains(hash)).collect();
        let of = word("of");
        let own = own.strip_prefix(&[of]).unwrap_or(&own);
        let adjective = || own.last().and_then(|last| table.adjectives.get(last)).copied();
        let short = || own.last().and_then(|last| table.short.get(last)).copied();
        let known = table.named(phrase(own.iter().copied()), country);
        let known = known.or_else(|| adjective().or_else(short).filter(|&region| table.is_of(region, country)));
        if known.is_some() || own.is_empty() || value.len() <= CODE || words.iter().any(|w| w.shape.has(Shape::DIGIT)) {
            return known;
        }
        let phrase = phrase(own.iter().copied());
        Some(*others.0.entry(phrase).or_insert(Self(phrase | UNKNOWN)))
    }
}

/// The region whose name begins with word `i`.
pub(super) fn spelled_at(around: &Around<'_, '_>, i: usize, others: &Others) -> Option<Named> {
    let table = &*TABLE;
    let word = &around.words[i];
    if !word.shape.has(Shape::CAPITAL) {
        return None;
    }
    let head = |at: usize| at < around.words.len() && around.joined(at) && table.heads.contains(&around.words[at].hash);
    if let Some(&region) = table.adjectives.get(&word.hash)
        && head(i + 1)
    {
        return Some(Named { region, end: i + 2, sure: true });
    }
    if let Some(&region) = table.short.get(&word.hash) {
        return Some(Named { region, end: i + 1, sure: true });
    }
    let mut name = 0;
    let mut found = None;
    for end in i + 1..=around.words.len().min(i + LONGEST) {
        if end > i + 1 && !(around.joined(end - 1) || matches!(around.gap(end - 1), "-" | "‑")) {
            break;
        }
        name = next(name, around.words[end - 1].hash);
        if let Some(&region) = table.names.get(&name).or_else(|| others.0.get(&name)) {
            found = Some((region, end));
        }
    }
    let (region, end) = found?;
    // "the region of Kherson", "Kherson's region"
    let of = i > 1 && around.is(i - 1, &["of"]) && around.is(i - 2, BEFORE_OF) && around.joined(i) && around.joined(i - 1);
    Some(Named { region, end: if head(end) { end + 1 } else { end }, sure: of || head(end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_region_has_many_names() {
        let mut others = Others::default();
        let mut of = |country, admin1| Region::of(Some(country), admin1, &mut others);
        let kherson = of("UA", "Kherson");
        assert!(kherson.is_some());
        for admin1 in [
            "Kherson Oblast",
            "Kherson region",
            "Херсонська область",
            "Херсонська обл.",
            "Херсонская область",
            "Khersonska",
            "Херсонщина",
            "UA.Kherson",
        ] {
            assert_eq!(of("UA", admin1), kherson, "{admin1}");
        }
        let york = of("US", "NY");
        assert!(york.is_some());
        for admin1 in ["New York", "US.NY", "US-NY", "New York State", "State of New York"] {
            assert_eq!(of("US", admin1), york, "{admin1}");
        }
        let bavaria = of("DE", "Bavaria");
        assert!(bavaria.is_some() && bavaria == of("DE", "Bavaria State") && bavaria != of("DE", "Hesse"));
        assert_eq!([of("UA", "08"), of("GB", "ENG"), of("UA", "UA08"), of("DE", "NY")], [None; 4]);
        assert_ne!(of("UA", "Kharkivska"), kherson);
    }

    #[test]
    fn texts_name_regions() {
        let text = "Kherson region, Херсонської області, на Донеччині, New York, Ivano-Frankivsk Oblast, state of Georgia, Kherson city";
        let words = words(text);
        let around = Around::new(&words, text);
        let named: Vec<(&str, bool)> = (0..words.len())
            .filter_map(|i| spelled_at(&around, i, &Others::default()).map(|named| (i, named)))
            .map(|(i, named)| (&text[words[i].start as usize..words[named.end - 1].end as usize], named.sure))
            .collect();
        let wanted = [
            ("Kherson region", true),
            ("Херсонської області", true),
            ("Донеччині", true),
            ("New York", false),
            ("Ivano-Frankivsk Oblast", true),
            ("Georgia", true),
            ("Kherson", false),
        ];
        assert_eq!(named, wanted);
    }
}
