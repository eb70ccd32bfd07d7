//! The manifest of a run in shards: what it was run with, and which shards are done.

use crate::error::{Error, Result};
use crate::pipeline::{Judge, Pipeline};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// The manifest's file.
pub const NAME: &str = "manifest.json";
/// The version of the folder's layout.
const FORMAT: u32 = 3;

/// What a run was started with, and how far it has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the folder's layout.
    pub format: u32,
    /// What the tables depend on beside the documents.
    pub settings: Settings,
    /// Documents of the shards that are done.
    pub documents: u64,
    /// Those among them that could not be read.
    pub failed: u64,
    /// True once every document is in a shard and `near_copies` and `conflicts` are written.
    pub complete: bool,
    /// A hash of the names that the documents tell each other, once it is known; none where they do not.
    pub names: Option<String>,
    /// The shards that are done, in order.
    pub shards: Vec<Shard>,
}

/// What the tables depend on beside the documents: versions, switches, and hashes of names and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The version of dateline.
    pub dateline: String,
    /// The names, by the hash of their file.
    pub gazetteer: Option<String>,
    /// What decides on acts, by the hash of its parts.
    pub acts: Option<String>,
    /// What decides on events, by the hash of its parts.
    pub events: Option<String>,
    /// The other layers that are on.
    pub layers: Vec<String>,
    /// True if documents tell each other what names stand for.
    pub share_names: bool,
    /// Documents a shard, at most.
    pub shard_documents: usize,
}

/// One shard that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Its documents.
    pub documents: u64,
    /// Those among them that could not be read.
    pub failed: u64,
    /// A hash of its documents: ids, texts and what is known about them.
    pub input: String,
}

/// A hash as it stands in the manifest.
pub fn hex(hash: u64) -> String {
    format!("{hash:016x}")
}

impl Settings {
    /// What the tables of a pipeline depend on.
    ///
    /// Raises an error if what decides cannot be told from others, which no pipeline brings about.
    pub fn new(pipeline: &Pipeline, shard_documents: usize) -> Result<Self> {
        let on = pipeline.layers;
        let layers = [
            ("quotes", on.quotes),
            ("times", on.times),
            ("quantities", on.quantities),
            ("near_copies", on.near_copies),
            ("conflicts", on.conflicts),
        ];
        let identity = |side: &Option<Judge>| side.as_ref().map(|judge| judge.identity().map(hex)).transpose();
        Ok(Self {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            gazetteer: pipeline.gazetteer.as_ref().map(|g| hex(crate::container::checksum(&g.to_bytes()))),
            acts: identity(&pipeline.acts)?,
            events: identity(&pipeline.events)?,
            layers: layers.into_iter().filter(|l| l.1).map(|l| l.0.to_owned()).collect(),
            share_names: pipeline.shares_names(),
            shard_documents,
        })
    }

    /// The names of the settings in which another differs.
    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let same = [
            ("the version of dateline", self.dateline == other.dateline),
            ("gazetteer", self.gazetteer == other.gazetteer),
            ("acts", self.acts == other.acts),
            ("events", self.events == other.events),
            ("layers", self.layers == other.layers),
            ("share_names", self.share_names == other.share_names),
            ("shard_documents", self.shard_documents == other.shard_documents),
        ];
        same.into_iter().filter(|s| !s.1).map(|s| s.0).collect()
    }
}

impl Manifest {
    /// The manifest of a folder, for a run with these settings: the one that is there, or a new one.
    pub fn open(folder: &Path, settings: Settings, resume: bool) -> Result<Self> {
        let path = folder.join(NAME);
        let shown = path.display().to_string();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder.display().to_string(), e))?;
                if entries.flatten().any(|e| !e.file_name().to_string_lossy().starts_with('.')) {
                    return Err(Error::input(folder.display().to_string(), "the folder holds other files; name a new or an empty one"));
                }
                let new = Self { format: FORMAT, settings, documents: 0, failed: 0, complete: false, names: None, shards: Vec::new() };
                new.save(folder)?;
                return Ok(new);
            }
            Err(e) => return Err(Error::io(shown, e)),
        };
        let found: Self =
            serde_json::from_slice(&bytes).map_err(|e| Error::format(&shown, format!("this is no manifest of a run: {e}")))?;
        if found.format != FORMAT {
            let problem = format!("the folder has layout {}, and this dateline writes layout {FORMAT}; name another folder", found.format);
            return Err(Error::format(shown, problem));
        }
        if !resume {
            return Err(Error::input(folder.display().to_string(), "the folder holds a run already; resume it, or name another folder"));
        }
        let differences = found.settings.differences(&settings);
        if !differences.is_empty() {
            let problem = format!(
                "the run there was made with other settings ({}); give the same ones, or name another folder",
                differences.join(", ")
            );
            return Err(Error::input(folder.display().to_string(), problem));
        }
        Ok(found)
    }

    /// Writes the manifest beside itself and renames it.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let path = folder.join(NAME);
        let beside = folder.join(".manifest.tmp");
        let text = serde_json::to_vec_pretty(self).map_err(|e| Error::Internal { problem: e.to_string() })?;
        let written = File::create(&beside).and_then(|mut f| f.write_all(&text).and_then(|()| f.sync_all()));
        written.and_then(|()| std::fs::rename(&beside, &path)).map_err(|e| Error::io(path.display().to_string(), e))
    }
}
