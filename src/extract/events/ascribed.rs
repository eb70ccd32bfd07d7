//! What somebody says that another said: an accusation or a demand of the other's own mouth is told by its doer, one that only an
//! opponent ascribes to him is alleged.

use super::clause::Use;
use super::verbs::{form, forms};
use super::words::role;
use super::{Reality, SPOKEN, Scene, Trigger, given, roles};
use crate::extract::statements::{Mode, NARRATOR};

/// What is made of words that only somebody of another side says to have been said: "*the West, he said*, was encouraging Y".
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, label: &str, doer: Option<&str>, told: Reality) -> Reality {
    let spoken = SPOKEN.contains(&label);
    let (true, Reality::Actual, Some(statement)) = (spoken, told, scene.statement) else { return told };
    let speaker = statement.source_id.as_deref().or(statement.source.as_deref()).filter(|s| *s != NARRATOR);
    let Some(speaker) = speaker.filter(|_| matches!(statement.mode, Some(Mode::Indirect | Mode::Direct))) else { return told };
    let says = |i: usize| scene.verb(i) == Some(Use::Finite) && forms(&scene.words[i]) & form::SAYS != 0;
    let outside = (0..trigger.first).chain(trigger.end..scene.words.len());
    let governed = outside.into_iter().any(|i| says(i) && (i.min(trigger.first)..i.max(trigger.end)).all(|k| !scene.has(k, role::ASIDE)));
    // "X said that Y had been threatened": by whom, nobody says.
    let Some(doer) = doer else {
        let passive = roles::head(scene, trigger, label).is_some_and(|v| scene.verb(v) == Some(Use::Passive));
        let told_of = matches!(label, "ACCUSE" | "THREATEN" | "REQUEST");
        return if passive && told_of && governed { Reality::Alleged } else { told };
    };
    // "X said Y's refusal meant war": that Y refused is taken for granted.
    if roles::head(scene, trigger, label).is_none() && given::noun_phrase(scene, trigger.first).is_some_and(|(_, definite)| definite) {
        return told;
    }
    let same = doer.split(';').any(|one| speaker.split(';').any(|s| s == one));
    let unnamed = statement.source_id.is_none() && speaks_of_another(scene, doer);
    let stranger = !doer.contains(':') && statement.source.as_deref().is_none_or(|s| !s.contains(doer));
    let apart = scene.sides.apart(speaker, doer) || unnamed || stranger;
    if !same && apart && governed { Reality::Alleged } else { told }
}

/// True if the speaker whom no list knows is of no state that the text gives him, or of another than the doer: "the minister said that
/// *Kenya* had agreed", "Thai officials said Cambodia had agreed"; not "Kenya's minister said that Kenya had agreed".
fn speaks_of_another(scene: &Scene<'_>, doer: &str) -> bool {
    let source = scene.statement.and_then(|s| s.source.as_deref()).unwrap_or_default();
    let owner = scene.mentions.iter().find(|m| source.contains(m.span.text(scene.text)));
    let state = |id: &str| scene.sides.state(id).unwrap_or(id).to_owned();
    doer.contains(':') && owner.is_none_or(|m| state(&m.id) != state(doer))
}
