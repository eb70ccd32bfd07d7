//! Words and folding: tables of cases, and properties against a slow reference written straight from the definition.

use dateline::text::fold::{fold, hash, is_apostrophe, is_ignorable, is_letter, is_mark};
use dateline::text::words::{words, words_scalar};
use dateline::text::{Shape, Word};
use proptest::prelude::*;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

#[derive(Deserialize)]
struct Table {
    equal: Vec<Vec<String>>,
    different: Vec<Vec<String>>,
    cut: Vec<Cut>,
}

#[derive(Deserialize)]
struct Cut {
    text: String,
    words: Vec<String>,
}

fn table() -> Table {
    toml::from_str(include_str!("../cases/folding.toml")).expect("folding.toml is a table of cases")
}

#[test]
fn words_that_fold_alike() {
    for group in table().equal {
        for word in &group {
            assert_eq!(fold(word), fold(&group[0]), "{word:?} and {:?}", group[0]);
        }
    }
}

#[test]
fn words_that_differ() {
    for group in table().different {
        for (i, word) in group.iter().enumerate() {
            for other in &group[i + 1..] {
                assert_ne!(fold(word), fold(other), "{word:?} and {other:?}");
            }
        }
    }
}

#[test]
fn texts_are_cut() {
    for case in table().cut {
        let cut: Vec<&str> = words(&case.text).iter().map(|w| w.text(&case.text)).collect();
        assert_eq!(cut, case.words, "{:?}", case.text);
    }
}

#[test]
fn shapes() {
    let shape = |text: &str| words(text)[0].shape;
    let of = |flags: &[Shape]| flags.iter().fold(Shape::default(), |all, &flag| all.with(flag));
    assert_eq!(shape("Kyiv"), of(&[Shape::CAPITAL, Shape::LOWER]));
    assert_eq!(shape("NATO"), of(&[Shape::CAPITAL, Shape::UPPER]));
    assert_eq!(shape("A"), of(&[Shape::CAPITAL]));
    assert_eq!(shape("iPhone"), of(&[Shape::LOWER]));
    assert_eq!(shape("2024"), of(&[Shape::DIGIT, Shape::NUMBER]));
    assert_eq!(shape("9M133"), of(&[Shape::DIGIT]));
    assert_eq!(shape("U.S."), of(&[Shape::CAPITAL, Shape::UPPER, Shape::DOTTED]));
    assert_eq!(shape("École"), of(&[Shape::CAPITAL, Shape::LOWER, Shape::WIDE]));
    assert_eq!(words("Kyiv’s")[1].shape, of(&[Shape::LOWER, Shape::POSSESSIVE]));
}

#[test]
fn a_hash_is_the_same_for_ever() {
    // Files hold these: a change of any needs a new version of the file format.
    assert_eq!(hash(""), 0);
    assert_eq!(hash("kyiv"), 0xc77a_1870_3c1e_d1b7);
    assert_eq!(hash("petropavlovsk"), 0x3124_12a2_4d00_cb02);
}

/// Straight from the definition: fold case, decompose, drop, spell out, until nothing changes.
fn slow_fold(word: &str) -> String {
    let mut folded = word.to_owned();
    loop {
        // An apostrophe is dropped as written: some decompose into a space and a mark.
        let lower: String = folded.nfd().filter(|&c| !is_apostrophe(c)).flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
        let mut next = String::new();
        for c in lower.nfkd() {
            let hebrew_or_arabic_point = ('\u{0591}'..='\u{08FF}').contains(&c) && (10..=35).contains(&canonical_combining_class(c));
            if is_ignorable(c)
                || canonical_combining_class(c) >= 200
                || hebrew_or_arabic_point
                || is_apostrophe(c)
                || matches!(c, '.' | '"' | '”')
            {
                continue;
            }
            match c {
                'ß' => next.push_str("ss"),
                'æ' => next.push_str("ae"),
                'ø' => next.push('o'),
                'ł' => next.push('l'),
                'đ' | 'ð' => next.push('d'),
                'þ' => next.push_str("th"),
                'œ' => next.push_str("oe"),
                'ħ' => next.push('h'),
                'ı' => next.push('i'),
                'ی' => next.push('ي'),
                'ک' => next.push('ك'),
                'ہ' | 'ە' => next.push('ه'),
                'ۃ' => next.push('ة'),
                _ => next.push(c),
            }
        }
        if next == folded {
            return slow_straight(&folded);
        }
        folded = next;
    }
}

/// Letters that look like those of another script are these in a word of two scripts.
fn slow_straight(folded: &str) -> String {
    let letters = folded.chars().filter(|c| c.is_alphabetic());
    let is = |c: char, first: char, last: char| (first..=last).contains(&c);
    let latin = letters.clone().filter(|c| c.is_ascii()).count();
    for (script, twins, least) in [
        (('\u{400}', '\u{52F}'), ("abcehijkmopstxy", "авсеніјкморѕтху"), 2),
        (('\u{370}', '\u{3FF}'), ("abezhiknoptxy", "αβεζηικνορτχυ"), 3),
    ] {
        let other = letters.clone().filter(|&c| is(c, script.0, script.1)).count();
        if latin == 0 || other == 0 || latin + other < least || latin + other < letters.clone().count() {
            continue;
        }
        let put = |from: &str, to: &str| -> String {
            folded.chars().map(|c| from.chars().position(|f| f == c).and_then(|at| to.chars().nth(at)).unwrap_or(c)).collect()
        };
        let (there, here) = (put(twins.0, twins.1), put(twins.1, twins.0));
        let (no_latin, all_latin) = (!there.contains(|c: char| c.is_ascii_alphabetic()), !here.contains(|c| is(c, script.0, script.1)));
        return match (no_latin, all_latin) {
            (true, true) if latin > other => here,
            (true, _) => there,
            (false, true) => here,
            (false, false) => folded.to_owned(),
        };
    }
    folded.to_owned()
}

/// The word cutter over a plain list of characters.
fn slow_words(text: &str) -> Vec<(u32, u32, u64)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let mark = |i: usize| chars.get(i).is_some_and(|c| is_mark(c.1));
    let quote = |i: usize| chars.get(i).is_some_and(|c| is_apostrophe(c.1));
    let hebrew = |i: usize| chars.get(i).is_some_and(|c| ('\u{591}'..='\u{5EA}').contains(&c.1) && (is_letter(c.1) || is_mark(c.1)));
    let gershayim = |i: usize| chars.get(i).is_some_and(|c| matches!(c.1, '"' | '”')) && hebrew(i - 1) && hebrew(i + 1) && !hebrew(i + 2);
    let letter = |i: usize| chars.get(i).is_some_and(|c| is_letter(c.1) && !is_mark(c.1) && !is_apostrophe(c.1));
    let number = |i: usize| chars.get(i).is_some_and(|c| !is_letter(c.1) && c.1.is_numeric() && !is_mark(c.1));
    let inner = |i: usize| letter(i) || number(i) || mark(i);
    let possessive = |i: usize| chars.get(i).is_some_and(|c| matches!(c.1, 's' | 'S')) && !inner(i + 1);
    let after_letter = |mut i: usize| {
        i += 1;
        while mark(i) {
            i += 1;
        }
        i
    };
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize| {
        let folded = slow_fold(&text[at(from)..at(to)]);
        if !folded.is_empty() {
            out.push((at(from) as u32, at(to) as u32, hash(&folded)));
        }
    };
    let mut i = 0;
    while i < chars.len() {
        if !letter(i) && !number(i) {
            i += 1;
            continue;
        }
        // A dotted acronym: letter, full stop, at least twice; a last letter may lack its stop; no word goes on.
        let (mut end, mut pairs) = (i, 0);
        while letter(end) && chars.get(after_letter(end)).is_some_and(|c| c.1 == '.') {
            end = after_letter(end) + 1;
            pairs += 1;
        }
        if letter(end) && !inner(after_letter(end)) {
            end = after_letter(end);
        }
        if pairs < 2 || inner(end) {
            end = i;
            let mut last = i;
            while inner(end) || (quote(end) || end > i && gershayim(end)) && letter(last) && letter(end + 1) && !possessive(end + 1) {
                if letter(end) || number(end) {
                    last = end;
                }
                end += 1;
            }
        }
        push(i, end);
        i = end;
        if quote(i) && possessive(i + 1) {
            push(i + 1, i + 2);
            i += 2;
        }
    }
    out
}

fn plain(cut: &[Word]) -> Vec<(u32, u32, u64)> {
    cut.iter().map(|w| (w.start, w.end, w.hash)).collect()
}

/// Texts rich in what makes cutting hard.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,12}",
        2 => "[ .,'’\\-\n]{1,2}",
        1 => "[A-Za-z]\\.",
        1 => "['’`ʼ][sS]",
        1 => "[0-9]{1,3}",
        2 => prop::sample::select(vec!["é", "e\u{301}", "ß", "İ", "ı", "Ł", "\u{AD}", "\u{200D}", "\u{301}", "ﬁ", "ǅ", "が", "か\u{3099}", "\u{345}", "ᾳ",
            "Київ", "Слов’янськ", "с", "о", "ИХ", "ο", "Τα", "מָ", "كِ", "क्ष", "中文", "한국", "“", "”", "—", "צה״ל", "צה\"ל", "ד”ר", "ל", "…", "½", "ŉ", "№", "𝔘", "\u{1F1FA}", "\u{3164}"]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_cutter_equals_the_slow_one(text in hard_text()) {
        prop_assert_eq!(plain(&words(&text)), slow_words(&text));
    }

    #[test]
    fn vector_and_scalar_masks_cut_alike(text in hard_text(), repeat in 1_usize..20) {
        let text = text.repeat(repeat);
        prop_assert_eq!(words(&text), words_scalar(&text));
    }

    #[test]
    fn folding_equals_its_definition(word in "\\PC{0,12}") {
        prop_assert_eq!(fold(&word), slow_fold(&word));
    }

    #[test]
    fn folding_of_two_scripts_equals_its_definition(word in "[aceoxyHKMTgſéüсеохункмтжїўЁАИαοτηάμΩ1'-]{0,8}") {
        prop_assert_eq!(fold(&word), slow_fold(&word));
        prop_assert_eq!(fold(&fold(&word)), fold(&word));
    }

    #[test]
    fn folding_twice_changes_nothing(word in any::<String>()) {
        let once = fold(&word);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn composition_does_not_matter(word in "\\PC{0,12}") {
        prop_assert_eq!(fold(&word.nfc().collect::<String>()), fold(&word.nfd().collect::<String>()));
    }

    #[test]
    fn words_ascend_and_lie_on_characters(text in any::<String>()) {
        let mut last = 0;
        for word in words(&text) {
            prop_assert!(last <= word.start && word.start < word.end);
            prop_assert!(text.get(word.start as usize..word.end as usize).is_some());
            last = word.end;
        }
    }
}

/// A step that is not linear would not come to an end here.
#[test]
fn long_inputs_take_linear_time() {
    for piece in ["a", "a.", "é", "a'", "e\u{301}", "’s", "a.bc", "\u{301}", "A.’", "中"] {
        let text = piece.repeat(2_000_000 / piece.len());
        assert!(words(&text).windows(2).all(|pair| pair[0].end <= pair[1].start), "{piece:?}");
    }
}
