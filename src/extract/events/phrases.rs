//! Who acts or undergoes, in the words of the text, where no name tells.

use super::voice::passive_noun;
use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// How many words a phrase has.
const LONGEST: usize = 4;
/// What is counted with "of".
const COUNTS: [&str; 9] = ["hundreds", "thousands", "tens", "dozens", "scores", "crowds", "crowd", "group", "groups"];

/// The words before a verb, as written: "masked gunmen"; for an agent only words that can act.
pub(super) fn phrase(scene: &Scene<'_>, last: Option<usize>, agent: bool) -> Option<String> {
    let last = last.filter(|&w| roles(&scene.words[w]) == 0 && !(agent && scene.hangs(w)))?;
    let mut first = last;
    let joins = |i: usize| !scene.parted(i) && roles(&scene.words[i]) == 0 && !scene.words[i].shape.has(Shape::POSSESSIVE);
    while first > 0 && last - first < 3 && joins(first - 1) {
        first -= 1;
    }
    // "At least 14 drones": how many is not who.
    let least = |i: usize| scene.is_one(i, &["least", "most", "than"]);
    while first < last && (agent && is_amount(scene, first) || least(first)) {
        first += 1;
    }
    let written = written(scene, first, last);
    let nobody = ["nobody", "none", "nothing", "one"].iter().any(|w| written.eq_ignore_ascii_case(w));
    let time = Lexicon::get().class(scene.words[last].hash).is(Class::TIME);
    let names =
        !nobody && if agent { !time && !is_amount(scene, last) && can_act(scene, last) } else { !written.chars().all(char::is_numeric) };
    names.then_some(written)
}

fn written(scene: &Scene<'_>, first: usize, last: usize) -> String {
    scene.text[scene.words[first].start as usize..scene.words[last].end as usize].to_owned()
}

/// True for words that tell how many.
fn is_amount(scene: &Scene<'_>, i: usize) -> bool {
    const AMOUNTS: [&str; 12] = ["least", "most", "more", "about", "some", "both", "all", "many", "several", "nearly", "almost", "but"];
    scene.words[i].shape.has(Shape::DIGIT) || scene.is_one(i, &AMOUNTS)
}

/// True for a word that can name who acts: a name, a person or body by office or trade, or a plural.
fn can_act(scene: &Scene<'_>, i: usize) -> bool {
    let word = &scene.words[i];
    let written = word.text(scene.text);
    let plural = written.ends_with('s') && !written.ends_with("ss") || written.ends_with("men");
    word.shape.has(Shape::CAPITAL) || plural || Lexicon::get().class(word.hash).is(Class::SPEAKER)
}

/// The noun phrase that opens the clause of a verb before word `to`, where other words part the two: "the *bridge* at Dorn was blown up",
/// "*rebels* attacked, killed six", "at least *12 people*, three of them children, were killed".
pub(super) fn head(scene: &Scene<'_>, to: usize, agent: bool) -> Option<String> {
    let flags = |i: usize| roles(&scene.words[i]);
    let opens = |i: usize| flags(i) & (role::THAT | role::SAYING) != 0 || scene.is_one(i, &["because", "when", "while", "until"]);
    let mut first = (0..to).rev().find(|&i| opens(i)).map_or(0, |i| i + 1);
    if first + 1 < to
        && scene.is_one(first, &["at", "more", "less", "fewer", "no"])
        && scene.is_one(first + 1, &["least", "most", "than", "fewer"])
    {
        first += 2;
    }
    while first < to && (flags(first) & !role::LIGHT == 0 && flags(first) != 0 || agent && is_amount(scene, first)) {
        first += 1;
    }
    let mut last = first;
    while last < to && flags(last) == 0 && (last == first || goes_on(scene, last)) {
        last += 1;
    }
    let (last, count) = (last.checked_sub(1).filter(|&l| l >= first)?, last - first);
    // "Last month", "where", "said he": no one that anything befalls.
    let class = |i: usize| Lexicon::get().class(scene.words[i].hash);
    let other = |i: usize| class(i).is(Class::TIME) || scene.is_one(i, &["last", "next", "this", "where", "what", "why", "how"]);
    let verb = scene.words[last].text(scene.text).ends_with("ed");
    if verb || other(first) || other(last) || (first..=last).all(|i| scene.words[i].shape.has(Shape::DIGIT)) {
        return None;
    }
    if count > LONGEST || scene.mentions.iter().any(|m| m.span.start < scene.words[last].end && m.span.end > scene.words[first].start) {
        return None;
    }
    let opening = last == 0 && !is_group(scene, last);
    (!agent || can_act(scene, last) && !is_amount(scene, last) && !opening).then(|| written(scene, first, last))
}

/// True if word `at` continues the noun phrase of the word before it: not across a mark, not with a verb ("masked *gunmen*", not "rebels *attacked*").
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let written = scene.words[at].text(scene.text);
    let verb = written.ends_with("ed") || written.ends_with("ing");
    !scene.parted(at - 1) && !verb && (!is_group(scene, at - 1) || can_act(scene, at))
}

/// True for a person or body by office or trade, or a plural.
pub(super) fn is_group(scene: &Scene<'_>, at: usize) -> bool {
    let written = scene.words[at].text(scene.text);
    let plural = written.ends_with('s') && !written.ends_with("ss") || written.ends_with("men") || written.eq_ignore_ascii_case("people");
    plural || Lexicon::get().class(scene.words[at].hash).is(Class::SPEAKER)
}

/// What a trigger of one word calls those who act, unless something befalls them: "protesters", "demonstrators".
pub(super) fn crowd(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    let word = scene.words[trigger.first].text(scene.text);
    let many = trigger.end == trigger.first + 1 && (word.ends_with("ers") || word.ends_with("ors") || word.ends_with("ists"));
    let be = |i: usize| scene.has(i, role::BE);
    // "Hundreds of protesters".
    let counted = trigger.first > 1 && scene.is(trigger.first - 1, "of") && scene.is_one(trigger.first - 2, &COUNTS);
    let befalls =
        be(trigger.end) || scene.word_before(trigger.first, role::LIGHT).is_some_and(be) || scene.hangs(trigger.first) && !counted;
    (many && !befalls).then(|| word.to_owned())
}

/// Who acts where a trigger begins with him and ends in his verb: "*court* in Dorn sentenced".
pub(super) fn leader(scene: &Scene<'_>, trigger: &Trigger) -> Option<String> {
    const IRREGULAR: [&str; 6] = ["struck", "hit", "hits", "shot", "fled", "held"];
    let last = scene.words[trigger.end - 1].text(scene.text);
    let verb = trigger.end > trigger.first + 1 && (last.ends_with("ed") || IRREGULAR.contains(&last));
    let group = Lexicon::get().class(scene.words[trigger.first].hash).is(Class::SPEAKER) && passive_noun(scene, trigger).is_none();
    (verb && group).then(|| phrase(scene, Some(trigger.first), true)).flatten()
}
