//! Words of persons' names that have no case forms: particles, and of Korean, Chinese and South-East Asian names all but the last.

use super::endings::VOWELS;
use super::parted::{Parted, Segment};
use super::script::Capitals;

/// Particles before a surname or between the names of a father and a son.
const PARTICLES: [&str; 15] = ["бен", "бин", "бін", "ибн", "ібн", "ван", "фон", "дер", "ден", "аль", "эль", "ель", "дель", "дос", "дас"];

/// Chinese and Korean family names of one syllable that end with a consonant; others have no case forms anyway.
const FAMILIES: [&str; 30] = [
    "ван", "ден", "дун", "дэн", "кан", "ким", "кім", "лин", "линь", "лінь", "лян", "мун", "пак", "пэн", "пен", "сун", "сунь", "сюй", "тан",
    "фан", "хань", "хуан", "хван", "цзян", "чан", "чжан", "чжен", "чжэн", "чэнь", "чень",
];

/// True for a particle, in small letters: Усама бен Ладен.
pub(super) fn is_particle(name: &Parted, segment: &Segment) -> bool {
    segment.capitals == Capitals::None && PARTICLES.contains(&name.small(segment))
}

/// True for a person's name of which the last word alone declines: one of several words of one vowel each (Ким Чен Ын, Пол Пот), one behind a Chinese
/// or Korean family name (Дэн Сяопин), one behind a particle (Бен Ладен). Some that fit are declined as a whole too (Бен Уоллес).
pub(super) fn but_for_its_last(name: &Parted) -> bool {
    let one_vowel = |word: &str| word.chars().filter(|c| VOWELS.contains(c)).take(2).count() == 1;
    let mut words = name.words().map(|segment| name.small(segment));
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    FAMILIES.contains(&first) || PARTICLES.contains(&first) || one_vowel(first) && one_vowel(second) && words.all(one_vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(name: &str) -> Parted {
        let mut parted = Parted::default();
        parted.take(name);
        parted
    }

    #[test]
    fn names_that_stand_still() {
        let names =
            ["Ким Чен Ын", "Пол Пот", "Кім Чен Ин", "Мун Чжэ Ин", "Юн Сок Ёль", "Ким Чен-ын", "Дэн Сяопин", "Ван Хунин", "Бен Ладен"];
        assert!(names.iter().all(|name| but_for_its_last(&parted(name))));
        for name in ["Ын", "Джо Байден", "Владимир Путин", "Усама бен Ладен", "Ли Кэцян", "Мао", ""]
        {
            assert!(!but_for_its_last(&parted(name)), "{name}");
        }
    }

    #[test]
    fn particles_are_in_small_letters() {
        let particles = |name: &str| {
            let parted = parted(name);
            parted
                .words()
                .filter(|segment| is_particle(&parted, segment))
                .map(|segment| parted.written(segment).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(particles("Мохаммед бин Салман"), ["бин"]);
        assert_eq!(particles("Беатрикс фон дер Ахе"), ["фон", "дер"]);
        assert!(particles("Бен Уоллес").is_empty() && particles("БЕН ЛАДЕН").is_empty() && particles("Салман Рушди").is_empty());
    }
}
