//! What holds for every store.

use super::*;

/// One check for both stores, so that memory behaves as the disk does.
fn check_store(store: &mut dyn Store) {
    let kind = |answer: io::Result<()>| answer.map_err(|error| error.kind());
    assert_eq!(store.list().expect("an empty place"), Vec::<String>::new());
    assert_eq!(kind(store.write_new("tables/blue.run", b"one")), Ok(()));
    assert_eq!(kind(store.write_new("tables/blue.run", b"two")), Err(io::ErrorKind::AlreadyExists));
    assert_eq!(kind(store.append_synced("tables/blue.run", 3, b"+two")), Ok(()));
    assert_eq!(
        kind(store.append_synced("tables/blue.run", 3, b"+three")),
        Err(io::ErrorKind::Other)
    );
    assert_eq!(
        kind(store.append_synced("tables/blue.run", 0, b"again")),
        Err(io::ErrorKind::Other)
    );
    assert_eq!(kind(store.append_synced("red.run", 4, b"lost")), Err(io::ErrorKind::NotFound));
    assert_eq!(kind(store.append_synced("red.run", 0, b"fresh")), Ok(()));
    assert_eq!(store.read_limited("tables/blue.run", 7).expect("it fits"), b"one+two");
    let error = store.read_limited("tables/blue.run", 6).expect_err("one byte too many");
    assert_eq!(error.to_string(), "the file has 7 bytes, at most 6 are read; choose another file");
    assert!(store.read_limited("green.run", 9).is_err());

    assert_eq!(kind(store.cut("tables/blue.run", 9, 3)), Err(io::ErrorKind::Other));
    assert_eq!(kind(store.cut("tables/blue.run", 7, 8)), Err(io::ErrorKind::Other));
    assert_eq!(
        set_aside(store, "tables/blue.run", 4, b"two").expect("kept"),
        "tables/blue.run.torn"
    );
    assert_eq!(
        set_aside(store, "tables/blue.run", 3, b"+").expect("kept"),
        "tables/blue.run.torn-2"
    );
    assert_eq!(store.read_limited("tables/blue.run", 9).expect("cut"), b"one");
    assert_eq!(store.read_limited("tables/blue.run.torn", 9).expect("kept"), b"two");
    let names = ["red.run", "tables/blue.run", "tables/blue.run.torn", "tables/blue.run.torn-2"];
    assert_eq!(store.list().expect("a place"), names);
    for (stem, free) in [("red.run", "red.run-2"), ("tables", "tables-2"), ("table", "table")] {
        let numbered =
            |number| if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
        assert_eq!(free_name(store, numbered).expect("a place"), free);
    }
}

#[test]
fn memory_behaves_as_a_store() {
    check_store(&mut MemoryStore::default());
}

#[test]
fn a_page_behaves_as_a_store() {
    check_store(&mut browser::tests::fresh());
}

#[test]
fn a_folder_behaves_as_a_store() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    check_store(&mut FileStore::new(folder.path().join("runs/of/today")));
}

#[test]
fn a_name_stays_inside_its_store() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = FileStore::new(folder.path().join("runs"));
    for name in [
        "",
        "/etc/hosts",
        "../up",
        "a/../../up",
        "a//b",
        "a/",
        ".hidden",
        "a\\b",
        "c:d",
        "dot.",
        "nul\0",
        "a\nb",
        "~",
    ] {
        let error = store.write_new(name, b"x").expect_err(name);
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name:?}");
    }
    assert_eq!(
        store.write_new(&"x".repeat(201), b"x").expect_err("too long").kind(),
        io::ErrorKind::InvalidInput
    );
    for name in ["blue table.run", "tisch-süd/lauf_1.run"] {
        store.write_new(name, b"x").expect(name);
    }
}

#[test]
fn a_failing_store_keeps_the_first_bytes_and_says_so() {
    let mut store = MemoryStore::failing_after(5);
    store.write_new("a", b"one").expect("three bytes fit");
    let error = store.append_synced("a", 3, b"+two").expect_err("no space");
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert_eq!(store.read_limited("a", 9).expect("what was written"), b"one+t");
    store.repair();
    store.append_synced("a", 5, b"wo").expect("the disk works again");
}
