//! What happened to the people and things that a figure counts.

use super::counted::{is_armed, is_common, is_fired, is_material, is_people};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What happened to what is counted. Only figures of one aspect count the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Aspect {
    Dead,
    Wounded,
    Missing,
    Captured,
    Downed,
    Launched,
    Displaced,
    Present,
    CalledUp,
    Escaped,
    Rallied,
}

impl Aspect {
    /// Days within which two reports that name no day speak of the same.
    pub const fn reach(self) -> u64 {
        match self {
            Self::Present | Self::CalledUp => 14,
            _ => 4,
        }
    }

    /// False for what cannot happen to the thing counted: people are not shot down, and only forces are massed.
    pub fn suits(self, noun: Option<&str>) -> bool {
        let Some(noun) = noun else { return self != Self::Launched };
        match self {
            Self::Downed => !is_people(noun),
            Self::Present => is_armed(noun) || is_material(noun),
            Self::Rallied => is_people(noun),
            Self::CalledUp => is_people(noun) || matches!(noun, "reservist" | "conscript"),
            Self::Dead | Self::Wounded | Self::Missing | Self::Captured | Self::Displaced | Self::Escaped => {
                is_people(noun) || !is_common(noun) && !is_material(noun) && !is_fired(noun) && noun != "source"
            }
            Self::Launched => !is_common(noun) && !is_people(noun),
        }
    }

    /// True for what can only grow from report to report, while more is found out.
    pub const fn grows(self) -> bool {
        matches!(self, Self::Dead | Self::Wounded | Self::Displaced)
    }

    /// True for what befalls people on one day, so that the numbers of two days are two numbers.
    pub const fn is_daily(self) -> bool {
        matches!(self, Self::Dead | Self::Wounded | Self::Missing | Self::Captured | Self::Escaped | Self::Rallied)
    }

    /// True for what adds up from day to day where one affair goes on.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Wounded | Self::Captured)
    }

    /// The aspect that a word in lower case tells.
    pub fn told_by(word: &str) -> Option<Self> {
        ASPECT_OF.get(word).copied()
    }

    /// The noun that a topic names where the figure's own says less.
    pub const fn noun(self) -> Option<&'static str> {
        match self {
            Self::Dead => Some("dead"),
            Self::Wounded => Some("wounded"),
            Self::Missing => Some("missing"),
            Self::Escaped => Some("escaped"),
            Self::Captured => Some("captured"),
            Self::Rallied => Some("crowd"),
            Self::Displaced => Some("displaced"),
            _ => None,
        }
    }
}

/// The words that tell an aspect; nouns of their own among them (`dead`, `reservists`).
const ASPECTS: [(Aspect, &str); 11] = [
    (
        Aspect::Dead,
        "kill kills killed killing dead die dies died dying death deaths fatality fatalities slain lives bodies corpses perished fallen martyred martyrs martyr",
    ),
    (Aspect::Wounded, "wound wounds wounded wounding injure injures injured injuring injuries hurt casualties hospitalised hospitalized"),
    (Aspect::Missing, "missing disappeared unaccounted"),
    (
        Aspect::Captured,
        "capture captures captured capturing prisoner prisoners captive hostage hostages detain detained detaining arrest arrested arresting arrests custody",
    ),
    (Aspect::Downed, "downed downing shot destroy destroys destroyed destroying intercept intercepted intercepting wreck wrecks brought"),
    (Aspect::Launched, "launch launches launched launching fired cross crossed enter entered entering violated fly flew flown flying"),
    (
        Aspect::Displaced,
        "flee flees fled fleeing evacuate evacuated evacuating displaced homeless uprooted refugee refugees sheltered sheltering",
    ),
    (
        Aspect::Present,
        "mass massed massing amass amassed amassing deploy deploys deployed deploying station stationed stationing gather gathered gathering concentrate concentrated concentrating moved moving has have had are were sent sending keeps keeping",
    ),
    (Aspect::Rallied, "marched marching rallied rallying demonstrated demonstrating attended crowd turnout"),
    (Aspect::Escaped, "escape escapes escaped escaping escapees fugitives"),
    (Aspect::CalledUp, "called mobilise mobilised mobilising mobilize mobilized mobilizing reservist reservists conscripts conscripted"),
];

static ASPECT_OF: LazyLock<FxHashMap<&str, Aspect>> =
    LazyLock::new(|| ASPECTS.iter().flat_map(|(aspect, words)| words.split(' ').map(move |w| (w, *aspect))).collect());
