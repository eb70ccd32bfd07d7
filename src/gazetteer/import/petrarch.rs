//! Actor dictionaries of PETRARCH and TABARI: names, their synonyms, and CAMEO codes that hold for some time.
//!
//! Format: "PETRARCH dictionary formats" of the Open Event Data Alliance. `NAME [CODE]`, `+SYNONYM`, and lines of their own with
//! one code or several, `[CODE]`, `[CODE <yymmdd]`, `[CODE >yymmdd]` or `[CODE yymmdd-yymmdd]` (years of two digits or four); `#` and `;` begin a comment.

use super::countries;
use super::fields::title_case;
use super::gather::{BadRows, Gather, Import};
use super::lines::Text;
use crate::error::{Error, Result};
use crate::gazetteer::entries::ValueRef;
use crate::gazetteer::known::cues::Lexicon;
use crate::text::words::words;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::path::Path;

/// A code and the days on which it holds.
struct Code {
    code: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// An actor while its lines are read.
struct Actor {
    /// Its rows.
    lines: Vec<u64>,
    names: Vec<String>,
    codes: Vec<Code>,
}

/// A line without its comment, cut into a name and the codes behind it.
struct Line<'l> {
    name: &'l str,
    /// True for a further name of the actor before.
    synonym: bool,
    /// What stands behind the first bracket, if there is one.
    codes: Option<&'l str>,
}

impl<'l> Line<'l> {
    /// Nothing for lines that hold only a comment; an error for one of a dictionary of agents.
    fn of(line: &'l str) -> std::result::Result<Option<Self>, &'static str> {
        let text = line.split(['#', ';']).next().unwrap_or_default().trim_end();
        let (name, codes) = text.split_once('[').map_or((text, None), |(name, codes)| (name, Some(codes)));
        if text.starts_with('!') && text.contains('=') || codes.is_some_and(|codes| codes.trim_start().starts_with('~')) {
            return Err(
                "this is a dictionary of agents (words such as ambassador, with codes such as ~GOV), which are no names; give one of actors",
            );
        }
        if text.trim().is_empty() || text.trim_start().starts_with("<!--") {
            return Ok(None);
        }
        let name = name.trim();
        let (name, synonym) = name.strip_prefix('+').map_or((name, false), |name| (name.trim(), true));
        Ok(Some(Self { name, synonym, codes }))
    }
}

/// Actors with their codes. The column `code` is the code that holds on `date`, or without a date the one without a time; `codes` has all
/// of them with their times. The type is told from the code.
pub fn read_petrarch(path: &Path, date: Option<NaiveDate>) -> Result<Import> {
    let mut lines = Text::open(path)?.lines();
    let mut gather = Gather::new("PETRARCH actors", "line", BadRows::Skip);
    gather.file(&lines.place);
    let columns = ["code", "codes"].map(|name| gather.column(name));
    // An actor may stand on several rows: what a later one adds belongs to the first.
    let mut actors: Vec<Actor> = Vec::new();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut current = None;
    while let Some((number, line)) = lines.next()? {
        let fault = |problem| Error::gazetteer(format!("{}, line {number}", path.display()), problem);
        let Some(line) = Line::of(&line).map_err(fault)? else { continue };
        if !line.name.is_empty() && !line.synonym {
            let at = *by_name.entry(written(line.name)).or_insert(actors.len());
            if at == actors.len() {
                actors.push(Actor { lines: Vec::new(), names: Vec::new(), codes: Vec::new() });
            }
            actors[at].lines.push(number);
            current = Some(at);
        }
        let actor = current.map(|at| &mut actors[at]);
        let actor = actor.ok_or_else(|| fault("a synonym or code before the first actor; this is no actor dictionary"))?;
        if !line.name.is_empty() {
            // Those that stand twice fall away when the row is taken.
            actor.names.push(written(line.name));
        }
        // Several codes may stand on one line, each in its brackets.
        for written in line.codes.iter().flat_map(|codes| codes.split('[')) {
            match bracketed(written).and_then(code) {
                Ok(code) => actor.codes.push(code),
                Err(problem) => {
                    gather.begin_more(number);
                    gather.leave_out_name("a code that cannot be read", &problem);
                }
            }
        }
    }
    for actor in &actors {
        push(actor, date, columns, &mut gather)?;
    }
    gather.note_encoding(&lines.foreign);
    gather.finish()
}

/// `HAMID_KARZAI_` as a name is written: Hamid Karzai. A single word of three letters or fewer stays in capitals, as acronyms are.
fn written(name: &str) -> String {
    let words: Vec<&str> = name.split('_').map(str::trim).filter(|w| !w.is_empty()).collect();
    let small = |word: &str| matches!(word, "OF" | "THE" | "AND" | "FOR" | "IN" | "DE" | "DU");
    let one = |(at, word): (usize, &&str)| match *word {
        word if words.len() == 1 && word.len() <= 3 => word.to_owned(),
        word if at > 0 && small(word) => word.to_lowercase(),
        word => title_case(word),
    };
    words.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}

/// What stands in a bracket that has been opened.
fn bracketed(text: &str) -> std::result::Result<&str, String> {
    let (inner, behind) = text.split_once(']').ok_or_else(|| format!("the bracket of {:?} is not closed", text.trim()))?;
    if behind.trim().is_empty() { Ok(inner) } else { Err(format!("{:?} stands behind a code", behind.trim())) }
}

/// `AFGGOV 011222-041207` as a code with its time.
fn code(text: &str) -> std::result::Result<Code, String> {
    let mut parts = text.split_whitespace();
    let code = parts.next().ok_or("there is no code between the brackets")?.to_owned();
    let time: String = parts.collect();
    let (from, to) = match time.as_bytes().first() {
        None => (None, None),
        Some(b'<') => (None, Some(day(&time[1..])?)),
        Some(b'>') => (Some(day(&time[1..])?), None),
        Some(_) => {
            let (from, to) = time.split_once('-').ok_or_else(|| format!("{time:?} is no time; it is <date, >date or date-date"))?;
            (Some(day(from)?), Some(day(to)?))
        }
    };
    Ok(Code { code, from, to })
}

/// `yymmdd` or `yyyymmdd`; years up to 30 are of this century.
fn day(text: &str) -> std::result::Result<NaiveDate, String> {
    let bad = || format!("{text:?} is no date; it is yymmdd or yyyymmdd");
    let (year, rest) = match text.len() {
        6 => text.split_at_checked(2),
        8 => text.split_at_checked(4),
        _ => None,
    }
    .ok_or_else(bad)?;
    let number = |digits: &str| digits.parse::<i32>().map_err(|_| bad());
    let year = match number(year)? {
        short @ 0..=30 => 2000 + short,
        short @ 31..=99 => 1900 + short,
        long => long,
    };
    let (month, day) = rest.split_at_checked(2).ok_or_else(bad)?;
    // The dictionaries have days such as 31 June: the last day of the month is meant.
    let last = |day: u32| (28..=day.min(31)).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month.parse().ok()?, day));
    let day = number(day)? as u32;
    NaiveDate::from_ymd_opt(year, number(month)? as u32, day).or_else(|| last(day)).ok_or_else(bad)
}

/// Our type for a name with a CAMEO actor code: a state or its people, or the role behind it.
fn kind(code: &str, name: &str) -> &'static str {
    let role = code.get(3..6).unwrap_or_default();
    match (code.get(..3).unwrap_or_default(), role) {
        ("IGO" | "NGO" | "IMG" | "MNC", _) | (_, "BUS" | "MED" | "NGO" | "IGO" | "MNC" | "PTY") => "organization",
        ("REB" | "UAF" | "INS" | "SEP" | "RAD", _) | (_, "MIL" | "REB" | "UAF" | "INS" | "SEP" | "RAD") => "armed_group",
        (_, "GOV" | "JUD" | "LEG" | "COP" | "SPY") => "government",
        (state, "") if state.len() == 3 && countries::is_nationality(name) => "nationality",
        (state, "") if state.len() == 3 => "country",
        _ => "actor",
    }
}

/// The type of an actor whose codes change and who is no person: by a word of its names (Army, Party), or a name of one word with the code of a
/// body, since persons have two.
fn body(actor: &Actor) -> Option<&'static str> {
    let lexicon = Lexicon::shared();
    let told = |name: &String| {
        let words = words(name);
        let last = words.last().filter(|_| words.len() > 1)?;
        lexicon.designator(last.hash)
    };
    let of_codes = || {
        let name = actor.names.first().filter(|name| !name.contains(' '))?;
        let kinds = actor.codes.iter().map(|code| kind(&code.code, name));
        kinds.into_iter().find(|kind| matches!(*kind, "armed_group" | "organization"))
    };
    actor.names.first().and_then(told).or_else(of_codes)
}

fn push(actor: &Actor, date: Option<NaiveDate>, columns: [usize; 2], gather: &mut Gather) -> Result<()> {
    let name = actor.names.first().map_or("", String::as_str);
    if actor.codes.is_empty() || name.is_empty() {
        for &line in &actor.lines {
            gather.begin(line);
            gather.leave_out(if name.is_empty() { "an actor without a name" } else { "an actor without a code" }, name);
        }
        return Ok(());
    }
    gather.begin(actor.lines[0]);
    let used = gather.report.used;
    let holds = |code: &&Code| match date {
        Some(date) => code.from.is_none_or(|from| from <= date) && code.to.is_none_or(|to| date <= to),
        None => code.from.is_none() && code.to.is_none(),
    };
    // Codes with a time come before those without, and the latest of several is meant.
    let timed = actor.codes.iter().filter(|c| c.from.is_some() || c.to.is_some()).rfind(holds);
    let chosen = timed.or_else(|| actor.codes.iter().find(holds));
    let any = chosen.or(actor.codes.last()).map_or("", |c| c.code.as_str());
    // Who held several posts is a person, but a state's code changes too.
    let several = actor.codes.len() > 1 || actor.codes.iter().any(|c| c.from.is_some());
    let kind = match several {
        true if countries::code(name).is_some() => "country",
        true if countries::is_nationality(name) => "nationality",
        true => body(actor).unwrap_or("person"),
        false => kind(any, name),
    };
    gather.id(&format!("actor:{name}"));
    gather.name(name);
    gather.kind(kind);
    actor.names[1..].iter().for_each(|name| gather.alias(name));
    let shown = |code: &Code| {
        let day = |day: Option<NaiveDate>| day.map_or_else(|| "..".to_owned(), |d| d.to_string());
        if code.from.is_none() && code.to.is_none() {
            code.code.clone()
        } else {
            format!("{} {}/{}", code.code, day(code.from), day(code.to))
        }
    };
    if let Some(code) = chosen {
        gather.value(columns[0], ValueRef::Text(&code.code));
    }
    gather.value(columns[1], ValueRef::Text(&actor.codes.iter().map(shown).collect::<Vec<_>>().join(";")));
    gather.end()?;
    if gather.report.used > used {
        let further = actor.lines.len() as u64 - 1;
        gather.report.rows += further;
        gather.report.used += further;
    }
    Ok(())
}
