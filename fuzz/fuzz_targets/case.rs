//! Any bytes as the files of a case: loading never panics, ends, and hands out no case with errors.
//!
//! The bytes are cut into files at each zero byte, in the order of the files of a case. An empty file
//! stands for the one that `stackholders new` writes, so that a short input can reach every check.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stackholders::scenario::skeleton::skeleton;
use stackholders::scenario::{CaseFiles, load};

fuzz_target!(|bytes: &[u8]| {
    let mut files = CaseFiles::new("tiny");
    for (name, text) in skeleton("tiny", "Tiny").expect("slug and title are fine") {
        files.insert(name, text);
    }
    let names: Vec<String> = files.iter().map(|(name, _)| name.to_owned()).collect();
    for (name, part) in names.iter().zip(bytes.split(|byte| *byte == 0)) {
        if !part.is_empty() {
            files.insert(name.as_str(), String::from_utf8_lossy(part));
        }
    }
    let loaded = load(&files);
    assert_eq!(loaded.case.is_none(), loaded.findings.has_errors());
    assert!(loaded.findings.len() <= 500);
    let _ = loaded.findings.to_string();
});
