//! A page's title without the outlet that sites put behind the headline: "Dockers end strike | The Harbour Courier".

use crate::text::masthead::is_outlet;

/// What parts a headline from its outlet.
const PARTS: [&str; 7] = [" | ", " — ", " – ", " - ", " :: ", " » ", " · "];
/// A bar stands in no headline.
const BAR: &str = " | ";
/// Parts of a site, in small letters.
const SECTIONS: [&str; 26] = [
    "news",
    "world",
    "world news",
    "politics",
    "opinion",
    "sport",
    "sports",
    "business",
    "home",
    "live",
    "video",
    "asia",
    "africa",
    "europe",
    "middle east",
    "americas",
    "us",
    "uk",
    "analysis",
    "blog",
    "blogs",
    "science",
    "health",
    "culture",
    "technology",
    "latest",
];
/// Words that an outlet's name has at most.
const MOST_WORDS: usize = 6;

/// The headline, and the outlet if there is one. `headings` are the page's own, its first-level ones and those that it gives to others who
/// show it; `known` is what else the page says of its outlet.
///
/// What stands behind the last mark is the outlet's name if the page says so, or if it looks like a name and no heading holds it.
pub fn parted<'t>(title: &'t str, headings: &[String], known: Option<&str>) -> (&'t str, Option<&'t str>) {
    let last = PARTS.iter().filter_map(|part| Some((title.rfind(part)?, *part))).max();
    let Some((at, part)) = last else { return (title, None) };
    let (head, tail) = (title[..at].trim(), title[at + part.len()..].trim());
    if head.is_empty() || tail.is_empty() {
        return (title, None);
    }
    let lower = |text: &str| text.to_lowercase();
    if let Some(known) = known {
        let same = lower(known) == lower(tail);
        return if same { (head, Some(tail)) } else { (title, None) };
    }
    let is_name = {
        let words: Vec<&str> = tail.split_whitespace().collect();
        let domain = words.len() == 1 && tail.contains('.') && !tail.ends_with('.');
        let named = tail.starts_with(char::is_uppercase) && words.len() <= MOST_WORDS && !tail.ends_with(['.', '?', '!']);
        (domain || named) && !SECTIONS.contains(&lower(tail).as_str())
    };
    let held = headings.iter().any(|heading| lower(heading) != lower(tail) && lower(heading).contains(&lower(tail)));
    let told = part == BAR || !headings.is_empty() || is_outlet(tail);
    if is_name && !held && told { (head, Some(tail)) } else { (title, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_parted_from_outlets() {
        let cases = [
            ("Dockers end strike | The Harbour Courier", "Dockers end strike", "", "Dockers end strike / The Harbour Courier"),
            ("LIVE: Strike in Lund - The Lakeside Ledger", "Strike goes on", "", "LIVE: Strike in Lund / The Lakeside Ledger"),
            ("Strike over - DNB News", "", "", "Strike over / DNB News"),
            ("Strike over | Delta24", "", "", "Strike over / Delta24"),
            ("Strike over – delta.example", "Strike over", "", "Strike over / delta.example"),
            ("Strike | World | The Delta", "Strike", "", "Strike | World / The Delta"),
            ("Strike over - Lakeside", "", "Lakeside", "Strike over / Lakeside"),
            // The outlet is known to be another, or the mark is the headline's own.
            ("Strike over - Lakeside", "", "Delta", "Strike over - Lakeside / -"),
            ("Strike over - mayor", "Strike over", "", "Strike over - mayor / -"),
            ("Strike over - Olsen", "Strike over - Olsen", "", "Strike over - Olsen / -"),
            ("Strike over - Olsen", "", "", "Strike over - Olsen / -"),
            ("Strike over | World news", "Strike over", "", "Strike over | World news / -"),
            ("Strike over", "Strike over", "", "Strike over / -"),
            ("| The Delta", "", "", "| The Delta / -"),
        ];
        for (title, heading, known, expected) in cases {
            let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
            let headings: Vec<String> = some(heading).map(str::to_owned).into_iter().collect();
            let (head, outlet) = parted(title, &headings, some(known));
            assert_eq!(format!("{head} / {}", outlet.unwrap_or("-")), expected);
        }
    }
}
