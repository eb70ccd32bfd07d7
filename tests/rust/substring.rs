//! Names inside words: cases, and a property against a search that tries every name everywhere.

use dateline::gazetteer::{Boundary, BuildOptions, Case, Entry, EntryList, FindOptions, Gazetteer, Overlap, Roster};
use dateline::text::fold::fold;
use dateline::text::words::words;
use proptest::prelude::*;

fn build(names: &[&str]) -> Gazetteer {
    let mut roster = Roster::new();
    roster.push_list(EntryList { columns: Vec::new(), entries: names.iter().map(|n| Entry::named(n)).collect() }).expect("good names");
    Gazetteer::with_options(roster, BuildOptions { boundary: Boundary::None, ..BuildOptions::default() }).expect("good names")
}

fn found(names: &[&str], text: &str, options: FindOptions) -> Vec<String> {
    let gazetteer = build(names);
    gazetteer.find_text(text, options).iter().map(|m| m.span.text(text).to_owned()).collect()
}

#[test]
fn names_inside_words() {
    let auto = FindOptions::default();
    assert_eq!(found(&["北京", "北京大学", "天安门"], "他在北京大学，不在北京天安门。", auto), ["北京大学", "北京", "天安门"]);
    assert_eq!(found(&["東京"], "東京都に着いた。", auto), ["東京"]);
    assert_eq!(found(&["เชียงใหม่"], "เขาไปเชียงใหม่เมื่อวาน", auto), ["เชียงใหม่"]);
    assert_eq!(
        found(&["Ukraine"], "Ostukraine, Ukrainekrieg, #standwithukraine #ukraine", auto),
        ["ukraine", "Ukraine", "ukraine", "ukraine"]
    );
    assert_eq!(found(&["Straße"], "Die HAUPTSTRASSENBAHN hielt", auto), ["STRASSE"]);
    assert_eq!(found(&["New York"], "the New␤York of New\nYork-based NewYork", auto), ["New\nYork"]);
    assert_eq!(found(&["São Paulo"], "In Sa\u{303}o Paulo, SAO-PAULO", auto), ["Sa\u{303}o Paulo", "SAO-PAULO"]);
    assert_eq!(found(&["Ems", "Reading"], "systems of reading", auto), Vec::<String>::new());
    assert_eq!(found(&["UK"], "StopUK but not luke", auto), ["UK"]);
    assert_eq!(found(&["Slov'iansk"], "near Sloviansk and Slov’iansk", auto), ["Sloviansk", "Slov’iansk"]);
}

#[test]
fn folding_is_that_of_whole_words() {
    let auto = FindOptions::default();
    assert_eq!(found(&["U.S.", "N.A.T.O."], "the U.S. and the US, N.A.T.O. and NATO", auto), ["U.S.", "US", "N.A.T.O.", "NATO"]);
    assert_eq!(
        found(&["Bosnia & Herzegovina", "AC/DC"], "Bosnia Herzegovina, Bosnia & Herzegovina, ACDC, AC DC, AC/DC", auto),
        ["Bosnia Herzegovina", "Bosnia & Herzegovina", "AC DC", "AC/DC"]
    );
    assert_eq!(
        found(&["O'Brien", "Cote d'Ivoire"], "with O Brien and O’Brien in Cote d Ivoire and Côte d'Ivoire", auto),
        ["O Brien", "O’Brien", "Cote d Ivoire", "Côte d'Ivoire"]
    );
    assert_eq!(found(&["Victory Square"], "They claimed Victory. Square after square fell on Victory Square", auto), ["Victory Square"]);
    assert_eq!(found(&["Kings Cross"], "at King's Cross and Kings Cross", auto), ["Kings Cross"]);
    assert_eq!(found(&["King's Cross"], "at King’s Cross and Kings Cross", auto), ["King’s Cross", "Kings Cross"]);
    assert_eq!(found(&["Workers' Party"], "the Workers’ Party and the Workers Party", auto), ["Workers’ Party", "Workers Party"]);
    assert_eq!(
        found(&["ジョー・バイデン", "東京"], "東京でジョーバイデンとジョー･バイデンが", auto),
        ["東京", "ジョーバイデン", "ジョー･バイデン"]
    );
    assert_eq!(found(&["New York"], "all New, York and New (York) said", auto), Vec::<String>::new());
    assert_eq!(found(&["New York"], "all said New.\n\nYork is old", auto), Vec::<String>::new());
}

/// Fills lines to so many columns, of which a character takes two; marks hang behind the line that they would not begin.
fn filled(text: &str, columns: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if used + width > columns && !"。、，」".contains(c) {
            out.push('\n');
            used = 0;
        }
        out.push(c);
        used += width;
    }
    out
}

#[test]
fn names_go_on_over_the_line_ends_of_wrapped_chinese_and_japanese() {
    let paragraphs = [
        (
            "天津市",
            "天津市市长星期三说，天津市的旧桥将对卡车关闭，因为桥墩出现了裂缝。许多天津市居民询问桥什么时候重新开放，天津市政府没有回答。",
        ),
        (
            "新潟市",
            "新潟市の市長は水曜日、新潟市の古い橋をトラックに対して閉鎖すると述べた。新潟市の住民の多くは、橋がいつ再び開くのかと新潟市に尋ねた。",
        ),
    ];
    for (name, text) in paragraphs {
        let gazetteer = build(&[name]);
        let (mut some, mut set_in) = (0, 0);
        for columns in 30..=90 {
            let paragraph = filled(&text.repeat(3), columns);
            for between in ["\n\n", "\n　　"] {
                let document = format!("　　{paragraph}{between}{paragraph}\n");
                let parts =
                    |n: usize| format!("{}\n{}", name.chars().take(n).collect::<String>(), name.chars().skip(n).collect::<String>());
                let broken: usize = (1..3).map(|n| document.matches(&parts(n)).count()).sum();
                let found = gazetteer.find_text(&document, FindOptions::default());
                let over = found.iter().filter(|m| m.span.text(&document).contains('\n')).count();
                assert_eq!((over, found.len()), (broken, 24), "{name}, {columns}: {document}");
                some += over;
                set_in += usize::from(between.contains('　'));
            }
        }
        assert!(some > 100 && set_in > 50);
    }
}

#[test]
fn names_end_with_lines_that_are_not_wrapped() {
    let auto = FindOptions::default();
    let none = Vec::<String>::new();
    assert_eq!(found(&["天津市"], "市长访问天\n津市的桥", auto), none);
    assert_eq!(found(&["天津市"], "天津\n市场", auto), none);
    let titles = "省长星期三视察城北的旧桥和新天\n津市民要求尽快重新开放桥\n专家小组公布关于桥墩裂缝的最新报告\n";
    assert_eq!(found(&["天津市"], titles, auto), none);
    let short = "市长星期三宣布旧桥将对所有的卡车关闭，居民希望天\n津市政府尽快修好。";
    assert_eq!(found(&["天津市"], short, auto), ["天\n津市"]);
    assert_eq!(found(&["天津市"], &short.replace('\n', "\n　　"), auto), none);
    assert_eq!(found(&["天津市"], &short.replace('\n', "\n\n"), auto), none);
    assert_eq!(found(&["天津市"], &short.replace('\n', " "), auto), none);
}

#[test]
fn tags_and_compounds() {
    let auto = FindOptions::default();
    let names = ["New York", "São Paulo", "Deutschland", "US", "Reading"];
    assert_eq!(found(&names, "#NewYork #newyorkers @saopaulo", auto), ["NewYork", "newyork", "saopaulo"]);
    assert_eq!(found(&names, "deutschlandweit, Westdeutschlands, Deutschlandfunk", auto), ["deutschland", "deutschland", "Deutschland"]);
    assert_eq!(found(&names, "#us and #US, tell us, for readings", auto), ["US"]);
}

#[test]
fn the_analyst_chooses_the_case() {
    let choice = |name: &str, case: &str| (name.to_owned(), if case == "any" { Case::Insensitive } else { Case::Sensitive });
    let gazetteer = build(&["Kyiv", "Reading"]);
    let chosen = gazetteer.with_case(&[choice("Kyiv", "any"), choice("Reading", "as listed")], &[], &[]).expect("both are there");
    let text = "in kyiv; READING and Reading";
    let found: Vec<_> = chosen.find_text(text, FindOptions::default()).iter().map(|m| m.span.text(text)).collect();
    assert_eq!(found, ["kyiv", "Reading"]);
    assert!(chosen.check_options(FindOptions { fuzzy: 1, ..FindOptions::default() }).is_err());
}

/// A spelling that was made of a name has letters of its own, so that its capitals are asked for.
#[test]
fn case_counts_for_made_spellings_too() {
    let sensitive = FindOptions { case: Case::Sensitive, ..FindOptions::default() };
    assert_eq!(found(&["Київ"], "in kyiv and Kyiv, у Київ", sensitive), ["Kyiv", "Київ"]);
}

#[test]
fn the_longest_or_all() {
    let all = FindOptions { overlap: Overlap::All, ..FindOptions::default() };
    assert_eq!(found(&["北京", "北京大学", "大学"], "北京大学", all), ["北京大学", "北京", "大学"]);
    // The longest one ends inside a character that folds to two letters, so the shorter one holds.
    assert_eq!(found(&["Gros", "Gro"], "Große", FindOptions::default()), ["Gro"]);
}

#[test]
fn a_file_keeps_the_boundary() {
    let gazetteer = build(&["北京"]);
    let copy = Gazetteer::from_bytes(gazetteer.to_bytes(), "copy").expect("the same again");
    assert_eq!(copy.find_text("在北京的人", FindOptions::default()), gazetteer.find_text("在北京的人", FindOptions::default()));
    assert_eq!(copy.find_text("在北京的人", FindOptions::default()).len(), 1);
}

/// A step that is not linear would not come to an end here.
#[test]
fn hostile_texts_take_linear_time() {
    let names: Vec<String> = (1..200).map(|n| "a".repeat(n)).collect();
    let gazetteer = build(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let text = "a".repeat(300_000) + &"ß".repeat(100_000) + &"a\u{301}".repeat(100_000);
    let found = gazetteer.find_text(&text, FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, fuzzy: 0 });
    assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Without regard to case, the leftmost longest names of the folded text, or all of them.
    #[test]
    fn the_automaton_equals_trying_every_name(
        names in prop::collection::btree_set("[abé京都]{1,4}", 1..12),
        text in "[abAéÉ京都 ]{0,40}",
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let gazetteer = build(&names);
        let options = FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, fuzzy: 0 };
        let spans: Vec<_> = gazetteer.find_text(&text, options).iter().map(|m| (m.span.start as usize, m.span.end as usize)).collect();
        let keys: Vec<Vec<String>> = names.iter().map(|n| n.chars().map(|c| fold(&c.to_string())).collect()).collect();
        let chars: Vec<(usize, String)> = text.char_indices().map(|(at, c)| (at, fold(&c.to_string()))).collect();
        let mut slow = Vec::new();
        let mut at = 0;
        let fits_at = |at: usize, key: &[String]| chars[at..].iter().map(|c| &c.1).zip(key).filter(|(a, b)| a == b).count() == key.len();
        let end_of = |end: usize| chars.get(end).map_or(text.len(), |c| c.0);
        while at < chars.len() {
            let fits = |key: &&Vec<String>| fits_at(at, key);
            match keys.iter().filter(fits).map(Vec::len).max() {
                None => at += 1,
                Some(length) => {
                    slow.push((chars[at].0, end_of(at + length)));
                    at += length;
                }
            }
        }
        prop_assert_eq!(spans, slow);

        let all = FindOptions { overlap: Overlap::All, ..options };
        let spans: Vec<_> = gazetteer.find_text(&text, all).iter().map(|m| (m.span.start as usize, m.span.end as usize)).collect();
        let mut slow = Vec::new();
        for (at, (start, _)) in chars.iter().enumerate() {
            let mut lengths: Vec<usize> = keys.iter().filter(|key| fits_at(at, key)).map(Vec::len).collect();
            lengths.sort_unstable_by(|a, b| b.cmp(a));
            lengths.dedup();
            slow.extend(lengths.iter().map(|length| (*start, end_of(at + length))));
        }
        prop_assert_eq!(spans, slow);
    }

    #[test]
    fn spans_lie_on_characters(text in any::<String>(), names in prop::collection::vec("[a-zé中'か\u{3099}]{1,3}", 1..8)) {
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|n| !words(n).is_empty()).collect();
        let gazetteer = build(&names);
        let mut last = 0;
        for m in gazetteer.find_text(&text, FindOptions { case: Case::Insensitive, overlap: Overlap::Longest, fuzzy: 0 }) {
            prop_assert!(m.span.start >= last && text.get(m.span.start as usize..m.span.end as usize).is_some());
            last = m.span.end;
        }
    }
}
