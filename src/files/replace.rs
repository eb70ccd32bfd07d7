//! Files that are replaced as a whole: written beside the target and renamed, so that nobody ever sees half of one.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// How many symbolic links may lead to a file.
const MOST_LINKS: usize = 40;

/// Writes the file at `path`. A symbolic link stays one: the file to which it leads is replaced, in its own folder, and keeps its
/// permissions. What is there and is no regular file (a folder, a device, a pipe) is an error, before anything is written.
///
/// ```
/// use std::io::Write;
/// let path = std::env::temp_dir().join(format!("dateline-replace-{}.txt", std::process::id()));
/// dateline::files::replace::file(&path, |mut file| Ok(file.write_all(b"Kyiv\n")?))?;
/// assert_eq!(std::fs::read(&path)?, b"Kyiv\n");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn file(path: &Path, write: impl FnOnce(&mut File) -> std::result::Result<(), Fault>) -> Result<()> {
    let failed = |e: io::Error| Error::io(path.display().to_string(), e);
    let (target, beside) = target_and_beside(path)?;
    let written = File::create(&beside).map_err(failed).and_then(|mut file| {
        if let Ok(before) = fs::metadata(&target) {
            file.set_permissions(before.permissions()).map_err(failed)?;
        }
        write(&mut file).map_err(|fault| match fault {
            Fault::Io(e) => failed(e),
            Fault::Other(e) => e,
        })
    });
    let done = written.and_then(|()| fs::rename(&beside, &target).map_err(failed));
    if done.is_err() {
        drop(fs::remove_file(&beside));
    }
    done
}

/// Writes a text as the file at `path`, as [`file()`] does, and makes its folder where that is missing.
pub fn text(path: &Path, text: &str) -> Result<()> {
    make_folder(path)?;
    file(path, |file| Ok(file.write_all(text.as_bytes())?))
}

/// Makes the folder of the file at `path` where it is missing, and tries whether a file can be made there: before long work is done for it.
pub fn check(path: &Path) -> Result<()> {
    make_folder(path)?;
    let (_, beside) = target_and_beside(path)?;
    let made = File::create(&beside).and_then(|_| fs::remove_file(&beside));
    made.map_err(|e| Error::io(path.display().to_string(), e))
}

fn make_folder(path: &Path) -> Result<()> {
    let target = target(path)?;
    let folder = target.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => Error::io(path.display().to_string(), io::ErrorKind::NotADirectory.into()),
        _ => Error::io(path.display().to_string(), e),
    })
}

/// The file that writing to `path` replaces, and another beside it that no other thread or process writes.
fn target_and_beside(path: &Path) -> Result<(PathBuf, PathBuf)> {
    static SERIAL: AtomicU32 = AtomicU32::new(0);
    let target = target(path)?;
    let Some(name) = target.file_name() else {
        return Err(Error::input(path.display().to_string(), "this names no file; give the path of the file to write"));
    };
    let mut beside = name.to_os_string();
    beside.push(format!(".{}-{}.tmp", std::process::id(), SERIAL.fetch_add(1, Ordering::Relaxed)));
    let beside = target.with_file_name(beside);
    Ok((target, beside))
}

/// Why a file could not be written.
#[derive(Debug)]
pub enum Fault {
    /// The system refused; [`file()`] names the path.
    Io(io::Error),
    /// Anything else.
    Other(Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// The file that writing to `path` replaces: behind symbolic links, and regular if it is there.
fn target(path: &Path) -> Result<PathBuf> {
    let shown = || path.display().to_string();
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_symlink() => {
                let next = fs::read_link(&target).map_err(|e| Error::io(shown(), e))?;
                target = target.parent().unwrap_or(Path::new("")).join(next);
            }
            Ok(found) if found.is_file() => return Ok(target),
            Ok(found) if found.is_dir() => return Err(Error::io(shown(), io::ErrorKind::IsADirectory.into())),
            Ok(_) => {
                let problem = "this is a device or a pipe, not a regular file; nothing was written to it";
                return Err(Error::io(shown(), io::Error::other(problem)));
            }
            // A folder that is not there is found out when the file is made.
            Err(_) => return Ok(target),
        }
    }
    Err(Error::input(shown(), "symbolic links lead nowhere from here"))
}
