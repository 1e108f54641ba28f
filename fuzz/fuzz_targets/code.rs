//! Any bytes as a typed code, and any digits with fitting check characters: a run whose code it is, or a fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stackholders::id::OptionId;
use stackholders::session::code::{Shape, decode_shaped, encode_shaped, sealed};

fuzz_target!(|bytes: &[u8]| {
    let shapes = [shape()];
    let typed = String::from_utf8_lossy(bytes);
    let digits: Vec<u8> = bytes.iter().map(|byte| byte & 31).collect();
    for code in [typed.as_ref(), &sealed(&digits)] {
        if let Ok(found) = decode_shaped(code, &shapes, 1) {
            let again = encode_shaped(&shapes[found.case], &found.run).expect("it was decoded");
            assert_eq!(decode_shaped(&again, &shapes, 1), Ok(found));
        }
    }
});

/// Four years, eight components with three offers each. The tag is 0, so that short inputs reach the years.
fn shape() -> Shape {
    Shape {
        tag: 0,
        played_years: 4,
        slots: vec![3, 2, 2, 2],
        guardrails_per_year: 1,
        staffing_per_year: 1,
        responses_per_year: 1,
        offers: (0..8).map(|c| (0..3).map(|o| OptionId(c * 4 + o + 1)).collect()).collect(),
        options: 32,
        pools: 4,
        planned: vec![true, true, false],
        choices: vec![4; 12],
        roles: 5,
        reasons: 12,
    }
}
