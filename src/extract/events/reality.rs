//! Whether an event is so: actual, alleged, denied, to come, or only thought of.

use super::words::{role, roles};
use super::{Scene, Trigger};
use crate::extract::Mode;

/// What the text makes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reality {
    /// It happened, in the narrator's voice.
    Actual,
    /// Somebody's word for it.
    Alleged,
    /// Somebody says it is not so.
    Denied,
    /// Yet to come.
    Future,
    /// Asked for, conditional.
    Hypothetical,
}

impl Reality {
    /// The label used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// How many words before a trigger can bear on it.
const REACH: usize = 12;
/// How many words a negation reaches.
const NEGATION_REACH: usize = 6;

/// Types whose trigger is itself something said: whoever says it has done it.
const SPOKEN: &[&str] = &["ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"];

/// Reads the reality of one event off the words before it, the event that governs it, and who says it.
pub(super) fn reality(scene: &Scene<'_>, trigger: &Trigger, labels: &[String]) -> Reality {
    let label = labels[trigger.label as usize].as_str();
    let spoken = SPOKEN.contains(&label);
    let signals = Signals::read(scene, trigger);
    if signals.denied || signals.negated {
        return Reality::Denied;
    }
    let governor = governor(scene, trigger, &signals, labels).map(|g| labels[g.label as usize].as_str());
    match governor {
        Some("REQUEST" | "THREATEN") => return Reality::Hypothetical,
        Some("REJECT") => return Reality::Denied,
        _ if signals.flags & role::IRREALIS != 0 => return Reality::Hypothetical,
        Some("AGREE") => return Reality::Future,
        Some("ACCUSE") => return Reality::Alleged,
        _ => {}
    }
    // "Would" and "will" inside a trigger ("said they would boycott") are what makes it a threat or a promise.
    if signals.flags & role::FUTURE != 0 {
        return Reality::Future;
    }
    if signals.flags & role::ALLEGED != 0 {
        return Reality::Alleged;
    }
    if scene.in_quote(trigger.span.start) {
        let own = spoken && signals.flags & role::SPEAKER != 0;
        return if own { Reality::Actual } else { Reality::Alleged };
    }
    if told(scene, trigger) && !spoken && !signals.aside { Reality::Alleged } else { Reality::Actual }
}

/// True if the sentence reports what somebody said, in a word of saying that is not the trigger itself.
fn told(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let by_another = scene.statement.is_some_and(|s| {
        matches!(s.mode, Some(Mode::Direct | Mode::Indirect))
            && !matches!(s.act.as_deref(), Some("report" | "demand" | "commitment" | "warning" | "none"))
    });
    let mut outside = scene.words[..trigger.first].iter().chain(&scene.words[trigger.end..]);
    by_another && outside.any(|w| roles(w) & role::SAYING != 0)
}

/// What the words of its clause before a trigger say of it.
#[derive(Default)]
struct Signals {
    flags: u16,
    negated: bool,
    denied: bool,
    /// An aside of the narrator's opens between what governs the clause and the trigger.
    aside: bool,
    /// Index of the first word that bears on the trigger.
    from: usize,
}

impl Signals {
    fn read(scene: &Scene<'_>, trigger: &Trigger) -> Self {
        let mut out = Self { from: trigger.first, ..Self::default() };
        let own: u16 = scene.words[trigger.first..trigger.end].iter().fold(0, |all, w| all | roles(w));
        let reach = trigger.first.saturating_sub(REACH);
        let quoted = scene.in_quote(trigger.span.start);
        let mut joined = false;
        for i in (reach..trigger.first).rev() {
            let word = &scene.words[i];
            let mut here = roles(word);
            let without = word.text(scene.text).eq_ignore_ascii_case("without");
            // "Without" and a negation in a quotation reach no further than "and".
            if joined && (without || scene.in_quote(word.start) && !quoted) {
                here &= !(role::NEGATION | role::DENIED);
            }
            joined |= here & role::AND != 0;
            if here & role::SAYING != 0 && joined_to(scene, i) {
                out.from = i;
                out.flags |= here;
                break;
            }
            if is_yet(scene, i) {
                out.flags |= role::IRREALIS;
            }
            if scene.parted(i) && here & (role::NEGATION | role::DENIED) == 0 {
                break;
            }
            if here & role::ASIDE != 0 {
                out.aside = true;
                break;
            }
            out.from = i;
            out.negated |= here & role::NEGATION != 0 && trigger.first - i <= NEGATION_REACH;
            out.denied |= here & role::DENIED != 0;
            out.flags |= here;
        }
        if own & role::DENIED != 0 {
            out.denied = false;
        }
        out
    }
}

/// True for the word `yet` of "has yet to".
fn is_yet(scene: &Scene<'_>, i: usize) -> bool {
    let is = |i: usize, word: &str| scene.words.get(i).is_some_and(|w| w.text(scene.text).eq_ignore_ascii_case(word));
    is(i, "yet") && is(i + 1, "to")
}

/// True if a word of saying goes on after another: "denied it *and said* that".
fn joined_to(scene: &Scene<'_>, saying: usize) -> bool {
    (saying.saturating_sub(2)..saying).any(|i| roles(&scene.words[i]) & role::AND != 0)
}

/// The nearest earlier trigger of something said whose reach covers this one; that of a request may end within it: "told them to withdraw".
fn governor<'s>(scene: &'s Scene<'_>, trigger: &Trigger, signals: &Signals, labels: &[String]) -> Option<&'s Trigger> {
    let before = |t: &Trigger| {
        let request = labels[t.label as usize] == "REQUEST" && t.first < trigger.first && t.end <= trigger.end;
        t.end <= trigger.first || request
    };
    let covers = |t: &&Trigger| before(t) && t.end > signals.from.saturating_sub(1) && t.label != trigger.label;
    scene.triggers.iter().filter(covers).max_by_key(|t| t.end)
}
