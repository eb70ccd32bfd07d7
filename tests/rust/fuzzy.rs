//! Misspelt names: what is found, what is not, and against a search that measures every word.

use dateline::gazetteer::{Entry, EntryList, FindOptions, Gazetteer, Variant, resolve};
use proptest::prelude::*;

fn build(names: &[&str]) -> Gazetteer {
    Gazetteer::new(EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() }).expect("good names")
}

fn found(gazetteer: &Gazetteer, text: &str, fuzzy: u8) -> Vec<(String, String)> {
    let options = FindOptions { fuzzy, ..FindOptions::default() };
    let hits = gazetteer.find_text(text, options).into_iter().filter(|m| m.variant == Variant::Fuzzy);
    hits.map(|m| (m.span.text(text).to_owned(), gazetteer.entry(m.entries[0]).name().to_owned())).collect()
}

#[test]
fn slips_of_every_kind() {
    let gazetteer =
        build(&["Kharkiv", "Zaporizhzhia", "Defence Ministry of Tarvia", "Nova Kakhovka", "São Paulo", "Харків", "NATO", "Palma"]);
    let one = |text: &str| {
        found(&gazetteer, text, 1).into_iter().map(|(written, name)| format!("{written}={name}")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(one("They left Kharkvi at dawn."), "Kharkvi=Kharkiv");
    assert_eq!(one("They left Kharkv’s centre."), "Kharkv=Kharkiv");
    assert_eq!(one("They left Kharrkiv and Kharciv."), "Kharrkiv=Kharkiv; Kharciv=Kharkiv");
    assert_eq!(
        one("The Defence Minsitry of Tarvia and Nova Kakhvoka"),
        "Defence Minsitry of Tarvia=Defence Ministry of Tarvia; Nova Kakhvoka=Nova Kakhovka"
    );
    assert_eq!(one("From Sao Puulo it went."), "Sao Puulo=São Paulo");
    assert_eq!(one("У Харкиві тихо, у Харківв теж"), "Харківв=Харків");
    // Two slips are one too many; the first letter counts; exact names, common words, plurals, acronyms and words in capitals stay.
    assert_eq!(one("Kahrkvi, Gharkiv, Kharkiv, NATOO, KHARKVI, Palmas"), "");
    // A word that comes again is a name of its own, and so is one beside another name.
    assert_eq!(one("Kharkiw won. They say Kharkiw is big, and Ivan Kharkib too."), "");
    assert_eq!(one("Palm oil and Palmo. The palmo grows."), "");
    // A word of the language is no slip, whatever stands beside it, and an acronym is none in the plural.
    assert_eq!(one("The Nova Kakhovki fair sold kakhovki of every kind in PALMAd."), "");
    assert_eq!(one("The Nova Kakhovki fair was held."), "Nova Kakhovki=Nova Kakhovka");
}

/// Arabic, Hebrew, Persian, Devanagari, Georgian.
#[test]
fn slips_in_scripts_without_case() {
    let gazetteer = build(&["الإسكندرية", "ירושלים", "قائم شهر", "रायपुर", "თბილისი", "بيت لحم"]);
    let one = |text: &str| found(&gazetteer, text, 1).into_iter().map(|(written, name)| format!("{written}={name}")).collect::<Vec<_>>();
    assert_eq!(one("وصل الوفد إلى الاسكنديرة اليوم"), ["الاسكنديرة=الإسكندرية"]);
    assert_eq!(one("הוועדה נסעה אל ירשולים אתמול"), ["ירשולים=ירושלים"]);
    assert_eq!(one("مردم به قائیم شهر رفتند"), ["قائیم شهر=قائم شهر"]);
    assert_eq!(one("वे कल रायपूर गए थे"), ["रायपूर=रायपुर"]);
    assert_eq!(one("ისინი თბილიში ცხოვრობენ"), ["თბილიში=თბილისი"]);
    // The first letter counts, two slips are too many, a word that comes again is one of the language, and a short one is near anything.
    assert!(one("הם נסעו אל חרושלים ואל ירשולם").is_empty());
    assert!(one("ירשולים כאן וגם ירשולים שם").is_empty());
    assert!(one("قال إن لحن الأغنية جميل").is_empty());
    // Letters without case among others are no word of such a script.
    assert!(one("они видели თბილიшი вчера").is_empty());
}

#[test]
fn a_demonym_is_no_slip_of_a_place() {
    let gazetteer = build(&["Americas", "Israel", "Germany", "Canada"]);
    let text = "They met Americans in Berlin. Of the Israeli side little was heard, of Germans nothing. They left Canadu.";
    assert_eq!(found(&gazetteer, text, 2), [("Canadu".to_owned(), "Canada".to_owned())]);
}

#[test]
fn two_slips_in_long_words() {
    let gazetteer = build(&["Zaporizhzhia", "Kharkiv"]);
    assert_eq!(found(&gazetteer, "They went to Zaporozhzha and Khrkivv.", 2), [("Zaporozhzha".to_owned(), "Zaporizhzhia".to_owned())]);
    assert!(found(&gazetteer, "They went to Zaporozhzha.", 1).is_empty());
}

/// The surer of a name the fewer of its letters are wrong.
#[test]
fn a_slip_lowers_the_score() {
    let gazetteer = build(&["Melitopol", "Zaporizhzhia"]);
    let text = "They left Melitopol, Meiltopol and Zaporozhzha.";
    for choose in [true, false] {
        let options = FindOptions { fuzzy: 2, ..FindOptions::default() };
        let scores: Vec<f32> = resolve::in_text(&gazetteer, text, options, choose).iter().map(|m| m.score).collect();
        assert_eq!(scores, [1.0, 1.0 - 1.0 / 9.0, 1.0 - 2.0 / 11.0]);
    }
}

#[test]
fn nothing_changes_without_it() {
    let gazetteer = build(&["Kharkiv"]);
    assert!(found(&gazetteer, "They left Kharkvi.", 0).is_empty());
}

/// A step that is not linear would not come to an end here.
#[test]
fn hostile_texts_take_linear_time() {
    let gazetteer = build(&["Aaaaaaaaa Bbbbbbbb", "Aaaaaaaaab", "Aaaaaaaaabb Aaaaaaaaab Aaaaaaaaab Aaaaaaaaab"]);
    for piece in ["Aaaaaaaaa ", "Aaaaaaaaac ", "Aaaaaaaaab ", "Aaaaaaaacb "] {
        let text = piece.repeat(100_000);
        let found = gazetteer.find_text(&text, FindOptions { fuzzy: 2, ..FindOptions::default() });
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{piece:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// One letter left out, put in, changed or swapped behind the first: the name is found again.
    #[test]
    fn one_slip_is_found(name in "[XZ][qxzvw][qxzvwkj]{5,10}", kind in 0..4, at in 1_usize..6, letter in prop::char::range('a', 'z')) {
        let mut letters: Vec<char> = name.chars().collect();
        match kind {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letter),
            2 => letters[at] = letter,
            _ => letters.swap(at, at + 1),
        }
        let wrong: String = letters.into_iter().collect();
        let gazetteer = build(&[&name, "Ostrow"]);
        let text = format!("there stood 12, {wrong}; then");
        let hits = gazetteer.find_text(&text, FindOptions { fuzzy: 1, ..FindOptions::default() });
        prop_assert!(wrong == name || hits.len() == 1 && hits[0].span.text(&text) == wrong, "{} for {}", wrong, name);
    }
}
