//! Customs of names that a country tells: where the family name stands first, and where persons are called by another word than the last.
//!
//! Lists of one country write names in either order (Abe Shinzo, Shinzo Abe), so beside the country a word of the name must tell which it is.

use super::persons::is_given;
use crate::text::fold::fold;

/// What the custom of a country says of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Custom {
    /// The first word is the surname, the others are given names.
    FamilyFirst,
    /// Persons are called by this word alone.
    Called(usize),
    /// They are called by the whole name.
    Whole,
}

/// Frequent family names of Vietnam, folded. Persons are called by the last of their given names.
const VIETNAMESE: [&str; 30] = [
    "nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "truong",
    "dinh", "luong", "to", "trinh", "mai", "dao", "ha", "lam", "doan", "cao", "vuong", "thai", "phung",
];

/// Frequent family names of Japan and those of its prime ministers, folded.
const JAPANESE: [&str; 127] = [
    "sato",
    "suzuki",
    "takahashi",
    "tanaka",
    "watanabe",
    "ito",
    "yamamoto",
    "nakamura",
    "kobayashi",
    "kato",
    "yoshida",
    "yamada",
    "sasaki",
    "yamaguchi",
    "matsumoto",
    "inoue",
    "kimura",
    "hayashi",
    "shimizu",
    "yamazaki",
    "mori",
    "abe",
    "ikeda",
    "hashimoto",
    "yamashita",
    "ishikawa",
    "nakajima",
    "maeda",
    "fujita",
    "ogawa",
    "goto",
    "okada",
    "hasegawa",
    "murakami",
    "kondo",
    "ishii",
    "saito",
    "sakamoto",
    "endo",
    "aoki",
    "fujii",
    "nishimura",
    "fukuda",
    "ota",
    "miura",
    "fujiwara",
    "okamoto",
    "matsuda",
    "nakagawa",
    "nakano",
    "harada",
    "ono",
    "tamura",
    "takeuchi",
    "kaneko",
    "wada",
    "nakayama",
    "ishida",
    "ueda",
    "morita",
    "hara",
    "shibata",
    "sakai",
    "kudo",
    "yokoyama",
    "miyazaki",
    "miyamoto",
    "uchida",
    "takagi",
    "ando",
    "taniguchi",
    "ohno",
    "maruyama",
    "imai",
    "takada",
    "fujimoto",
    "takeda",
    "murata",
    "ueno",
    "sugiyama",
    "masuda",
    "sugawara",
    "hirano",
    "otsuka",
    "kojima",
    "chiba",
    "kubo",
    "matsui",
    "iwasaki",
    "sakurai",
    "kinoshita",
    "noguchi",
    "matsuo",
    "nomura",
    "kikuchi",
    "sano",
    "onishi",
    "sugimoto",
    "arai",
    "kishida",
    "ishiba",
    "aso",
    "koizumi",
    "suga",
    "hatoyama",
    "noda",
    "kono",
    "motegi",
    "nikai",
    "takaichi",
    "koike",
    "obuchi",
    "hosokawa",
    "miyazawa",
    "nakasone",
    "kuroda",
    "tamaki",
    "yamagata",
    "ohtani",
    "kuribayashi",
    "hirohata",
    "okuda",
    "matsuno",
    "nishida",
    "kamikawa",
    "hamada",
    "tsuchiya",
];

/// The custom that holds for the words of a name; none where the usual order does.
pub(super) fn of(parts: &[&str], country: &str) -> Option<Custom> {
    let (first, last) = (parts.first()?, parts.last()?);
    let is = |known: &[&str], part: &str| known.contains(&fold(part).as_str());
    match country {
        "VN" => is(&VIETNAMESE, first).then_some(Custom::Called(parts.len() - 1)),
        "ET" | "ER" => Some(Custom::Called(0)),
        "MM" => Some(Custom::Whole),
        "HU" => (is_given(last) && !is_given(first)).then_some(Custom::FamilyFirst),
        "JP" => (parts.len() == 2 && is(&JAPANESE, first) && !is(&JAPANESE, last)).then_some(Custom::FamilyFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_tell_customs() {
        let custom = |name: &str, country: &str| of(&name.split(' ').collect::<Vec<_>>(), country);
        assert_eq!(custom("Nguyễn Phú Trọng", "VN"), Some(Custom::Called(2)));
        assert_eq!(custom("Viet Thanh Nguyen", "VN"), None);
        assert_eq!(custom("Abiy Ahmed", "ET"), Some(Custom::Called(0)));
        assert_eq!(custom("Dorn Viktor", "HU"), Some(Custom::FamilyFirst));
        assert_eq!([custom("Viktor Dorn", "HU"), custom("Dorn Mirax", "HU")], [None, None]);
        assert_eq!(custom("Satō Mira", "JP"), Some(Custom::FamilyFirst));
        assert_eq!([custom("Mira Satō", "JP"), custom("Sato Abe", "JP"), custom("Mira Dorn", "DE")], [None, None, None]);
    }

    #[test]
    fn lists_are_folded_and_hold_each_name_once() {
        for list in [&VIETNAMESE[..], &JAPANESE] {
            assert!(list.iter().enumerate().all(|(n, name)| fold(name) == *name && !list[..n].contains(name)), "{list:?}");
        }
    }
}
