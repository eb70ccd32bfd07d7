//! Chinese and Korean names in Latin letters, whose family name stands first: Xi Jinping, Kim Jong Un, Moon Jae-in.
//!
//! Told by a frequent family name and by syllables: those of Hanyu Pinyin (ISO 7098) and of the Revised Romanization of Korean with the
//! spellings that persons and newspapers use. "Kim Campbell" and "Lee Harvey Oswald" have other syllables.

/// Frequent family names that are hardly any given names of the West; Chinese ones, then Korean ones.
const FAMILIES: [&str; 117] = [
    "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu", "Hu", "Guo", "Lin", "Luo",
    "Gao", "Liang", "Zheng", "Xie", "Song", "Tang", "Deng", "Feng", "Han", "Cao", "Zeng", "Peng", "Xiao", "Cai", "Pan", "Tian", "Dong",
    "Yuan", "Jiang", "Yu", "Du", "Ye", "Cheng", "Wei", "Su", "Lü", "Ding", "Ren", "Lu", "Yao", "Shen", "Zhong", "Cui", "Tan", "Fan", "Wen",
    "Fu", "Qin", "Hou", "Qi", "Xi", "Bo", "Meng", "Bai", "Xiong", "Jia", "Qiu", "Jin", "Xue", "Yan", "Duan", "Lei", "Hao", "Kong", "Shao",
    "Shi", "Mao", "Wan", "Tsai", "Tsang", "Leung", "Chan", "Chow", "Kim", "Lee", "Park", "Pak", "Choi", "Choe", "Jung", "Jeong", "Chung",
    "Kang", "Cho", "Yoon", "Yun", "Jang", "Lim", "Rim", "Shin", "Seo", "Kwon", "Hwang", "Ahn", "Moon", "Ri", "Roh", "Noh", "Ryu", "Hong",
    "Bae", "Paek", "Baek", "Heo", "Nam", "Hyon", "Hyun", "Ban", "Yoo",
];

/// Family names that are given names of the West too: one word behind them says nothing.
const GIVEN: [&str; 3] = ["Kim", "Lee", "Jung"];

/// Consonants before the vowel of a syllable; those of several letters first.
const INITIALS: [&str; 27] = [
    "zh", "ch", "sh", "kk", "tt", "pp", "ss", "jj", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c",
    "s", "",
];
/// Vowels, in Chinese and in Korean, with `w` and `y`.
const VOWELS: [&str; 40] = [
    "iao", "uai", "yae", "yeo", "wae", "iu", "ia", "ie", "ua", "uo", "ui", "ue", "ai", "ei", "ao", "ou", "ae", "eo", "ya", "ye", "yo",
    "yu", "oe", "wa", "wo", "we", "wi", "eu", "oo", "ee", "yi", "wu", "a", "o", "e", "i", "u", "ü", "you", "yao",
];
/// Consonants behind the vowel.
const FINALS: [&str; 9] = ["ng", "n", "k", "t", "l", "m", "p", "h", ""];

/// True if the words of a name are a Chinese or Korean one, its family name first.
pub(super) fn is_family_first(words: &[&str]) -> bool {
    let Some((family, given)) = words.split_first() else { return false };
    if !FAMILIES.contains(family) {
        return false;
    }
    match given {
        // "Jinping"; "Jong-un", the second syllable in small letters, is no Western name.
        [one] => match one.split_once('-') {
            Some((first, second)) => is_plain(first) && second.starts_with(char::is_lowercase) && second.len() <= 6,
            None => !GIVEN.contains(family) && are_syllables(one, 2),
        },
        [first, second] => are_syllables(first, 1) && are_syllables(second, 1),
        _ => false,
    }
}

fn is_plain(word: &str) -> bool {
    word.len() <= 7 && word.chars().all(char::is_alphabetic)
}

/// True if a word is made of so many syllables at most.
fn are_syllables(word: &str, most: usize) -> bool {
    word.len() <= 12 && of_syllables(&word.to_lowercase(), most, true)
}

/// Tries the ways in which a short word may be cut, of which there are few. Only the `first` syllable begins with a vowel.
fn of_syllables(word: &str, most: usize, first: bool) -> bool {
    if word.is_empty() || most == 0 {
        return word.is_empty();
    }
    let behind = |word: &str, parts: &'static [&'static str]| -> Vec<usize> {
        parts.iter().filter(|part| word.starts_with(**part)).map(|part| part.len()).collect()
    };
    behind(word, &INITIALS).into_iter().filter(|&initial| first || initial > 0).any(|initial| {
        behind(&word[initial..], &VOWELS).into_iter().any(|vowel| {
            let rest = &word[initial + vowel..];
            behind(rest, &FINALS).into_iter().any(|end| of_syllables(&rest[end..], most - 1, false))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_that_stand_first() {
        let is = |name: &str| is_family_first(&name.split(' ').collect::<Vec<_>>());
        for name in [
            "Xi Jinping",
            "Li Keqiang",
            "Wang Yi",
            "Kim Jong Un",
            "Kim Jong-un",
            "Moon Jae-in",
            "Park Geun Hye",
            "Yoon Suk Yeol",
            "Tsai Ing-wen",
        ] {
            assert!(is(name), "{name}");
        }
        for name in [
            "Kim Campbell",
            "Lee Harvey Oswald",
            "Lin Manuel Miranda",
            "Mira Dorn",
            "Lee Child",
            "Lee Simon",
            "Han",
            "Kim Jean Rowe",
            "Jinping Xi",
        ] {
            assert!(!is(name), "{name}");
        }
    }
}
