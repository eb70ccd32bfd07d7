//! The words that expressions of time are made of.

use crate::extract::numbers::wordlist::WordList;
use chrono::Weekday;
use std::sync::LazyLock;

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which one of several, seen from the day of writing or the day just named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// this, current
    This,
    /// that, same
    That,
    /// last
    Last,
    /// past
    Past,
    /// previous, preceding
    Previous,
    /// next
    Next,
    /// coming, upcoming
    Coming,
    /// following, ensuing
    Following,
}

/// What a word can mean in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// Month 1 to 12 and how freely its name may stand.
    Month(u32, Name),
    /// A day of the week and how freely its name may stand.
    Weekday(Weekday, Name),
    /// 0 spring, 1 summer, 2 autumn, 3 winter
    Season(u32),
    /// A unit and whether it is in the plural.
    Unit(Unit, bool),
    Which(Which),
    /// today, yesterday, tomorrow: days from the day of writing
    Day(i64),
    /// overnight
    Overnight,
    /// morning, afternoon, evening, night
    DayPart,
    /// early, mid, late: which third
    Phase(u32),
    /// start, beginning, middle, end … of: which third
    Stage(u32),
    /// earlier: before now within a unit; before the day just named
    Earlier,
    /// later
    Later,
    Ago,
    /// first, second … thirty-first
    Ordinal(u32),
    /// The first word of a holiday's name.
    Holiday,
    /// the
    The,
    /// a, an
    Article,
    /// a few, several: a number nobody can resolve
    Few,
    /// half
    Half,
    /// Q1 … Q4
    QuarterName(u32),
}

/// How freely a name of a month or weekday may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// It can mean nothing else.
    Plain,
    /// It is also another word or a given name (May, March, April): needs a capital, and company.
    Shared,
    /// An abbreviation: needs a number or a date beside it.
    Short,
}

static TERMS: LazyLock<WordList<Term>> = LazyLock::new(|| {
    use Name::{Plain, Shared, Short};
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let months = [
        ("january", 1, Plain),
        ("february", 2, Plain),
        ("march", 3, Shared),
        ("april", 4, Shared),
        ("may", 5, Shared),
        ("june", 6, Shared),
        ("july", 7, Plain),
        ("august", 8, Shared),
        ("september", 9, Plain),
        ("october", 10, Plain),
        ("november", 11, Plain),
        ("december", 12, Plain),
        ("jan", 1, Short),
        ("feb", 2, Short),
        ("mar", 3, Short),
        ("apr", 4, Short),
        ("jun", 6, Short),
        ("jul", 7, Short),
        ("aug", 8, Short),
        ("sep", 9, Short),
        ("sept", 9, Short),
        ("oct", 10, Short),
        ("nov", 11, Short),
        ("dec", 12, Short),
    ];
    let weekdays = [
        ("monday", Mon, Plain),
        ("tuesday", Tue, Plain),
        ("wednesday", Wed, Plain),
        ("thursday", Thu, Plain),
        ("friday", Fri, Plain),
        ("saturday", Sat, Plain),
        ("sunday", Sun, Plain),
        ("mon", Mon, Short),
        ("tue", Tue, Short),
        ("tues", Tue, Short),
        ("wed", Wed, Short),
        ("thu", Thu, Short),
        ("thur", Thu, Short),
        ("thurs", Thu, Short),
        ("fri", Fri, Short),
        ("sat", Sat, Short),
        ("sun", Sun, Short),
    ];
    let units = [
        ("hour", "hours", Unit::Hour),
        ("day", "days", Unit::Day),
        ("week", "weeks", Unit::Week),
        ("fortnight", "fortnights", Unit::Fortnight),
        ("weekend", "weekends", Unit::Weekend),
        ("month", "months", Unit::Month),
        ("quarter", "quarters", Unit::Quarter),
        ("year", "years", Unit::Year),
        ("decade", "decades", Unit::Decade),
        ("century", "centuries", Unit::Century),
    ];
    const ORDINALS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let others = [
        ("spring", Term::Season(0)),
        ("summer", Term::Season(1)),
        ("autumn", Term::Season(2)),
        ("fall", Term::Season(2)),
        ("winter", Term::Season(3)),
        ("this", Term::Which(Which::This)),
        ("current", Term::Which(Which::This)),
        ("that", Term::Which(Which::That)),
        ("same", Term::Which(Which::That)),
        ("last", Term::Which(Which::Last)),
        ("past", Term::Which(Which::Past)),
        ("previous", Term::Which(Which::Previous)),
        ("preceding", Term::Which(Which::Previous)),
        ("next", Term::Which(Which::Next)),
        ("coming", Term::Which(Which::Coming)),
        ("upcoming", Term::Which(Which::Coming)),
        ("following", Term::Which(Which::Following)),
        ("ensuing", Term::Which(Which::Following)),
        ("today", Term::Day(0)),
        ("tonight", Term::Day(0)),
        ("yesterday", Term::Day(-1)),
        ("tomorrow", Term::Day(1)),
        ("overnight", Term::Overnight),
        ("morning", Term::DayPart),
        ("afternoon", Term::DayPart),
        ("evening", Term::DayPart),
        ("night", Term::DayPart),
        ("early", Term::Phase(0)),
        ("mid", Term::Phase(1)),
        ("late", Term::Phase(2)),
        ("start", Term::Stage(0)),
        ("beginning", Term::Stage(0)),
        ("middle", Term::Stage(1)),
        ("end", Term::Stage(2)),
        ("close", Term::Stage(2)),
        ("earlier", Term::Earlier),
        ("later", Term::Later),
        ("ago", Term::Ago),
        ("the", Term::The),
        ("a", Term::Article),
        ("an", Term::Article),
        ("few", Term::Few),
        ("several", Term::Few),
        ("many", Term::Few),
        ("some", Term::Few),
        ("half", Term::Half),
        ("q1", Term::QuarterName(1)),
        ("q2", Term::QuarterName(2)),
        ("q3", Term::QuarterName(3)),
        ("q4", Term::QuarterName(4)),
        ("new", Term::Holiday),
        ("christmas", Term::Holiday),
        ("boxing", Term::Holiday),
        ("easter", Term::Holiday),
        ("good", Term::Holiday),
        ("palm", Term::Holiday),
        ("victory", Term::Holiday),
        ("labour", Term::Holiday),
        ("valentine", Term::Holiday),
        ("halloween", Term::Holiday),
    ];
    WordList::new(
        (months.into_iter().map(|(w, n, name)| (w, Term::Month(n, name))))
            .chain(weekdays.into_iter().map(|(w, d, name)| (w, Term::Weekday(d, name))))
            .chain(units.into_iter().flat_map(|(one, many, u)| [(one, Term::Unit(u, false)), (many, Term::Unit(u, true))]))
            .chain(ORDINALS.into_iter().zip(1..).map(|(w, n)| (w, Term::Ordinal(n))))
            .chain(others),
    )
});

/// What word `i` can mean in an expression of time.
pub(super) fn term(p: &crate::extract::numbers::passage::Passage<'_>, i: usize) -> Option<Term> {
    TERMS.get(p.text, p.word(i)?)
}
