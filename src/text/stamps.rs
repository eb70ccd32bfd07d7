//! Stamps before a sentence: the hour of an entry in a live blog (`17:45 -`, `1745 GMT:`, `[17:45]`), the number of a post in a thread (`5/`).

use super::listed::holds;
use super::lists::is_bullet;

/// Zones that may follow an hour; `local time` is read beside them.
const ZONES: [&str; 19] =
    ["GMT", "UTC", "BST", "CET", "CEST", "EET", "EEST", "MSK", "EAT", "WAT", "CAT", "IST", "EST", "EDT", "ET", "PST", "PDT", "PT", "Z"];
/// What may follow the figures of an hour.
const HALVES: [&str; 10] = ["a.m.", "p.m.", "am", "pm", "AM", "PM", "A.M.", "P.M.", "hrs", "h"];
/// Marks that may part a stamp from its text.
const MARKS: [char; 6] = ['-', '–', '—', ':', '|', '.'];
/// Days and months after an hour make it part of a date.
const DATES: &str = "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr May Jun Jul Aug Sep Sept \
    Oct Nov Dec January February March April June July August September October November December";

/// Bytes of the stamp that a line begins with, with the white space behind it; 0 if there is none, or nothing follows it.
pub(super) fn stamp(line: &str) -> usize {
    let first = line.as_bytes().first().copied().unwrap_or(b' ');
    if !(first.is_ascii_digit() || matches!(first, b'[' | b'(' | b'*' | b'-') || first >= 0x80) {
        return 0;
    }
    let item = line.trim_start_matches(|c: char| is_bullet(c) || matches!(c, '*' | '-' | '–' | '—'));
    let bare = item.trim_start();
    // A bullet stands before white space.
    if item.len() < line.len() && bare.len() == item.len() {
        return 0;
    }
    let rest = clock(bare).or_else(|| number(bare));
    rest.map_or(0, |rest| line.len() - rest.len())
}

/// What follows an hour of the day.
fn clock(line: &str) -> Option<&str> {
    let inner = line.strip_prefix(['[', '(']);
    let (rest, colon) = figures(inner.unwrap_or(line))?;
    let half = HALVES.iter().find_map(|h| word(rest.trim_start(), h));
    let hour = half.unwrap_or(rest);
    let zone = ZONES.iter().find_map(|z| word(hour.trim_start(), z)).or_else(|| hour.trim_start().strip_prefix("local time"));
    let sure = half.is_some() || zone.is_some();
    let mut rest = zone.unwrap_or(hour);
    if inner.is_some() {
        rest = rest.strip_prefix([']', ')'])?;
    }
    // Four figures are a year unless a zone follows, `12.10` and `5` are amounts unless a half of the day does.
    if !(colon || sure || inner.is_some()) {
        return None;
    }
    let (text, marked) = parted(rest)?;
    let opens = text.chars().next()?;
    let dated = holds(DATES, text.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let fits = if marked || inner.is_some() {
        (opens.is_alphanumeric() || quotes(opens)) && figures(text).is_none_or(|next| !next.1)
    } else {
        (opens.is_uppercase() || quotes(opens)) && !dated
    };
    fits.then_some(text)
}

/// What follows the number of a post: `5/ The minister`.
fn number(line: &str) -> Option<&str> {
    let figures = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[figures..].strip_prefix('/').filter(|_| (1..=3).contains(&figures))?;
    let text = rest.trim_start();
    let opens = text.chars().next().filter(|_| text.len() < rest.len())?;
    (opens.is_uppercase() || quotes(opens)).then_some(text)
}

/// What follows the figures of an hour, and whether a colon parts them: `17:45`, `1745`, `5`.
fn figures(line: &str) -> Option<(&str, bool)> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let value = |s: &str| s.parse::<u32>().unwrap_or(u32::MAX);
    let hours = digits(line);
    let rest = line.get(hours..)?;
    if hours == 4 {
        return (value(&line[..2]) < 24 && value(&line[2..4]) < 60).then_some((rest, false));
    }
    if !(1..=2).contains(&hours) || value(&line[..hours]) > 23 {
        return None;
    }
    let minutes = |rest: &str| digits(rest) == 2 && value(&rest[..2]) < 60;
    match rest.strip_prefix([':', '.', 'h']).filter(|r| minutes(r)) {
        Some(minutes) => Some((&minutes[2..], rest.starts_with([':', 'h']))),
        None => Some((rest, false)),
    }
}

/// What follows the marks behind a stamp, and whether there are any; nothing where no white space parts the two.
fn parted(rest: &str) -> Option<(&str, bool)> {
    let open = rest.trim_start();
    let behind = open.trim_start_matches(MARKS);
    let text = behind.trim_start();
    (text.len() < behind.len() || behind.len() == open.len() && open.len() < rest.len()).then_some((text, behind.len() < open.len()))
}

/// What follows a word that the text begins with.
fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

const fn quotes(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '«' | '„')
}

#[cfg(test)]
mod tests {
    use super::stamp;

    fn rest(line: &str) -> &str {
        &line[stamp(line)..]
    }

    #[test]
    fn an_hour_or_a_number_stands_before_the_sentence() {
        for line in [
            "17:45 - Lund says",
            "17:45 – Lund says",
            "17:45: Lund says",
            "17:45 Lund says",
            "[17:45] Lund says",
            "(17:45) Lund says",
            "1745 GMT: Lund says",
            "17:45 GMT - Lund says",
            "5.45pm: Lund says",
            "5:45 p.m. Lund says",
            "5 p.m. ET | Lund says",
            "• 17:45 - Lund says",
            "- 17:45 – Lund says",
            "17h45 - Lund says",
            "09:30 local time - Lund says",
            "5/ Lund says",
        ] {
            assert_eq!(rest(line), "Lund says", "{line}");
        }
        assert_eq!(rest("14:00 - 8,000 men march"), "8,000 men march");
        assert_eq!(rest("[08:10] “We left.”"), "“We left.”");
    }

    #[test]
    fn amounts_years_and_dates_stay() {
        for line in [
            "2019 - Lund says",
            "1745: Lund falls",
            "17:45 - 18:30 Lund talks",
            "17:45",
            "17:45 -",
            "5 boats left",
            "12.10 Lund marks",
            "17:45 Tuesday",
            "9/11 Commission says",
            "1/2 of the men",
            "- Lund says",
            "25:10 - Lund",
            "17:75 - Lund",
            "3.5 - Lund",
            "17:45 was the hour",
            "“17:45 - Lund",
            "-5 degrees",
            "",
        ] {
            assert_eq!(rest(line), line, "{line}");
        }
    }
}
