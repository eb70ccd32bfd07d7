//! What an attack is made with does nothing by itself: "killed by sniper fire" leaves open who fired, "killed by police gunfire" and "hit by
//! rounds fired by rebels" do not.

use super::Scene;
use super::clause::{DEPTH, Use};
use super::lists::List;
use crate::extract::clauses::lexicon::{Class, Lexicon};
use crate::text::Shape;

/// Who does it, given the words that stand where the doer is looked for: whoever is said to use the arms that they name, else nobody. Words
/// for anybody else, and entities, are the doer.
pub(super) fn wielder(scene: &Scene<'_>, who: String) -> Option<String> {
    let last = who.rsplit(' ').next().filter(|last| !who.contains(':') && List::Munitions.holds(last));
    let Some(last) = last else { return Some(who) };
    let ends = |i: &usize| scene.written(*i) == last && scene.text[..scene.words[*i].end as usize].ends_with(&who);
    let arms = (0..scene.words.len()).find(ends)?;
    user(scene, arms).or_else(|| owner(scene, arms + 1 - who.split(' ').count().min(arms + 1), arms))
}

/// Who fired, launched or laid them: "mortar rounds *fired by* rebels".
fn user(scene: &Scene<'_>, arms: usize) -> Option<String> {
    let used = arms + 1 < scene.words.len() && !scene.parted(arms) && scene.verb(arms + 1) == Some(Use::Participle);
    if used { scene.after_by(arms + 2, DEPTH) } else { None }
}

/// Whose they are, by a noun or an adjective of no list before them: "*police* gunfire", "*rebel* rockets".
fn owner(scene: &Scene<'_>, from: usize, arms: usize) -> Option<String> {
    let somebody = |i: usize| {
        let class = Lexicon::get().class(scene.words[i].hash);
        let kind = class.is(Class::GROUP) || class.is(Class::PERSON) || scene.listed(i, List::Forces);
        let name = || {
            let adjective = ["ian", "ese", "ish"].iter().any(|end| scene.written(i).ends_with(end));
            scene.words[i].shape.has(Shape::CAPITAL) && (i > 0 || adjective)
        };
        (kind || name()) && !scene.listed(i, List::Calibres) && !scene.listed(i, List::Munitions)
    };
    (from..arms).rev().find(|&i| somebody(i)).map(|i| scene.written(i).to_owned())
}
