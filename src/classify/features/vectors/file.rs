//! Word vectors as one file.

use super::{NEAREST, NONE, WordVectors};
use crate::container::{Container, Verify, Writer};
use crate::error::Result;
use std::path::Path;

const KIND: &str = "word vectors";

impl WordVectors {
    fn writer(&self) -> Writer<'_> {
        let mut writer = Writer::new(KIND);
        writer.section("words", self.words.join("\n").into_bytes());
        writer.section("values", self.values.iter().map(|v| v.to_bits()).collect::<Vec<u32>>());
        writer.section("nearest", &self.nearest[..]);
        writer
    }

    /// The vectors as the bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.writer().to_bytes()
    }

    /// From the bytes of a file; `shown` is what errors call it. Every length and index is checked.
    pub fn from_bytes(bytes: Vec<u8>, shown: &str) -> Result<Self> {
        Self::read(&Container::from_bytes(bytes, shown, KIND, Verify::Full)?)
    }

    /// Writes a file; one that is there is replaced as a whole.
    pub fn save(&self, path: &Path) -> Result<()> {
        self.writer().save(path)
    }

    /// Reads a file that [`Self::save`] wrote.
    pub fn load(path: &Path) -> Result<Self> {
        Self::read(&Container::open(path, KIND, Verify::Full)?)
    }

    fn read(file: &Container) -> Result<Self> {
        let fault = || file.fault("the parts of the word vectors do not fit together");
        let words = file.section::<u8>("words")?.to_vec();
        let words: Vec<String> = std::str::from_utf8(&words).map_err(|_| fault())?.split('\n').map(str::to_owned).collect();
        let values: Vec<f32> = file.section::<u32>("values")?.iter().map(|&bits| f32::from_bits(bits)).collect();
        let nearest = file.section::<u32>("nearest")?.to_vec();
        let size = values.len() / words.len();
        let fits = size > 0
            && values.len() == size * words.len()
            && nearest.len() == NEAREST * words.len()
            && values.iter().all(|v| v.is_finite())
            && nearest.iter().all(|&n| n == NONE || (n as usize) < words.len());
        if fits { Ok(Self::new(words, size, values, nearest)) } else { Err(fault()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::features::vectors::VectorOptions;
    use crate::pool::Control;
    use crate::random::Random;

    #[test]
    fn bytes_give_the_same_and_damage_is_an_error_or_harmless() {
        let texts: Vec<String> = (0..30).map(|i| format!("the envoy met {} at noon", ["her", "him", "them"][i % 3])).collect();
        let vectors = WordVectors::train(&texts, VectorOptions { size: 3, ..Default::default() }, &Control::default()).unwrap();
        let good = vectors.to_bytes();
        assert_eq!(WordVectors::from_bytes(good.clone(), "bytes").unwrap(), vectors);
        let mut random = Random::new(1);
        for _ in 0..2000 {
            let mut bad = good.clone();
            let at = random.next() as usize % bad.len();
            bad[at] = random.next() as u8;
            let read = Container::from_bytes(bad, "bytes", KIND, Verify::Header).and_then(|file| WordVectors::read(&file));
            if let Ok(vectors) = read {
                vectors.nearest("envoy", 3);
                (0..vectors.words().len() as u32).for_each(|word| assert!(vectors.classes(word).count() <= NEAREST + 1));
            }
        }
    }
}
