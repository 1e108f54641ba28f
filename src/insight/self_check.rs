//! Whether two programs play alike: a digest over runs that every program makes up in the same way.

use super::change::{self, Vocabulary};
use super::course::Years;
use crate::luck::{Luck, Purpose, Stream};
use crate::scenario::case::Case;
use crate::session::journal;
use crate::session::record::Slugs;
use crate::session::replay;

/// Changes of a plan that make up a run.
const CHANGES: u16 = 10;

/// The digest of so many runs of these cases, as 64 hexadecimal digits: plans of a case with ten changes drawn by lot,
/// legal or not, each under a luck of its own, hashed as the bytes of their run files.
#[must_use]
pub fn digest(cases: &[Case], runs: u32) -> String {
    let mut hash = blake3::Hasher::new();
    let stream = Stream::new(Purpose::Spare, "self-check");
    for number in 0..runs {
        let Some(case) = cases.get(number as usize % cases.len().max(1)) else { break };
        let luck = Luck::new(u64::from(number));
        let years = made_up(case, &luck, stream);
        let run = replay::play(case, luck.seed(), &years);
        match journal::write(&run, &Slugs::of(case)) {
            Ok(bytes) => hash.update(&bytes),
            Err(fault) => hash.update(fault.to_string().as_bytes()),
        };
    }
    hash.finalize().to_hex().to_string()
}

fn made_up(case: &Case, luck: &Luck, stream: Stream) -> Years {
    let mut years: Years = vec![Vec::new(); usize::from(case.played_years)];
    for draw in 0..CHANGES {
        let all = change::all(case, &years, &Vocabulary::ALL);
        let at = luck.uniform(stream, 0, draw) * all.len() as f64;
        if let Some(changed) = all.get(at as usize).and_then(|it| it.apply(&years)) {
            years = changed;
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::shipped;

    #[test]
    fn the_same_runs_have_the_same_digest_and_more_runs_another() {
        let cases = shipped::cases();
        assert_eq!(digest(&cases, 6), digest(&cases, 6));
        assert_ne!(digest(&cases, 6), digest(&cases, 7));
        let luck = Luck::new(3);
        let years = made_up(&cases[0], &luck, Stream::new(Purpose::Spare, "self-check"));
        assert!(years.iter().map(Vec::len).sum::<usize>() > 3, "a run has decisions: {years:?}");
    }
}
