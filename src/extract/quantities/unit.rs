//! Units of measure and currencies: their names in English news, their standard symbols, their SI values.

use crate::extract::numbers::passage::{Passage, is_space};
use crate::extract::numbers::wordlist::WordList;
use std::sync::LazyLock;

/// What a unit measures: only units of one kind can be each other's conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Time,
    Power,
    Energy,
    Pressure,
    Voltage,
    Data,
    Frequency,
    Angle,
    Share,
    Money,
}

/// A unit: its symbol, what it measures and how it turns into SI units (`value × factor + offset`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// The standard symbol: SI and BIPM brochure, ISO 4217 for money; calendar units by their names.
    pub symbol: &'static str,
    pub kind: Kind,
    /// Factor, offset and symbol of the SI unit; none for money, months and years.
    pub si: Option<(f64, f64, &'static str)>,
}

/// How a unit may be written.
#[derive(Clone, Copy, Debug)]
struct Listed {
    unit: Unit,
    /// A symbol: its letters' case counts, and digits must stand before it.
    symbol: bool,
}

const fn si(symbol: &'static str, kind: Kind, factor: f64, si: &'static str) -> Unit {
    Unit { symbol, kind, si: Some((factor, 0.0, si)) }
}

const fn plain(symbol: &'static str, kind: Kind) -> Unit {
    Unit { symbol, kind, si: None }
}

/// Unit, names (any case), symbols (case counts).
const UNITS: &[(Unit, &str, &str)] = &[
    (si("km", Kind::Length, 1e3, "m"), "kilometer kilometers kilometre kilometres kms", "km KM"),
    (si("m", Kind::Length, 1.0, "m"), "meter meters metre metres", "m"),
    (si("cm", Kind::Length, 1e-2, "m"), "centimeter centimeters centimetre centimetres", "cm"),
    (si("mm", Kind::Length, 1e-3, "m"), "millimeter millimeters millimetre millimetres", "mm"),
    (si("mi", Kind::Length, 1609.344, "m"), "mile miles", "mi"),
    (si("ft", Kind::Length, 0.3048, "m"), "foot feet", "ft"),
    (si("yd", Kind::Length, 0.9144, "m"), "yard yards", "yd yds"),
    (si("in", Kind::Length, 0.0254, "m"), "inch inches", ""),
    (si("km²", Kind::Area, 1e6, "m²"), "", "km² km2 sqkm"),
    (si("m²", Kind::Area, 1.0, "m²"), "", "m² m2 sqm"),
    (si("ha", Kind::Area, 1e4, "m²"), "hectare hectares", "ha"),
    (si("acre", Kind::Area, 4_046.856_422_4, "m²"), "acre acres", ""),
    (si("m³", Kind::Volume, 1.0, "m³"), "", "m³ m3"),
    (si("l", Kind::Volume, 1e-3, "m³"), "liter liters litre litres", "l L"),
    (si("gal", Kind::Volume, 3.785_411_784e-3, "m³"), "gallon gallons", "gal"),
    (si("bbl", Kind::Volume, 0.158_987_294_928, "m³"), "barrel barrels", "bbl"),
    (si("kg", Kind::Mass, 1.0, "kg"), "kilogram kilograms kilogramme kilogrammes kilo kilos kgs", "kg KG"),
    (si("g", Kind::Mass, 1e-3, "kg"), "gram grams gramme grammes", "g"),
    (si("mg", Kind::Mass, 1e-6, "kg"), "milligram milligrams", "mg"),
    (si("t", Kind::Mass, 1e3, "kg"), "tonne tonnes ton tons", "t"),
    (si("kt", Kind::Mass, 1e6, "kg"), "kiloton kilotons kilotonne kilotonnes", "kt"),
    (si("Mt", Kind::Mass, 1e9, "kg"), "megaton megatons megatonne megatonnes", "Mt"),
    (si("lb", Kind::Mass, 0.453_592_37, "kg"), "pound pounds", "lb lbs"),
    (si("oz", Kind::Mass, 0.028_349_523_125, "kg"), "ounce ounces", "oz"),
    (si("km/h", Kind::Speed, 1.0 / 3.6, "m/s"), "kph kmh", ""),
    (si("mph", Kind::Speed, 0.447_04, "m/s"), "mph", ""),
    (si("kn", Kind::Speed, 1852.0 / 3600.0, "m/s"), "knot knots", "kn"),
    (si("h", Kind::Time, 3600.0, "s"), "hour hours hr hrs", "h"),
    (si("min", Kind::Time, 60.0, "s"), "minute minutes mins", "min"),
    (si("s", Kind::Time, 1.0, "s"), "second seconds secs", "s"),
    (si("day", Kind::Time, 86_400.0, "s"), "day days", ""),
    (si("week", Kind::Time, 604_800.0, "s"), "week weeks", ""),
    (plain("month", Kind::Time), "month months", ""),
    (plain("year", Kind::Time), "year years yr yrs", ""),
    (plain("decade", Kind::Time), "decade decades", ""),
    (si("W", Kind::Power, 1.0, "W"), "watt watts", "W"),
    (si("kW", Kind::Power, 1e3, "W"), "kilowatt kilowatts", "kW KW"),
    (si("MW", Kind::Power, 1e6, "W"), "megawatt megawatts", "MW"),
    (si("GW", Kind::Power, 1e9, "W"), "gigawatt gigawatts", "GW"),
    (si("hp", Kind::Power, 745.699_871_582_270_2, "W"), "horsepower", "hp"),
    (si("kWh", Kind::Energy, 3.6e6, "J"), "", "kWh KWh"),
    (si("MWh", Kind::Energy, 3.6e9, "J"), "", "MWh"),
    (si("GWh", Kind::Energy, 3.6e12, "J"), "", "GWh"),
    (si("TWh", Kind::Energy, 3.6e15, "J"), "", "TWh"),
    (si("J", Kind::Energy, 1.0, "J"), "joule joules", "J"),
    (si("kV", Kind::Voltage, 1e3, "V"), "kilovolt kilovolts", "kV"),
    (si("V", Kind::Voltage, 1.0, "V"), "volt volts", "V"),
    (si("bar", Kind::Pressure, 1e5, "Pa"), "", "bar"),
    (si("hPa", Kind::Pressure, 100.0, "Pa"), "", "hPa"),
    (si("Hz", Kind::Frequency, 1.0, "Hz"), "hertz", "Hz"),
    (si("MHz", Kind::Frequency, 1e6, "Hz"), "megahertz", "MHz"),
    (si("GHz", Kind::Frequency, 1e9, "Hz"), "gigahertz", "GHz"),
    (plain("MB", Kind::Data), "megabyte megabytes", "MB"),
    (plain("GB", Kind::Data), "gigabyte gigabytes", "GB"),
    (plain("TB", Kind::Data), "terabyte terabytes", "TB"),
    (Unit { symbol: "°C", kind: Kind::Temperature, si: Some((1.0, 273.15, "K")) }, "celsius centigrade", "C"),
    (Unit { symbol: "°F", kind: Kind::Temperature, si: Some((5.0 / 9.0, 459.67 * 5.0 / 9.0, "K")) }, "fahrenheit", "F"),
    (Unit { symbol: "K", kind: Kind::Temperature, si: Some((1.0, 0.0, "K")) }, "kelvin kelvins", ""),
    (si("°", Kind::Angle, std::f64::consts::PI / 180.0, "rad"), "degree degrees", ""),
    (PERCENT, "percent pct", ""),
    (plain("USD", Kind::Money), "dollar dollars usd", ""),
    (plain("EUR", Kind::Money), "euro euros eur", ""),
    (plain("GBP", Kind::Money), "gbp sterling", ""),
    (plain("RUB", Kind::Money), "ruble rubles rouble roubles rub", ""),
    (plain("UAH", Kind::Money), "hryvnia hryvnias hryvnya hryvnyas uah", ""),
    (plain("PLN", Kind::Money), "zloty zlotys pln", ""),
    (plain("CNY", Kind::Money), "yuan renminbi cny rmb", ""),
    (plain("JPY", Kind::Money), "yen jpy", ""),
    (plain("INR", Kind::Money), "rupee rupees inr", ""),
    (plain("KRW", Kind::Money), "krw", ""),
    (plain("CHF", Kind::Money), "chf", ""),
    (plain("TRY", Kind::Money), "lira liras lire", ""),
    (plain("ILS", Kind::Money), "shekel shekels ils", ""),
    (plain("IRR", Kind::Money), "rial rials irr", ""),
    (plain("SEK", Kind::Money), "krona kronor sek", ""),
    (plain("NOK", Kind::Money), "nok", ""),
    (plain("CZK", Kind::Money), "koruna korunas czk", ""),
    (plain("CAD", Kind::Money), "cad", ""),
    (plain("AUD", Kind::Money), "aud", ""),
];

/// Per cent: a hundredth.
pub(super) const PERCENT: Unit = si("%", Kind::Share, 0.01, "1");

const PERCENTAGE_POINT: Unit = si("pp", Kind::Share, 0.01, "1");
const POUND_STERLING: Unit = plain("GBP", Kind::Money);
const DEGREE: Unit = si("°", Kind::Angle, std::f64::consts::PI / 180.0, "rad");

static LISTED: LazyLock<WordList<Listed>> = LazyLock::new(|| {
    WordList::new(UNITS.iter().flat_map(|&(unit, names, symbols)| {
        let names = names.split_whitespace().map(move |name| (name, Listed { unit, symbol: false }));
        names.chain(symbols.split_whitespace().filter(|s| s.is_ascii()).map(move |s| (s, Listed { unit, symbol: true })))
    }))
});

/// A unit read from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UnitReading {
    pub unit: Unit,
    /// One past its last byte.
    pub end: u32,
    /// The word to go on from.
    pub next: usize,
}

/// The unit written in letters on to a number (`90km`); `next` is the word behind.
pub(super) fn suffix(p: &Passage<'_>, letters: &str, end: u32, next: usize) -> Option<UnitReading> {
    let unit = UNITS.iter().find(|(_, names, symbols)| {
        symbols.split_whitespace().any(|s| s == letters)
            || (letters.len() > 2 && names.split_whitespace().any(|n| n.eq_ignore_ascii_case(letters)))
    })?;
    Some(per(p, UnitReading { unit: unit.0, end, next }))
}

/// The unit that follows a number ending at byte `end`; `next` is the word behind it, `digits` whether it was written in digits, `factor` its
/// multiplier (pounds by the million are money).
pub(super) fn behind(p: &Passage<'_>, end: u32, next: usize, digits: bool, factor: f64) -> Option<UnitReading> {
    if let Some(reading) = sign(p, end, next) {
        return Some(reading);
    }
    let word = p.word(next)?;
    let gap = p.text.get(end as usize..word.start as usize)?;
    if !(is_space(gap) || matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")) {
        return None;
    }
    if p.is(next, "per") && p.spaced(next) && p.is(next + 1, "cent") {
        return Some(percent(p, next + 2));
    }
    if p.is(next, "percentage") && p.spaced(next) && p.is_any(next + 1, &["points", "point"]) {
        return Some(UnitReading { unit: PERCENTAGE_POINT, end: p.words[next + 1].end, next: next + 2 });
    }
    for (prefix, short, power) in [("square", "sq", 2), ("cubic", "cu", 3)] {
        if p.is(next, prefix) || p.is(next, short) {
            let base = listed(p, next + 1, true)
                .filter(|u| u.kind == Kind::Length && (p.spaced(next) || p.hyphened(next) || p.spaced_after_stop(next)))?;
            return Some(UnitReading { unit: powered(base, power)?, end: p.words[next + 1].end, next: next + 2 });
        }
    }
    if p.is_any(next, &["metric", "nautical"]) && (p.spaced(next) || p.hyphened(next)) {
        let unit = if p.is(next, "metric") {
            listed(p, next + 1, digits).filter(|u| u.symbol == "t")?
        } else {
            listed(p, next + 1, digits).filter(|u| u.symbol == "mi").map(|_| si("nmi", Kind::Length, 1852.0, "m"))?
        };
        return Some(UnitReading { unit, end: p.words[next + 1].end, next: next + 2 });
    }
    if let Some(reading) = money_of_state(p, next) {
        return Some(reading);
    }
    let unit = listed(p, next, digits)?;
    let reading = UnitReading { unit, end: word.end, next: next + 1 };
    if unit.symbol == "lb" && !p.hyphened(next.saturating_sub(1)) && p.written(next).len() > 3 {
        if p.spaced(next) && p.is(next + 1, "sterling") {
            return Some(UnitReading { unit: POUND_STERLING, end: p.words[next + 1].end, next: next + 2 });
        }
        if factor >= 1e6 {
            return Some(UnitReading { unit: POUND_STERLING, ..reading });
        }
    }
    if unit.symbol == "°" {
        return degrees(p, word.end, next + 1);
    }
    if unit == PERCENT {
        return Some(percent(p, next + 1));
    }
    Some(per(p, reading))
}

/// The unit that a sign behind a number stands for: `5%`, `5 °C`, `5 €`.
fn sign(p: &Passage<'_>, end: u32, next: usize) -> Option<UnitReading> {
    let mut chars = p.rest(end).chars();
    let (mut mark, mut at) = (chars.next()?, end);
    if matches!(mark, ' ' | '\u{a0}' | '\u{202f}' | '-') {
        at += mark.len_utf8() as u32;
        mark = chars.next()?;
    }
    let end = at + mark.len_utf8() as u32;
    let unit = match mark {
        '%' => PERCENT,
        '€' => plain("EUR", Kind::Money),
        '°' | 'º' => return degrees(p, end, next),
        _ => return None,
    };
    Some(UnitReading { unit, end, next: p.next_from(next, end) })
}

/// "US dollars", "Canadian dollars", "Russian roubles".
fn money_of_state(p: &Passage<'_>, next: usize) -> Option<UnitReading> {
    if !p.spaced(next) || !p.written(next).starts_with(char::is_uppercase) {
        return None;
    }
    let unit = listed(p, next + 1, false).filter(|u| u.kind == Kind::Money)?;
    let symbol = match (unit.symbol, p.written(next)) {
        ("USD", "Canadian") => "CAD",
        ("USD", "Australian") => "AUD",
        (symbol, _) => symbol,
    };
    Some(UnitReading { unit: plain(symbol, Kind::Money), end: p.words[next + 1].end, next: next + 2 })
}

/// `percent`, ending before word `next`; `percent points` are points.
fn percent(p: &Passage<'_>, next: usize) -> UnitReading {
    UnitReading { unit: PERCENT, end: p.words[next - 1].end, next }
}

/// `°C`, `degrees Celsius`, `degrees`: what follows a degree sign or word that ends at byte `end`.
fn degrees(p: &Passage<'_>, end: u32, next: usize) -> Option<UnitReading> {
    let gap = p.word(next).and_then(|w| p.text.get(end as usize..w.start as usize));
    if gap.is_some_and(|g| g.is_empty() || is_space(g))
        && let Some(unit) = listed(p, next, true).filter(|u| u.kind == Kind::Temperature)
    {
        return Some(UnitReading { unit, end: p.words[next].end, next: next + 1 });
    }
    Some(UnitReading { unit: DEGREE, end, next })
}

/// The unit that word `i` names; symbols only behind digits, and in their own case.
fn listed(p: &Passage<'_>, i: usize, digits: bool) -> Option<Unit> {
    let word = p.word(i)?;
    let written = p.written(i);
    if let Some((unit, ..)) =
        digits.then(|| UNITS.iter().find(|(_, _, s)| written.len() <= 4 && s.split_whitespace().any(|s| s == written))).flatten()
    {
        return Some(*unit);
    }
    LISTED.get(p.text, word).filter(|l| !l.symbol).map(|l| l.unit)
}

/// A length to the second or third power.
fn powered(base: Unit, power: i32) -> Option<Unit> {
    let (factor, ..) = base.si?;
    let (kind, si_unit) = if power == 2 { (Kind::Area, "m²") } else { (Kind::Volume, "m³") };
    let symbol = match (base.symbol, power) {
        ("km", 2) => "km²",
        ("m", 2) => "m²",
        ("cm", 2) => "cm²",
        ("mi", 2) => "mi²",
        ("ft", 2) => "ft²",
        ("yd", 2) => "yd²",
        ("in", 2) => "in²",
        ("km", 3) => "km³",
        ("m", 3) => "m³",
        ("cm", 3) => "cm³",
        ("ft", 3) => "ft³",
        _ => return None,
    };
    Some(si(symbol, kind, factor.powi(power), si_unit))
}

/// `per hour`, `an hour`, `/h`, `a day` behind a unit makes it a rate.
fn per(p: &Passage<'_>, base: UnitReading) -> UnitReading {
    let at = base.next;
    if at == 0 || !matches!(base.unit.kind, Kind::Length | Kind::Volume) {
        return base;
    }
    let unit_at = if p.gap(at - 1) == "/" {
        at
    } else if p.spaced(at - 1) && p.is_any(at, &["per", "an", "a"]) && (p.spaced(at)) {
        at + 1
    } else {
        return base;
    };
    let rate = match (base.unit.symbol, p.written(unit_at)) {
        ("km", "hour" | "h" | "hr") => si("km/h", Kind::Speed, 1.0 / 3.6, "m/s"),
        ("mi", "hour" | "h") => si("mph", Kind::Speed, 0.447_04, "m/s"),
        ("m", "second" | "s" | "sec") => si("m/s", Kind::Speed, 1.0, "m/s"),
        ("km", "second" | "s") => si("km/s", Kind::Speed, 1e3, "m/s"),
        ("ft", "second" | "s") => si("ft/s", Kind::Speed, 0.3048, "m/s"),
        ("bbl", "day") => si("bbl/day", Kind::Volume, 0.158_987_294_928 / 86_400.0, "m³/s"),
        ("m³", "day") => si("m³/day", Kind::Volume, 1.0 / 86_400.0, "m³/s"),
        _ => return base,
    };
    UnitReading { unit: rate, end: p.words[unit_at].end, next: unit_at + 1 }
}

/// The currency whose sign or code stands before byte `start`; with the byte at which that begins.
pub(super) fn currency_before(p: &Passage<'_>, start: u32) -> Option<(Unit, u32)> {
    let mut before = p.text.get(..start as usize)?;
    if let Some(spaced) = before.strip_suffix([' ', '\u{a0}'])
        && spaced.ends_with(['$', '€', '£', '₽', '₴', '¥', '₹'])
    {
        before = spaced;
    }
    let sign = before.chars().next_back()?;
    let symbol = match sign {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '₽' => "RUB",
        '₴' => "UAH",
        '₹' => "INR",
        '₪' => "ILS",
        '₩' => "KRW",
        '₺' => "TRY",
        ' ' | '\u{a0}' => return code_before(p, before, sign),
        _ => return None,
    };
    let at = before.len() - sign.len_utf8();
    let (symbol, letters) = match &before[..at] {
        b if sign == '$' && b.ends_with("US") => (symbol, 2),
        b if sign == '$' && b.ends_with('A') => ("AUD", 1),
        b if sign == '$' && b.ends_with('C') => ("CAD", 1),
        _ => (symbol, 0),
    };
    Some((plain(symbol, Kind::Money), (at - letters) as u32))
}

/// `EUR 5 million`
fn code_before(p: &Passage<'_>, before: &str, space: char) -> Option<(Unit, u32)> {
    let end = before.len() - space.len_utf8();
    let start = end.checked_sub(3)?;
    let code = p.text.get(start..end)?;
    let apart = !before.get(..start)?.ends_with(char::is_alphanumeric);
    let unit = UNITS.iter().find(|(u, ..)| u.kind == Kind::Money && u.symbol == code)?.0;
    apart.then_some((unit, start as u32))
}
