//! The classifiers that ship with dateline, compiled into the core. `make seeds` trains them on `seeds/labels`.

use super::model::SentenceClassifier;
use crate::classify::sentence::Scheme;
use crate::error::Result;

impl SentenceClassifier {
    /// The seed classifier of a scheme: `acts` (one label a sentence) or `events` (PLOVER types, any number).
    ///
    /// ```
    /// let acts = dateline::classify::SentenceClassifier::seed("acts").unwrap();
    /// let label = acts.predict("The ministry denied that its troops had shelled the town.")[0];
    /// assert_eq!(acts.classes()[label as usize], "denial");
    /// ```
    pub fn seed(scheme: &str) -> Result<Self> {
        let (bytes, name): (&[u8], &str) = match Scheme::named(scheme)? {
            Scheme::Acts => (include_bytes!("../../../seeds/models/acts.dlc"), "seeds/models/acts.dlc"),
            Scheme::Events => (include_bytes!("../../../seeds/models/events.dlc"), "seeds/models/events.dlc"),
        };
        Self::from_bytes(bytes.to_vec(), name, None)
    }
}
