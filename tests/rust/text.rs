//! The text layer: tables of cases, and what must hold for any text.

use crate::cases::cases;
use dateline::classify::RuleClassifier;
use dateline::extract::{quantities::quantities, quotes::quotes, statements::statements, times::times};
use dateline::pool::Control;
use dateline::text::{BlockKind, Outline, blocks, decode, words};
use dateline::{Error, tables};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct SentenceCase {
    name: String,
    text: Option<String>,
    want: Vec<String>,
}

/// A long text is left in the middle once the caller has asked to stop, whatever is done with it; a short one is not.
#[test]
fn long_texts_are_left() {
    let line = "“We counted 12 trucks on 3 May,” the minister of Orlen said.\n\n";
    let long = line.repeat(18_000);
    let outline = Outline::new(&long);
    let cut = words::words(&long);
    let rules = RuleClassifier::seed("acts").unwrap();
    let work: [(&str, &dyn Fn()); 8] = [
        ("words", &|| drop(words::words(&long))),
        ("columns", &|| drop(tables::words::words(&long, &cut))),
        ("outline", &|| drop(Outline::new(&long))),
        ("rules", &|| drop(rules.classify_text(&long))),
        ("quotes", &|| drop(quotes(&outline, &[]))),
        ("times", &|| drop(times(&outline, None))),
        ("quantities", &|| drop(quantities(&outline, &[], &[]))),
        ("statements", &|| drop(statements(&outline, &[], &[], None))),
    ];
    let control = Control::default();
    control.stop();
    for (name, work) in work {
        let left = control.run(|| {
            work();
            Ok(())
        });
        assert!(matches!(left, Err(Error::Cancelled)), "{name}");
    }
    assert!(control.run(|| Ok(words::words(line))).is_ok());
}

#[test]
fn sentences() {
    for case in cases::<SentenceCase>("sentences.toml") {
        let text = case.text.unwrap_or_else(|| case.want.join(" "));
        let outline = Outline::new(&text);
        let got: Vec<&str> = outline.sentences.iter().map(|s| s.span.text(&text)).collect();
        assert_eq!(got, case.want, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct BlockCase {
    name: String,
    text: String,
    blocks: Vec<(String, String)>,
}

#[test]
fn block_kinds() {
    for case in cases::<BlockCase>("blocks.toml") {
        let outline = Outline::new(&case.text);
        let got: Vec<(&str, &str)> = outline.blocks.iter().map(|b| (b.kind.as_str(), b.span.text(&case.text))).collect();
        assert_eq!(got.len(), case.blocks.len(), "{}: {got:?}", case.name);
        for ((kind, surface), (want, start)) in got.into_iter().zip(&case.blocks) {
            assert!(kind == want && surface.starts_with(start.as_str()), "{}: {kind} instead of {want}: {surface}", case.name);
        }
    }
}

#[derive(Deserialize)]
struct DecodeCase {
    name: String,
    bytes: String,
    text: Option<String>,
    encoding: Option<String>,
    #[serde(default)]
    binary: bool,
}

#[test]
fn decoding() {
    for case in cases::<DecodeCase>("decode.toml") {
        let digits: Vec<u8> = case.bytes.bytes().filter(u8::is_ascii_hexdigit).collect();
        let bytes: Vec<u8> =
            digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("a byte")).collect();
        assert_eq!(decode::looks_binary(&bytes).is_some(), case.binary, "{}", case.name);
        let decoded = decode::decode(&bytes);
        if let (Some(text), Some(encoding)) = (case.text, case.encoding) {
            assert_eq!((decoded.text, decoded.encoding), (text, encoding.as_str()), "{}", case.name);
        }
    }
}

#[derive(Deserialize)]
struct EncodingCase {
    name: String,
    encoding: String,
    want: Option<String>,
    text: String,
}

#[test]
fn encodings_that_are_no_utf_8() {
    for case in cases::<EncodingCase>("encodings.toml") {
        let encoding = decode::encoding_named(&case.encoding).expect("an encoding");
        let (bytes, _, lost) = encoding.encode(&case.text);
        assert!(!lost, "{}", case.name);
        let decoded = decode::decode(&bytes);
        assert_eq!(decoded.encoding, case.want.as_ref().unwrap_or(&case.encoding), "{}", case.name);
        if case.want.is_none_or(|want| want.starts_with("koi8")) {
            assert_eq!(decoded.text, case.text, "{}", case.name);
        }
    }
    let named = |name| decode::encoding_named(name).map(|encoding| encoding.name());
    assert!(matches!((named("cp1251"), named("KOI8_R"), named("latin-1")), (Ok("windows-1251"), Ok("KOI8-R"), Ok("windows-1252"))));
    assert!(named("klingon").is_err_and(|e| e.to_string().contains("no encoding \"klingon\"")));
}

/// Texts of marks, words, white space and newlines that the rules look at, in any order.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(". ".to_owned()),
        Just("? ".to_owned()),
        Just("…".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("  ".to_owned()),
        Just("”".to_owned()),
        Just(" “".to_owned()),
        Just("[...]".to_owned()),
        Just("• ".to_owned()),
        Just("2. ".to_owned()),
        Just("U.S. ".to_owned()),
        Just("Gen. ".to_owned()),
        Just("p.m. ".to_owned()),
        Just("read more ".to_owned()),
        Just("©".to_owned()),
        "[A-Za-z]{1,8} ",
        // White space of several bytes behind words of all scripts.
        "(New|São|Київ|km)[\u{85}\u{a0}\u{2009}\u{202f}\u{3000}](York|5|мая|€)[ \n]",
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn blocks_and_sentences_tile_the_text(text in any_text()) {
        let outline = Outline::new(&text);
        let bounds = blocks::boundaries(&text, &words::words(&text));
        prop_assert_eq!(bounds.iter().map(|b| b.span).collect::<Vec<_>>(), outline.blocks.iter().map(|b| b.span).collect::<Vec<_>>());
        // Every character that is not white space lies in exactly one block, every word too.
        let mut end = 0;
        let mut word = 0;
        for block in &outline.blocks {
            prop_assert!(text[end..block.span.start as usize].trim().is_empty());
            prop_assert_eq!(block.span.trim(&text), block.span);
            prop_assert_eq!(block.first_word, word);
            end = block.span.end as usize;
            word = block.end_word;
        }
        prop_assert!(text[end..].trim().is_empty());
        prop_assert_eq!(word as usize, outline.words.len());
        // The sentences of a block that is not furniture hold all of it, but for the hour that it may be stamped with.
        for (i, block) in outline.blocks.iter().enumerate() {
            let mut at = block.span.start as usize;
            let mut word = block.first_word;
            for s in outline.sentences.iter().filter(|s| s.block as usize == i) {
                prop_assert!(block.kind != BlockKind::Furniture);
                let before = text[at..s.span.start as usize].trim();
                let stamp = at == block.span.start as usize && before.len() < 40 && before.contains(|c: char| c.is_ascii_digit());
                prop_assert!(before.is_empty() || stamp);
                prop_assert_eq!(s.span.trim(&text), s.span);
                prop_assert!(s.first_word == word || stamp && s.first_word > word);
                at = s.span.end as usize;
                word = s.end_word;
            }
            if block.kind != BlockKind::Furniture {
                prop_assert!(text[at..block.span.end as usize].trim().is_empty());
                prop_assert_eq!(word, block.end_word);
            }
        }
    }

    #[test]
    fn decoding_never_fails(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let decoded = decode::decode(&bytes);
        let again = decode::decode(decoded.text.as_bytes());
        prop_assert!(again.encoding.starts_with("utf-"));
    }

    #[test]
    fn text_survives_utf8(text in "\\PC{0,60}") {
        prop_assume!(!text.starts_with('\u{FEFF}'));
        let decoded = decode::decode(text.as_bytes());
        prop_assert_eq!(decoded.text, text);
    }
}
