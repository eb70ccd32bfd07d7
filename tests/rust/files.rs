//! Files that we write: what is loaded equals what was saved, and no damaged or hostile file does harm.

use dateline::container::{Container, Writer};
use dateline::gazetteer::{Column, ColumnType, Entry, EntryList, FindOptions, Gazetteer, Value, Verify};
use dateline::{Error, Result};
use proptest::prelude::*;
use std::path::PathBuf;
#[cfg(unix)]
use std::{fs, os::unix};

const TEXT: &str =
    "Talks in Kiev’s old town: J. K. Marlowe of the Côte d'Ivoire AT&T office met the Northern Rivers Commission. IS fighters left.";

fn gazetteer() -> Gazetteer {
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let columns = vec![
        column("body", ColumnType::Text),
        column("rank", ColumnType::Int),
        column("prior", ColumnType::Float),
        column("bare", ColumnType::Bool),
    ];
    let entry = |id: &str, name: &str, aliases: &[&str], extra: [Value; 4]| Entry {
        id: id.into(),
        name: name.into(),
        kind: id.split(':').next().unwrap_or_default().into(),
        aliases: aliases.iter().map(|&a| a.into()).collect(),
        country: id.ends_with("kyiv").then(|| "UA".into()),
        lat: id.ends_with("kyiv").then_some(50.45),
        lon: id.ends_with("kyiv").then_some(30.52),
        extra: extra.into(),
    };
    let none = || [Value::Null, Value::Null, Value::Null, Value::Null];
    let entries = vec![
        entry("place:kyiv", "Kyiv", &["Kiev", "Київ"], [Value::Null, Value::Int(2_950_000), Value::Float(0.9), Value::Null]),
        entry("person:marlowe", "J. K. Marlowe", &[], none()),
        entry("country:ci", "Côte d'Ivoire", &["Ivory Coast"], none()),
        entry("organization:att", "AT&T", &[], [Value::Text("a long note, ".repeat(9)), Value::Null, Value::Null, Value::Bool(true)]),
        entry(
            "organization:nrc",
            "Northern Rivers Commission",
            &[],
            [Value::Text("c".into()), Value::Null, Value::Null, Value::Bool(false)],
        ),
        entry("armed_group:is", "IS", &["Islamic State"], [Value::Text("c".into()), Value::Int(-1), Value::Float(0.5), Value::Null]),
    ];
    Gazetteer::new(EntryList { columns, entries }).expect("the entries are good")
}

fn path(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dateline-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder.join(name)
}

#[test]
fn a_loaded_gazetteer_is_the_one_that_was_saved() -> Result<()> {
    let built = gazetteer();
    let path = path("whole.dlg");
    built.save(&path)?;
    for verify in [Verify::Full, Verify::Header] {
        let loaded = Gazetteer::load(&path, verify)?;
        assert_eq!(loaded.entities(), built.entities());
        assert_eq!((loaded.len(), loaded.n_names(), loaded.index_size()), (built.len(), built.n_names(), built.index_size()));
        assert_eq!(loaded.find_text(TEXT, FindOptions::default()), built.find_text(TEXT, FindOptions::default()));
        assert_eq!(loaded.find_text(TEXT, FindOptions::default()).len(), 6);
        assert_eq!(loaded.index_of("armed_group:is"), Some(5));
        assert_eq!(loaded.prior(0), built.prior(0));
        assert_eq!(loaded.to_bytes(), built.to_bytes());
    }
    assert_eq!(std::fs::read(&path).expect("the file"), built.to_bytes());
    std::fs::remove_file(&path).expect("the file goes");
    Ok(())
}

#[test]
fn an_empty_gazetteer_and_the_seed_survive() -> Result<()> {
    for built in [Gazetteer::new(EntryList::default())?, Gazetteer::seed()?] {
        let loaded = Gazetteer::from_bytes(built.to_bytes(), "memory")?;
        assert_eq!(loaded.entities(), built.entities());
        assert_eq!(loaded.find_text(TEXT, FindOptions::default()), built.find_text(TEXT, FindOptions::default()));
    }
    Ok(())
}

#[test]
fn saving_replaces_and_leaves_nothing_beside() -> Result<()> {
    let path = path("again").join("watch.dlg");
    let folder = path.parent().expect("a folder").to_owned();
    assert!(matches!(gazetteer().save(&path), Err(Error::Io { .. })));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    gazetteer().save(&path)?;
    let loaded = Gazetteer::load(&path, Verify::Full)?;
    Gazetteer::new(EntryList::default())?.save(&path)?;
    assert_eq!(loaded.lookup("Kyiv"), [0], "the file that is in use stays as it is");
    assert!(Gazetteer::load(&path, Verify::Full)?.is_empty());
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    Ok(())
}

/// Loads bytes as a file that has to be refused; gives the message.
fn refused(bytes: Vec<u8>) -> String {
    match Gazetteer::from_bytes(bytes, "watch.dlg") {
        Err(error @ Error::Format { .. }) => {
            let message = error.to_string();
            assert!(message.contains("watch.dlg"), "{message}");
            message
        }
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("a damaged file was loaded"),
    }
}

#[test]
fn messages_say_what_to_do() -> Result<()> {
    let good = gazetteer().to_bytes();
    let changed = |at: usize, to: u8| {
        let mut bytes = good.clone();
        bytes[at] = to;
        refused(bytes)
    };
    assert!(refused(Vec::new()).contains("no gazetteer that dateline wrote"));
    assert!(refused(b"name,aliases\nKyiv,Kiev\n".to_vec()).contains("no gazetteer that dateline wrote"));
    assert!(changed(8, 9).contains("version 9"));
    assert!(refused(good[..good.len() - 64].to_vec()).contains("cut short"));
    assert!(refused(good[..20].to_vec()).contains("cut short"));
    assert!(changed(65, b'x').contains("checksum of the header"));
    assert!(changed(good.len() / 2, !good[good.len() / 2]).contains("checksum of the section"));
    assert!(refused(Writer::new("classifier").to_bytes()).contains("holds a classifier"));
    assert!(refused(Writer::new("gazetteer").to_bytes()).contains("absent"));
    assert!(matches!(Gazetteer::load(&path("none.dlg"), Verify::Full), Err(Error::Io { .. })));
    assert!(matches!(Gazetteer::load(&std::env::temp_dir(), Verify::Full), Err(Error::Io { .. })));
    Ok(())
}

/// The names of a gazetteer's sections.
const SECTIONS: [&str; 22] = [
    "about",
    "root",
    "nodes",
    "words",
    "filter",
    "text",
    "ends",
    "entities",
    "shared",
    "shared_ends",
    "kind",
    "country",
    "lat",
    "lon",
    "ids",
    "prior",
    "columns",
    "column0",
    "column1",
    "present1",
    "column2",
    "column3",
];

/// Writes the sections again, one of them changed, so that all checksums agree: what somebody would do who means harm.
fn forged(good: &[u8], which: usize, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let file = Container::from_bytes(good.to_vec(), "watch.dlg", "gazetteer", Verify::Full).expect("the file is good");
    let mut writer = Writer::new("gazetteer");
    let mut change = Some(change);
    for (n, name) in SECTIONS.into_iter().enumerate() {
        let mut bytes = file.section::<u8>(name).expect("the section is there").to_vec();
        if n == which
            && let Some(change) = change.take()
        {
            change(&mut bytes);
        }
        writer.section(name, bytes);
    }
    writer.to_bytes()
}

/// Loads a file in both ways; whatever loads must be usable.
fn try_out(name: &str, bytes: Vec<u8>) {
    let use_all = |gazetteer: &Gazetteer| {
        for case in [dateline::gazetteer::Case::Auto, dateline::gazetteer::Case::Sensitive, dateline::gazetteer::Case::Insensitive] {
            for hit in gazetteer.find_text(TEXT, FindOptions { case, ..FindOptions::default() }) {
                assert!(hit.entries.iter().all(|&entry| !gazetteer.entry(entry).id().is_empty()));
            }
        }
        gazetteer.lookup("Northern Rivers Commission");
        gazetteer.index_of("organization:nrc");
        for entry in gazetteer.iter().take(100) {
            entry.to_entry();
        }
    };
    let path = path(name);
    std::fs::write(&path, &bytes).expect("the file is written");
    for verify in [Verify::Full, Verify::Header] {
        match Gazetteer::load(&path, verify) {
            Ok(loaded) => use_all(&loaded),
            Err(Error::Format { path: told, .. }) => assert_eq!(told, path.display().to_string()),
            Err(other) => panic!("another error: {other}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cut_file_is_loaded(share in 0.0..1.0_f64) {
        let good = gazetteer().to_bytes();
        refused(good[..(good.len() as f64 * share) as usize].to_vec());
    }

    #[test]
    fn flipped_bits_are_found(flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u32), 1..4)) {
        let built = gazetteer();
        let mut bytes = built.to_bytes();
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let changed = bytes != built.to_bytes();
        prop_assert_eq!(Gazetteer::from_bytes(bytes.clone(), "watch.dlg").is_err(), changed);
        try_out("flipped.dlg", bytes);
    }

    #[test]
    fn forged_sections_do_no_harm(
        which in 0..SECTIONS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![0_u8, 1, 2, 7, 64, 127, 128, 255])), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let good = gazetteer().to_bytes();
        let bytes = forged(&good, which, |section| {
            for (at, to) in changes {
                if !section.is_empty() {
                    let at = at.index(section.len());
                    section[at] = to;
                }
            }
            if let Some(cut) = cut {
                section.truncate(cut.index(section.len() + 1));
            }
        });
        try_out("forged.dlg", bytes);
    }
}

/// A folder of its own, gone afterwards.
#[cfg(unix)]
struct Folder(PathBuf);

#[cfg(unix)]
impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }
}

#[cfg(unix)]
impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Every way of writing a file.
#[cfg(unix)]
const WAYS: [fn(&Gazetteer, &std::path::Path) -> Result<()>; 4] =
    [Gazetteer::save, |g, path| g.to_csv(path), |g, path| g.to_jsonl(path), |g, path| g.to_spacy(path)];

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one_and_its_target_is_replaced() {
    let Folder(root) = &Folder::new("links");
    fs::create_dir_all(root.join("far")).expect("made");
    for way in WAYS {
        let (link, target) = (root.join("link"), root.join("far/target"));
        fs::write(&target, "old").expect("written");
        unix::fs::symlink("far/target", &link).expect("linked");
        way(&gazetteer(), &link).expect("written through the link");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_ne!(fs::read(&target).expect("there"), b"old");
        // One that leads to nothing yet.
        fs::remove_file(&target).expect("removed");
        way(&gazetteer(), &link).expect("written through the link");
        assert!(target.is_file());
        fs::remove_file(link).expect("removed");
    }
    assert_eq!(fs::read_dir(root.join("far")).expect("there").count(), 1, "nothing is left beside the target");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_replaced() {
    use unix::fs::FileTypeExt;
    let Folder(root) = &Folder::new("devices");
    // A socket stands for all that is neither file nor folder.
    let socket = root.join("socket");
    let _held = unix::net::UnixListener::bind(&socket).expect("bound");
    unix::fs::symlink("socket", root.join("link")).expect("linked");
    unix::fs::symlink("round", root.join("round")).expect("linked");
    for way in WAYS {
        for name in ["socket", "link"] {
            let said = way(&gazetteer(), &root.join(name)).expect_err("no file").to_string();
            assert!(said.ends_with("not a regular file; nothing was written to it"), "{said}");
        }
        let said = way(&gazetteer(), root).expect_err("a folder").to_string();
        assert!(said.contains("this is a folder"), "{said}");
        assert!(way(&gazetteer(), &root.join("round")).is_err());
    }
    assert!(fs::symlink_metadata(&socket).expect("there").file_type().is_socket());
    assert_eq!(fs::read_dir(root).expect("there").count(), 3);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_keeps_its_permissions() {
    use unix::fs::PermissionsExt;
    let Folder(root) = &Folder::new("permissions");
    let path = root.join("watch.csv");
    fs::write(&path, "old").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
    gazetteer().to_csv(&path).expect("written");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}
