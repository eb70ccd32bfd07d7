//! One process at a time writes into a folder.

use crate::error::{Error, Result};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The file that is locked while a run writes; the system unlocks it when the process ends, however it ends.
const NAME: &str = ".lock";

/// The right to write into a folder, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the right to write into `folder`, which is made if it is absent; an error if another run has it.
    pub fn take(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder.display().to_string(), e))?;
        let path = folder.join(NAME);
        let file = File::options().create(true).append(true).open(&path).map_err(|e| Error::io(path.display().to_string(), e))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(Error::input(
                folder.display().to_string(),
                "another run is writing into the folder; wait for its end, or name another folder",
            )),
            // Some network folders know no locks.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { path, _file: file }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays behind is taken by the next run.
        let _ = std::fs::remove_file(&self.path);
    }
}
