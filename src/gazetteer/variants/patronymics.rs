//! Patronymics, whose endings tell how a name is written: registers and sanctions lists have the surname first, "Dornenko Petro
//! Ivanovych", texts the given names, "Petro Ivanovych Dornenko".

use super::persons::is_given;
use super::script::is_native;
use crate::text::fold::fold;

/// Endings of Russian, Ukrainian and Belarusian patronymics as folding leaves them: й without its breve, ї without its points.
const NATIVE: [&str; 12] = ["ович", "евич", "овна", "евна", "ична", "івна", "овіч", "евіч", "авіч", "ауна", "оуна", "еуна"];
/// The same in the Latin letters of most systems. Polish -owicz and Serbian -ović are surnames.
const LATIN: [&str; 14] =
    ["ovich", "evich", "ovych", "evych", "avich", "ovitch", "evitch", "ovna", "evna", "ivna", "ichna", "auna", "owitsch", "ewitsch"];
/// Patronymics with other endings.
const WHOLE: [&str; 21] = [
    "ильич",
    "кузьмич",
    "лукич",
    "фомич",
    "никитич",
    "саввич",
    "ілліч",
    "лукіч",
    "фаміч",
    "ільіч",
    "микитич",
    "хомич",
    "ilyich",
    "ilich",
    "illich",
    "kuzmich",
    "lukich",
    "fomich",
    "nikitich",
    "savvich",
    "mykytych",
];
/// Words behind the father's name: "Heydar oglu".
const SON_OR_DAUGHTER: [&str; 20] = [
    "оглы", "огли", "оглу", "оғлу", "кызы", "кизи", "кизы", "гызы", "улы", "уулу", "угли", "oglu", "ogly", "ogli", "oghlu", "qizi", "gizi",
    "kyzy", "kizi", "uulu",
];

/// How the words of a name with a patronymic stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order<'n> {
    pub surname: Vec<&'n str>,
    /// Given name and patronymic.
    pub given: Vec<&'n str>,
    /// The surname stands first.
    pub turned: bool,
}

/// True for a word that ends as patronymics do.
pub(super) fn is_patronymic(word: &str) -> bool {
    let folded = fold(word);
    let endings = if is_native(word) { &NATIVE[..] } else { &LATIN };
    let behind = |end: &str| folded.strip_suffix(end).is_some_and(|stem| stem.chars().count() >= 2);
    word.starts_with(char::is_uppercase) && (endings.iter().any(|end| behind(end)) || WHOLE.contains(&folded.as_str()))
}

fn is_son_or_daughter(word: &str) -> bool {
    !word.starts_with(char::is_uppercase) && SON_OR_DAUGHTER.contains(&fold(word).as_str())
}

/// The order of a name whose patronymic stands in its middle or at its end; none if it has no surname beside it, or no patronymic that could not
/// as well be a surname.
pub(super) fn order<'n>(parts: &[&'n str]) -> Option<Order<'n>> {
    let capital = |parts: &[&str]| parts.iter().all(|part| part.starts_with(char::is_uppercase));
    if let Some(at) = parts.iter().position(|part| is_son_or_daughter(part)) {
        let (before, behind) = (&parts[..at], &parts[at + 1..]);
        return match (before, behind) {
            ([surname, given @ ..], []) if given.len() == 2 && capital(before) => {
                Some(Order { surname: vec![surname], given: given.to_vec(), turned: true })
            }
            ([_, _], [_] | [_, _]) if capital(before) && capital(behind) => {
                Some(Order { surname: behind.to_vec(), given: before.to_vec(), turned: false })
            }
            _ => None,
        };
    }
    if !(3..=4).contains(&parts.len()) || !capital(parts) {
        return None;
    }
    let (surname, given) = parts.split_at(parts.len() - 2);
    if is_patronymic(given[1]) && !is_patronymic(given[0]) {
        // Behind "John Michael" a patronymic's ending is a surname's.
        let told = is_native(given[1]) || !is_given(surname[0]);
        return told.then(|| Order { surname: surname.to_vec(), given: given.to_vec(), turned: true });
    }
    let (given, surname) = parts.split_at(2);
    is_patronymic(given[1]).then(|| Order { surname: surname.to_vec(), given: given.to_vec(), turned: false })
}

/// True for the words of a name whose patronymic tells that its surname stands first.
pub(in crate::gazetteer) fn is_turned(parts: &[&str]) -> bool {
    order(parts).is_some_and(|order| order.turned)
}

/// "Petro Dornenko" of "Dornenko Petro Ivanovych"; none of a name in any other order.
pub(in crate::gazetteer) fn given_first(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    order(&parts).filter(|order| order.turned).map(|order| format!("{} {}", order.given[0], order.surname.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order_of(name: &str) -> Option<(String, String, bool)> {
        let parts: Vec<&str> = name.split(' ').collect();
        order(&parts).map(|order| (order.surname.join(" "), order.given.join(" "), order.turned))
    }

    #[test]
    fn patronymics_are_told_by_their_endings() {
        let are =
            ["Петрович", "Сергійович", "Сергіївна", "Рыгоравіч", "Васільеўна", "Ильинична", "Лукич", "Ivanovych", "Yevgenyevna", "Ilyich"];
        assert!(are.iter().all(|word| is_patronymic(word)), "{are:?}");
        let are_not = ["Петров", "петрович", "Петровић", "Kovačević", "Mickiewicz", "Ович", "Anna", "Dorn"];
        assert!(!are_not.iter().any(|word| is_patronymic(word)), "{are_not:?}");
    }

    #[test]
    fn the_surname_stands_on_the_other_side() {
        let told = |surname: &str, given: &str, turned| Some((surname.to_owned(), given.to_owned(), turned));
        assert_eq!(order_of("Дорнев Петр Иванович"), told("Дорнев", "Петр Иванович", true));
        assert_eq!(order_of("Петр Иванович Дорнев"), told("Дорнев", "Петр Иванович", false));
        assert_eq!(order_of("Дорнович Анна Петровна"), told("Дорнович", "Анна Петровна", true));
        assert_eq!(order_of("Петр Иванович Дорнович"), told("Дорнович", "Петр Иванович", false));
        assert_eq!(order_of("Кара Дорн Олег Ильич"), told("Кара Дорн", "Олег Ильич", true));
        assert_eq!(order_of("Dornenko Petro Ivanovych"), told("Dornenko", "Petro Ivanovych", true));
        assert_eq!(order_of("Дорнев Ильхам Гейдар оглы"), told("Дорнев", "Ильхам Гейдар", true));
        assert_eq!(order_of("Ilham Heydar oğlu Dornev"), told("Dornev", "Ilham Heydar", false));
        for name in ["John Michael Petrovich", "Роман Дорнович", "Mira Anna Dorn", "Гейдар оглы", "Петр Иванович"]
        {
            assert_eq!(order_of(name), None, "{name}");
        }
    }
}
