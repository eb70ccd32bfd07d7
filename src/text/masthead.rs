//! The name of the outlet alone on the first line of a report, above its title: "The Harbour Courier".

use crate::span::Span;

/// What newspapers, agencies and stations call themselves, in small letters.
const NOUNS: [&str; 58] = [
    "times",
    "post",
    "news",
    "courier",
    "herald",
    "tribune",
    "gazette",
    "sentinel",
    "ledger",
    "observer",
    "chronicle",
    "journal",
    "guardian",
    "daily",
    "weekly",
    "review",
    "mail",
    "express",
    "standard",
    "telegraph",
    "dispatch",
    "examiner",
    "inquirer",
    "enquirer",
    "monitor",
    "echo",
    "bulletin",
    "register",
    "reporter",
    "newswire",
    "wire",
    "broadcasting",
    "broadcaster",
    "radio",
    "television",
    "tv",
    "agency",
    "service",
    "gazeta",
    "pravda",
    "zeitung",
    "kurier",
    "nachrichten",
    "diario",
    "periódico",
    "prensa",
    "noticias",
    "jornal",
    "agencia",
    "agência",
    "agence",
    "agentur",
    "giornale",
    "corriere",
    "dziennik",
    "argus",
    "advertiser",
    "inform",
];
/// Nouns that many titles hold too: of a masthead only behind one of [`BEFORE`].
const COMMON: [&str; 14] =
    ["press", "star", "sun", "mirror", "globe", "world", "nation", "record", "independent", "voice", "today", "citizen", "eye", "watch"];
const BEFORE: [&str; 10] = ["the", "daily", "sunday", "morning", "evening", "free", "associated", "national", "weekly", "united"];
/// Agencies, whose line may stand directly above the text.
const AGENCIES: [&str; 8] = ["agency", "agencia", "agência", "agence", "agentur", "newswire", "wire", "broadcasting"];
/// Small words within a name.
const SMALL: [&str; 16] = ["of", "the", "and", "for", "in", "de", "du", "des", "la", "le", "el", "del", "di", "der", "die", "do"];
/// Fields whose value is the outlet, whatever it is called.
const FIELDS: [&str; 4] = ["published in", "published by", "newspaper", "outlet"];

/// Words that a masthead has at most.
const MOST_WORDS: usize = 7;
/// Words of a line that may be a title, a byline or a date.
const SHORT_LINE: usize = 24;

/// The outlet's name where the first line of a text is that and nothing else, and more lines of a head follow.
pub(crate) fn masthead(text: &str) -> Option<Span> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second, third) = (lines.next()?, lines.next()?, lines.next());
    // Lines are parts of the text, so that where they begin tells where they stand.
    let span = |name: &str| {
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start as u32, (start + name.len()) as u32)
    };
    if let Some((field, value)) = first.split_once(':')
        && FIELDS.iter().any(|known| field.trim().eq_ignore_ascii_case(known))
    {
        return Some(value.trim()).filter(|value| is_name(value)).map(span);
    }
    // "Agency (English service)"
    let name = first.split_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(first, |(name, _)| name);
    let head = second.split_whitespace().count() <= SHORT_LINE && !second.ends_with('.') && third.is_some();
    (is_outlet(name) && (head || ends_with(&words(name), &AGENCIES))).then(|| span(name))
}

/// True for the name of an outlet by the noun that it begins or ends with.
pub(crate) fn is_outlet(name: &str) -> bool {
    let words = words(name);
    let common = || ends_with(&words[words.len() - 1..], &COMMON) && words.iter().any(|word| BEFORE.contains(&word.as_str()));
    words.len() > 1 && is_name(name) && (ends_with(&words, &NOUNS) || common())
}

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

/// True if the first or the last of some words is on a list.
fn ends_with(words: &[String], list: &[&str]) -> bool {
    words.first().into_iter().chain(words.last()).any(|word| list.contains(&word.as_str()))
}

/// True for a few words with capitals, and small ones between them.
fn is_name(line: &str) -> bool {
    let mut count = 0;
    let named = |word: &str| {
        count += 1;
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        bare.starts_with(char::is_uppercase) || SMALL.contains(&word) || word == "&"
    };
    let all = line.split_whitespace().all(named);
    all && (1..=MOST_WORDS).contains(&count) && !line.ends_with(['.', '?', '!', ':', ';', ',']) && !line.contains(['|', '"', '“', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_stand_above_titles() {
        let cases = [
            ("The Harbour Courier\nDockers end strike\n4 May 2024\n\nThe strike is over.", "The Harbour Courier"),
            ("\u{feff}\nDELTA PRESS AGENCY\nDockers end strike\nLund, 4 May 2024\n\nThe strike …", "DELTA PRESS AGENCY"),
            ("Agencia Marina de Prensa (English service)\n\nLund, May 4, 2024 (AMP).- The strike is over.", "Agencia Marina de Prensa"),
            ("Published in: Lakeside Week\nOpinion: Enough\nBy Ann Lee\n\nThe strike …", "Lakeside Week"),
            ("The Delta Star\nDockers end strike\n\nThe strike …", "The Delta Star"),
            // A title in capitals, with a noun of mastheads at its end.
            ("Police Arrest Star\nBy Ann Lee\n\nThe singer …", "-"),
            ("President Meets the Press\n\nHe said that all is well.", "-"),
            ("Dockers end strike, says The Harbour Courier\nBy Ann Lee\n\nThe strike …", "-"),
            ("Bad News\n\nThe strike goes on.", "-"),
            ("News\nDockers end strike\n\nThe strike …", "-"),
            ("The Harbour Courier", "-"),
            ("The Harbour Courier said on Monday that the strike is over.\nIt gave no source.\nMore follows.", "-"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(masthead(text).map_or("-", |span| span.text(text)), expected, "{text}");
        }
    }
}
