//! GeoNames: the dump of places (`allCountries`, `cities500` …, a country's file) and its alternate names.
//!
//! Formats: the `readme.txt` beside the dumps. Both are read as streams; of places that are left out nothing is kept.

use super::asked::Asked;
use super::gather::{BadRows, Gather, Import};
use super::lines::{Line, Text, cells};
use crate::error::{Error, Result};
use crate::gazetteer::entries::ValueRef;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Columns of the dump of places.
const COLUMNS: usize = 19;
/// Columns of `alternateNamesV2`; the last two, the years of use, may be absent.
const ALTERNATE_COLUMNS: usize = 8;
const MOST_ALTERNATE_COLUMNS: usize = 10;

/// Classes of features.
const CLASSES: [&str; 9] = ["A", "H", "L", "P", "R", "S", "T", "U", "V"];

/// The length of the dump's last column, a date.
const DATE: usize = "2024-08-26".len();

/// The error of a file that ends within a row.
fn cut_short(place: &str, count: usize, columns: usize) -> Error {
    Error::gazetteer(place, format!("the file is cut short within this row: {count} columns of {columns}, and no end of line"))
}

/// Which places and names of GeoNames are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeoNames {
    /// Feature classes, such as `A` (administrative) and `P` (populated place).
    pub classes: Vec<String>,
    /// Feature codes, such as `PPLC`; empty is all of the classes.
    pub codes: Vec<String>,
    /// ISO alpha-2 codes of countries; empty is all.
    pub countries: Vec<String>,
    /// Places of fewer people are left out.
    pub min_population: i64,
    /// Languages of alternate names (`en`, `uk`); empty is all.
    pub languages: Vec<String>,
    /// Places and names that are no longer in use.
    pub historic: bool,
    /// Names that are slang.
    pub colloquial: bool,
    /// Short names (`California` for `State of California`).
    pub short: bool,
    /// Abbreviations (`NYC`).
    pub abbreviations: bool,
}

impl Default for GeoNames {
    fn default() -> Self {
        Self {
            classes: vec!["A".into(), "P".into()],
            codes: Vec::new(),
            countries: Vec::new(),
            min_population: 0,
            languages: Vec::new(),
            historic: false,
            colloquial: false,
            short: true,
            abbreviations: true,
        }
    }
}

/// Our type for a feature.
fn kind(class: &str, code: &str) -> &'static str {
    match (class, code) {
        ("A", "PCL" | "PCLI" | "PCLS" | "PCLF" | "PCLIX" | "PCLD" | "PCLH") => "country",
        ("S" | "R", _) => "facility",
        ("L", "MILB" | "NVB" | "PRT" | "AIRB") => "facility",
        _ => "place",
    }
}

/// True for features that are no more: a code that ends in H, and places abandoned or destroyed.
fn is_historic(class: &str, code: &str) -> bool {
    matches!(class, "A" | "P") && code.ends_with('H') && code.len() > 3 || matches!(code, "PPLQ" | "PPLW")
}

/// Why a feature of a class that is not asked for is left out.
fn unwanted_class(class: &str) -> &'static str {
    match class {
        "A" => "a feature of class A",
        "H" => "a feature of class H",
        "L" => "a feature of class L",
        "P" => "a feature of class P",
        "R" => "a feature of class R",
        "S" => "a feature of class S",
        "T" => "a feature of class T",
        "U" => "a feature of class U",
        "V" => "a feature of class V",
        _ => "a feature of no class that there is",
    }
}

/// Why a name that stands among a place's names is none: an airport's code (countries do have such names: USA), a link, a machine's
/// transliteration in small letters, which would match common words.
fn no_name(name: &str, kind: &str) -> Option<&'static str> {
    let capitals = name.len() <= 4 && name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase());
    if capitals && kind != "country" || name.contains("://") {
        return Some("a code or a link");
    }
    (name.is_ascii() && !name.bytes().any(|b| b.is_ascii_uppercase())).then_some("a name in small letters")
}

impl GeoNames {
    /// An error for a class that there is not.
    fn check(&self) -> Result<()> {
        let known = |class: &&String| CLASSES.iter().any(|c| c.eq_ignore_ascii_case(class));
        let Some(unknown) = self.classes.iter().find(|class| !known(class)) else { return Ok(()) };
        Err(Error::input("classes", format!("there is no class {unknown:?} of features; there are {}", CLASSES.join(", "))))
    }

    /// Why a place is left out, if it is.
    fn unwanted(&self, cells: &[&str; COLUMNS], codes: &mut Asked<'_>, countries: &mut Asked<'_>) -> Option<&'static str> {
        let (class, code, country) = (cells[6], cells[7], cells[8]);
        let (code, country) = (codes.has(code), countries.has(country));
        if !self.classes.is_empty() && !self.classes.iter().any(|c| c.eq_ignore_ascii_case(class)) {
            Some(unwanted_class(class))
        } else if !code {
            Some("a feature of a code that is not asked for")
        } else if !country {
            Some("a place in a country that is not asked for")
        } else if people(cells).is_some_and(|people| people < self.min_population) {
            Some("fewer people than are asked for")
        } else if !self.historic && is_historic(class, cells[7]) {
            Some("a place that is no more")
        } else {
            None
        }
    }
}

/// How many people live there; `None` for what is no number. Nothing is as good as 0, which most places have since nobody has counted.
fn people(cells: &[&str; COLUMNS]) -> Option<i64> {
    if cells[14].is_empty() { Some(0) } else { cells[14].parse().ok().filter(|&people: &i64| people >= 0) }
}

/// The further columns of places, by number.
struct Further {
    population: usize,
    feature: usize,
    admin1: usize,
}

impl Further {
    fn new(gather: &mut Gather) -> Self {
        Self { population: gather.column("population"), feature: gather.column("feature"), admin1: gather.column("admin1") }
    }

    /// Fills the current row, but for its names; gives its type.
    fn fill(&self, id: u64, cells: &[&str; COLUMNS], gather: &mut Gather) -> Result<&'static str> {
        let (class, code) = (cells[6], cells[7]);
        let kind = kind(class, code);
        gather.id(&format!("geonames:{id}"));
        gather.kind(kind);
        gather.country(cells[8]);
        match (cells[4].parse(), cells[5].parse()) {
            (Ok(lat), Ok(lon)) => gather.position(Some(lat), Some(lon)),
            _ => gather.bad("latitude", "a coordinate that is none", format!("{:?} {:?} are no coordinates", cells[4], cells[5]))?,
        }
        match people(cells) {
            Some(0) => {}
            Some(people) => gather.value(self.population, ValueRef::Int(people)),
            None => gather.bad("population", "a population that is none", format!("{:?} is no number of people", cells[14]))?,
        }
        gather.value(self.feature, ValueRef::Text(&format!("{class}.{code}")));
        gather.value(self.admin1, ValueRef::Text(cells[10]));
        Ok(kind)
    }
}

/// The names of the dump's own column of alternate names.
fn own_names(cells: &[&str; COLUMNS], kind: &str, gather: &mut Gather) {
    for name in cells[3].split(',').filter(|name| !name.is_empty() && *name != cells[1] && *name != cells[2]) {
        match no_name(name, kind) {
            Some(reason) => gather.leave_out_name(reason, name),
            None => gather.alias(name),
        }
    }
}

/// Places of a dump, and of `alternate` (`alternateNamesV2`) their further names; without it those of the dump's own column, which
/// tells neither language nor use.
pub fn read_geonames(path: &Path, alternate: Option<&Path>, wanted: &GeoNames) -> Result<Import> {
    wanted.check()?;
    let mut lines = Text::open(path)?.lines();
    let mut gather = Gather::new("GeoNames", "line", BadRows::Skip);
    gather.file(&lines.place);
    let further = Further::new(&mut gather);
    let mut codes = Asked::new("codes", "code of a feature", &wanted.codes);
    let mut countries = Asked::new("countries", "code of a country", &wanted.countries);
    // Of a place that is used, its type.
    let mut known: FxHashMap<u64, &'static str> = FxHashMap::default();
    while let Some(Line { number, text: line, ended }) = lines.next_line()? {
        if line.is_empty() {
            continue;
        }
        gather.begin(number);
        let (cells, count) = cells::<COLUMNS>(&line);
        let cut = count < COLUMNS || !matches!(cells[COLUMNS - 1].len(), 0 | DATE);
        if !ended && cut && number > 1 {
            return Err(cut_short(&gather.place(), count, COLUMNS));
        }
        if count != COLUMNS {
            if number == 1 {
                let problem = format!("{count} columns; a dump of GeoNames has {COLUMNS}, parted by tabs, and no header");
                return Err(Error::gazetteer(gather.place(), problem));
            }
            gather.bad("", "not 19 columns", format!("{count} columns where a dump of GeoNames has {COLUMNS}"))?;
            gather.end()?;
            continue;
        }
        if let Some(reason) = wanted.unwanted(&cells, &mut codes, &mut countries) {
            gather.leave_out(reason, cells[1]);
            continue;
        }
        let Ok(id) = cells[0].parse::<u64>() else {
            gather.bad("geonameid", "no id", format!("{:?} is no id of GeoNames", cells[0]))?;
            gather.end()?;
            continue;
        };
        gather.name(cells[1]);
        let kind = further.fill(id, &cells, &mut gather)?;
        if cells[2] != cells[1] {
            gather.alias(cells[2]);
        }
        if alternate.is_none() {
            own_names(&cells, kind, &mut gather);
        } else {
            known.insert(id, kind);
        }
        gather.end()?;
    }
    gather.note_encoding(&lines.foreign);
    if let Some(path) = alternate {
        alternate_names(path, wanted, &known, &mut gather)?;
    }
    let import = gather.finish()?;
    codes.check(&lines.place)?;
    countries.check(&lines.place)?;
    Ok(import)
}

/// Why an alternate name is left out, if it is.
fn unwanted_name(cells: &[&str; ALTERNATE_COLUMNS], wanted: &GeoNames) -> Option<&'static str> {
    let flag = |at: usize| cells[at] == "1";
    match cells[2] {
        "post" | "iata" | "icao" | "faac" | "tcid" | "unlc" | "wkdt" | "phon" => Some("a code"),
        "link" => Some("a link"),
        "abbr" if !wanted.abbreviations => Some("an abbreviation"),
        "abbr" => None,
        _ if flag(7) && !wanted.historic => Some("a historic name"),
        _ if flag(6) && !wanted.colloquial => Some("a colloquial name"),
        _ if flag(5) && !wanted.short => Some("a short name"),
        // A name without a language is of none or of all.
        "" => None,
        language if !wanted.languages.is_empty() && !wanted.languages.iter().any(|l| l == language) => {
            Some("a name in a language that is not asked for")
        }
        _ => None,
    }
}

/// A table of alternate names has an id and the id of a place in its first cells, and ten columns at most.
fn is_alternate(cells: &[&str; ALTERNATE_COLUMNS], count: usize) -> bool {
    let number = |at: usize| cells[at].parse::<u64>().is_ok();
    (ALTERNATE_COLUMNS..=MOST_ALTERNATE_COLUMNS).contains(&count) && number(0) && number(1)
}

fn alternate_names(path: &Path, wanted: &GeoNames, known: &FxHashMap<u64, &'static str>, gather: &mut Gather) -> Result<()> {
    let mut lines = Text::open(path)?.lines();
    gather.file(&lines.place);
    let (mut rows, mut of_known) = (0_u64, 0_u64);
    while let Some(Line { number, text: line, ended }) = lines.next_line()? {
        if line.is_empty() {
            continue;
        }
        rows += 1;
        let (cells, count) = cells::<ALTERNATE_COLUMNS>(&line);
        if !ended && count < ALTERNATE_COLUMNS && rows > 1 {
            return Err(cut_short(&format!("{}, line {number}", path.display()), count, MOST_ALTERNATE_COLUMNS));
        }
        if !is_alternate(&cells, count) {
            if rows == 1 {
                let problem = format!(
                    "this is no file of alternate names, which has {ALTERNATE_COLUMNS} to {MOST_ALTERNATE_COLUMNS} columns, parted by tabs, \
                     and no header; give alternateNamesV2.txt, or the file of one country, or leave alternate_names out"
                );
                return Err(Error::gazetteer(format!("{}, line {number}", path.display()), problem));
            }
            gather.begin_more(number);
            gather.leave_out_name("a line that is no alternate name", &line);
            continue;
        }
        gather.begin_more(number);
        let Some((id, kind)) = cells[1].parse().ok().and_then(|id: u64| Some((id, known.get(&id)?))) else {
            gather.leave_out_name("a name of a place that is not used", cells[3]);
            continue;
        };
        of_known += 1;
        match unwanted_name(&cells, wanted).or_else(|| no_name(cells[3], kind).filter(|_| cells[2] != "abbr")) {
            Some(reason) => gather.leave_out_name(reason, cells[3]),
            None => {
                gather.id(&format!("geonames:{id}"));
                gather.name(cells[3]);
                gather.end_more()?;
            }
        }
    }
    gather.note_encoding(&lines.foreign);
    if of_known == 0 && !known.is_empty() {
        let problem = format!("none of its {rows} lines names a place that is used; is it the file of the same country as the places?");
        return Err(Error::gazetteer(path.display().to_string(), problem));
    }
    Ok(())
}
