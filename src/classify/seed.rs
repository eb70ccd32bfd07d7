//! The classifiers that ship with dateline, compiled into the core. `make seeds` trains them on `seeds/labels`.

use super::model::SentenceClassifier;
use crate::error::{Error, Result};

impl SentenceClassifier {
    /// The seed classifier of a scheme: `acts` (one label a sentence) or `events` (PLOVER types, any number).
    ///
    /// ```
    /// let acts = dateline::classify::SentenceClassifier::seed("acts").unwrap();
    /// let label = acts.predict("The ministry denied that its troops had shelled the town.")[0];
    /// assert_eq!(acts.classes()[label as usize], "denial");
    /// ```
    pub fn seed(scheme: &str) -> Result<Self> {
        let (bytes, name): (&[u8], &str) = match scheme {
            "acts" => (include_bytes!("../../seeds/models/acts.dlc"), "seeds/models/acts.dlc"),
            "events" => (include_bytes!("../../seeds/models/events.dlc"), "seeds/models/events.dlc"),
            _ => {
                let problem = format!("there is no seed classifier {scheme:?}; there are \"acts\" and \"events\"");
                return Err(Error::input("seed", problem));
            }
        };
        Self::from_bytes(bytes.to_vec(), name, None)
    }
}
