//! English inflection: all forms of a verb or noun from its base form.
//!
//! Generation, not analysis: a form that English does not have ("visitted") does no harm, since no text holds it. So where
//! doubling of the last consonant depends on stress, both forms are made.

/// Which forms of a lemma a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Forms {
    /// `attack~`: attack, attacks, attacked, attacking.
    All,
    /// `attack~ed`: past tense and past participle.
    Past,
    /// `attack~ing`: present participle.
    Ing,
    /// `attack~s`: base form and -s form.
    Present,
}

/// Verbs whose past forms are irregular: base, then past forms.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("arise", &["arose", "arisen"]),
    ("be", &["was", "were", "been"]),
    ("bear", &["bore", "borne"]),
    ("beat", &["beat", "beaten"]),
    ("become", &["became", "become"]),
    ("begin", &["began", "begun"]),
    ("bend", &["bent"]),
    ("bind", &["bound"]),
    ("bleed", &["bled"]),
    ("blow", &["blew", "blown"]),
    ("break", &["broke", "broken"]),
    ("breed", &["bred"]),
    ("bring", &["brought"]),
    ("broadcast", &["broadcast"]),
    ("build", &["built"]),
    ("burn", &["burned", "burnt"]),
    ("burst", &["burst"]),
    ("buy", &["bought"]),
    ("cast", &["cast"]),
    ("catch", &["caught"]),
    ("choose", &["chose", "chosen"]),
    ("cling", &["clung"]),
    ("come", &["came", "come"]),
    ("cost", &["cost"]),
    ("creep", &["crept"]),
    ("cut", &["cut"]),
    ("deal", &["dealt"]),
    ("dig", &["dug"]),
    ("do", &["did", "done"]),
    ("draw", &["drew", "drawn"]),
    ("drink", &["drank", "drunk"]),
    ("drive", &["drove", "driven"]),
    ("eat", &["ate", "eaten"]),
    ("fall", &["fell", "fallen"]),
    ("feed", &["fed"]),
    ("feel", &["felt"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("flee", &["fled"]),
    ("fling", &["flung"]),
    ("fly", &["flew", "flown"]),
    ("forbid", &["forbade", "forbidden"]),
    ("forecast", &["forecast"]),
    ("foresee", &["foresaw", "foreseen"]),
    ("forget", &["forgot", "forgotten"]),
    ("forgive", &["forgave", "forgiven"]),
    ("forsake", &["forsook", "forsaken"]),
    ("freeze", &["froze", "frozen"]),
    ("get", &["got", "gotten"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone"]),
    ("grind", &["ground"]),
    ("grow", &["grew", "grown"]),
    ("hang", &["hanged", "hung"]),
    ("have", &["had"]),
    ("hear", &["heard"]),
    ("hide", &["hid", "hidden"]),
    ("hit", &["hit"]),
    ("hold", &["held"]),
    ("hurt", &["hurt"]),
    ("keep", &["kept"]),
    ("kneel", &["knelt", "kneeled"]),
    ("know", &["knew", "known"]),
    ("lay", &["laid"]),
    ("lead", &["led"]),
    ("leap", &["leapt", "leaped"]),
    ("leave", &["left"]),
    ("lend", &["lent"]),
    ("let", &["let"]),
    ("lie", &["lied", "lay", "lain"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("mean", &["meant"]),
    ("meet", &["met"]),
    ("mislead", &["misled"]),
    ("mistake", &["mistook", "mistaken"]),
    ("overcome", &["overcame", "overcome"]),
    ("overrun", &["overran", "overrun"]),
    ("oversee", &["oversaw", "overseen"]),
    ("overtake", &["overtook", "overtaken"]),
    ("overthrow", &["overthrew", "overthrown"]),
    ("pay", &["paid"]),
    ("put", &["put"]),
    ("quit", &["quit", "quitted"]),
    ("read", &["read"]),
    ("rebuild", &["rebuilt"]),
    ("retake", &["retook", "retaken"]),
    ("ride", &["rode", "ridden"]),
    ("ring", &["rang", "rung"]),
    ("rise", &["rose", "risen"]),
    ("run", &["ran", "run"]),
    ("say", &["said"]),
    ("see", &["saw", "seen"]),
    ("seek", &["sought"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("set", &["set"]),
    ("shake", &["shook", "shaken"]),
    ("shed", &["shed"]),
    ("shoot", &["shot"]),
    ("show", &["showed", "shown"]),
    ("shrink", &["shrank", "shrunk"]),
    ("shut", &["shut"]),
    ("sing", &["sang", "sung"]),
    ("sink", &["sank", "sunk"]),
    ("sit", &["sat"]),
    ("slay", &["slew", "slain"]),
    ("sleep", &["slept"]),
    ("slide", &["slid"]),
    ("speak", &["spoke", "spoken"]),
    ("speed", &["sped", "speeded"]),
    ("spend", &["spent"]),
    ("spin", &["spun"]),
    ("split", &["split"]),
    ("spread", &["spread"]),
    ("spring", &["sprang", "sprung"]),
    ("stand", &["stood"]),
    ("steal", &["stole", "stolen"]),
    ("stick", &["stuck"]),
    ("sting", &["stung"]),
    ("strike", &["struck", "stricken"]),
    ("strive", &["strove", "striven"]),
    ("swear", &["swore", "sworn"]),
    ("sweep", &["swept"]),
    ("swim", &["swam", "swum"]),
    ("swing", &["swung"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("tear", &["tore", "torn"]),
    ("tell", &["told"]),
    ("think", &["thought"]),
    ("throw", &["threw", "thrown"]),
    ("thrust", &["thrust"]),
    ("tread", &["trod", "trodden"]),
    ("undergo", &["underwent", "undergone"]),
    ("understand", &["understood"]),
    ("undertake", &["undertook", "undertaken"]),
    ("undo", &["undid", "undone"]),
    ("uphold", &["upheld"]),
    ("upset", &["upset"]),
    ("wake", &["woke", "woken"]),
    ("wear", &["wore", "worn"]),
    ("weep", &["wept"]),
    ("win", &["won"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("withhold", &["withheld"]),
    ("withstand", &["withstood"]),
    ("write", &["wrote", "written"]),
];

const fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The forms of `base` (folded, one word), the base itself included where it is asked for.
pub(super) fn inflect(base: &str, forms: Forms) -> Vec<String> {
    let mut out = Vec::new();
    for spelling in spellings(base) {
        if matches!(forms, Forms::All | Forms::Present) {
            present(&spelling, &mut out);
        }
        if matches!(forms, Forms::All | Forms::Past) {
            past(&spelling, &mut out);
        }
        if matches!(forms, Forms::All | Forms::Ing) {
            stems(&spelling, "ing", &mut out);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The base form in its spellings, and the -s form.
pub(super) fn bare_and_third(base: &str) -> (Vec<String>, Vec<String>) {
    let bare = spellings(base);
    let third = inflect(base, Forms::Present).into_iter().filter(|form| !bare.contains(form)).collect();
    (bare, third)
}

/// All forms of a verb.
pub(crate) fn verb_forms(base: &str) -> Vec<String> {
    inflect(base, Forms::All)
}

/// A noun in both numbers.
pub(crate) fn plural(noun: &str) -> Vec<String> {
    inflect(noun, Forms::Present)
}

/// `mobilize` is also `mobilise`, and the other way round: what nobody writes (`exercize`) stands in no text.
fn spellings(base: &str) -> Vec<String> {
    let mut out = vec![base.to_owned()];
    for (one, other) in [("ize", "ise"), ("yze", "yse"), ("ise", "ize"), ("yse", "yze")] {
        if let Some(stem) = base.strip_suffix(one) {
            out.push(format!("{stem}{other}"));
        }
    }
    out
}

fn present(base: &str, out: &mut Vec<String>) {
    out.push(base.to_owned());
    let bytes = base.as_bytes();
    let before_last = bytes.len().checked_sub(2).map(|i| bytes[i]);
    match base {
        "be" => out.extend(["am", "is", "are"].map(str::to_owned)),
        "have" => out.push("has".to_owned()),
        _ if base.ends_with('y') && !before_last.is_some_and(is_vowel) => out.push(format!("{}ies", &base[..base.len() - 1])),
        _ if ["s", "x", "z", "ch", "sh", "go", "do", "to"].iter().any(|end| base.ends_with(end)) => out.push(format!("{base}es")),
        _ => out.push(format!("{base}s")),
    }
}

fn past(base: &str, out: &mut Vec<String>) {
    match IRREGULAR.binary_search_by_key(&base, |&(verb, _)| verb) {
        Ok(i) => out.extend(IRREGULAR[i].1.iter().map(|&form| form.to_owned())),
        Err(_) => stems(base, "ed", out),
    }
}

/// Adds `ed` or `ing` with the changes of spelling that they bring.
fn stems(base: &str, ending: &str, out: &mut Vec<String>) {
    let bytes = base.as_bytes();
    let vowel_at = |from_end: usize| bytes.len().checked_sub(from_end).is_some_and(|i| is_vowel(bytes[i]));
    let Some(&last) = bytes.last() else { return };
    match last {
        b'e' if ending == "ed" => out.push(format!("{base}d")),
        b'e' if base.ends_with("ie") => out.push(format!("{}ying", &base[..base.len() - 2])),
        b'e' if base.ends_with("ee") || base == "be" => out.push(format!("{base}ing")),
        b'e' => out.push(format!("{}ing", &base[..base.len() - 1])),
        b'y' if ending == "ed" && !vowel_at(2) => out.push(format!("{}ied", &base[..base.len() - 1])),
        b'c' => out.push(format!("{base}k{ending}")),
        _ => {
            out.push(format!("{base}{ending}"));
            let doubles = last.is_ascii_lowercase() && !is_vowel(last) && !matches!(last, b'w' | b'x' | b'y' | b'h');
            if doubles && vowel_at(2) && (!vowel_at(3) || base.ends_with("quip") || base.ends_with("quit")) {
                out.push(format!("{base}{}{ending}", last as char));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_are_sorted() {
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0), "binary search needs them in order");
    }

    #[test]
    fn forms_of_common_verbs() {
        let has = |base: &str, want: &[&str]| {
            let forms = inflect(base, Forms::All);
            for form in want {
                assert!(forms.iter().any(|f| f == form), "{base}: no {form} in {forms:?}");
            }
        };
        has("accuse", &["accuse", "accuses", "accused", "accusing"]);
        has("deny", &["deny", "denies", "denied", "denying"]);
        has("deploy", &["deploys", "deployed", "deploying"]);
        has("stop", &["stops", "stopped", "stopping"]);
        has("visit", &["visited", "visiting"]);
        has("withdraw", &["withdrew", "withdrawn", "withdrawing", "withdraws"]);
        has("flee", &["fled", "fleeing"]);
        has("mobilize", &["mobilised", "mobilizing", "mobilises"]);
        has("criticise", &["criticised", "criticized", "criticizing"]);
        has("clash", &["clashes", "clashed"]);
        has("veto", &["vetoes", "vetoed", "vetoing"]);
        has("lie", &["lied", "lying"]);
        has("panic", &["panicked"]);
        has("be", &["is", "are", "was", "were", "been", "being"]);
        assert_eq!(inflect("kill", Forms::Past), ["killed"]);
        assert_eq!(inflect("strike", Forms::Ing), ["striking"]);
    }
}
