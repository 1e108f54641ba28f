//! Any bytes as a run file: a clear answer, and what is read is written again the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stackholders::session::journal;
use stackholders::session::record::Slugs;

fuzz_target!(|bytes: &[u8]| {
    let read = match journal::read(bytes) {
        Ok(read) => read,
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            return;
        }
    };
    assert!(read.intact <= bytes.len());
    assert_eq!(read.torn.is_some(), read.intact < bytes.len());
    let again = journal::read(&bytes[..read.intact]).expect("the intact part is whole");
    assert_eq!(again.lines, read.lines);
    // No case is known here: every name is foreign, and that is an error, not a panic.
    let _ = read.resolve(&Slugs::default());
});
