//! The pipeline as a picture: stations in their places, what runs there, how loaded and how tied it is.
//!
//! Invariant: everything the picture shows is also said in words, in [`StationView::spoken`].

use super::format;
use super::words;
use crate::scenario::case::{Case, SourcingModel};
use crate::session::film::{Frame, StationFrame};

/// The whole board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardView {
    pub columns: u8,
    pub rows: u8,
    pub stations: Vec<StationView>,
    /// Pairs of stations between which data flow.
    pub pipes: Vec<(usize, usize)>,
}

/// One station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationView {
    pub name: String,
    /// What runs there.
    pub option: String,
    pub model: SourcingModel,
    /// Column and row, from 0.
    pub place: (u8, u8),
    /// Load over capacity (0: idle, 1: full).
    pub utilisation: f64,
    /// Load relative to the reference load.
    pub load: f64,
    /// Months of reference load that wait.
    pub backlog: f64,
    /// Index 0-100.
    pub lock_in: f64,
    pub patch_days: f64,
    /// Share of the wanted work that the staff covers (0-1).
    pub coverage: f64,
    /// What is coming and how far the change is (0-1).
    pub coming: Option<Coming>,
    /// Runs on manual fallback; is no longer patched; will be switched off.
    pub crippled: bool,
    pub frozen: bool,
    pub ending: bool,
    /// `62 % load, lock-in 34`; before the first month only what is known.
    pub line: String,
    /// The same in fewer words.
    pub short: String,
    /// Trouble in two or three words, the worst first; empty when all is well.
    pub trouble: &'static str,
    /// All of it as a sentence.
    pub spoken: String,
}

/// A change under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    pub option: String,
    pub model: SourcingModel,
    pub progress: f64,
}

/// Share of the wanted work below which a station counts as short of staff.
const SHORT_OF_STAFF: f64 = 0.85;
/// Load over capacity above which a station counts as full.
const FULL: f64 = 0.95;

/// The picture of a moment.
#[must_use]
pub fn board(case: &Case, frame: &Frame) -> BoardView {
    let stations = case.components.iter().zip(&frame.stations);
    let stations = stations.map(|(component, now)| {
        let option = case.options.get(now.option);
        let name = option.map_or_else(String::new, |option| option.name.clone());
        let model = option.map_or(SourcingModel::Inherited, |option| option.model);
        let utilisation = if now.capacity > 0.0 { now.load / now.capacity } else { 0.0 };
        let coming = now.coming.and_then(|(coming, progress)| {
            let coming = case.options.get(coming)?;
            Some(Coming { option: coming.name.clone(), model: coming.model, progress })
        });
        let trouble = trouble(now, utilisation);
        let (load, tied) = (format::share(utilisation), format::index(now.lock_in));
        let measured = now.capacity > 0.0;
        let line = if measured {
            format!("{load} load, lock-in {tied}")
        } else {
            format!("lock-in {tied}")
        };
        let short = if measured { format!("{load} load") } else { line.clone() };
        let mut spoken = format!("{}: {name}, {}, {line}", component.name, words::sourcing(model));
        if measured {
            spoken += &format!(", flaws fixed in {}", format::days(now.patch_days));
        }
        if let Some(Coming { option, progress, .. }) = &coming {
            spoken += &format!(", change to {option} {} done", format::share(*progress));
        }
        if !trouble.is_empty() {
            spoken += &format!(", {trouble}");
        }
        StationView {
            name: component.name.clone(),
            option: name,
            model,
            place: component.place,
            utilisation,
            load: now.load,
            backlog: now.backlog,
            lock_in: now.lock_in,
            patch_days: now.patch_days,
            coverage: now.coverage,
            coming,
            crippled: now.crippled,
            frozen: now.frozen,
            ending: now.ending,
            line,
            short,
            trouble,
            spoken,
        }
    });
    let stations: Vec<_> = stations.collect();
    let most = |of: fn(&StationView) -> u8| stations.iter().map(of).max().unwrap_or(0) + 1;
    BoardView {
        columns: most(|station| station.place.0),
        rows: most(|station| station.place.1),
        pipes: case.interfaces.iter().map(|edge| (edge.a.index(), edge.b.index())).collect(),
        stations,
    }
}

fn trouble(now: &StationFrame, utilisation: f64) -> &'static str {
    match now {
        _ if now.crippled => "runs by hand",
        _ if now.ending => "will be switched off",
        _ if utilisation > FULL || now.backlog > 0.0 => "work waits",
        _ if now.frozen => "no longer patched",
        _ if now.coverage < SHORT_OF_STAFF => "short of staff",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{load, shipped};
    use crate::session::replay::Play;

    #[test]
    fn every_station_has_its_own_place_and_says_what_it_shows() {
        for slug in shipped::slugs() {
            let case = load(&shipped::files(slug).expect("shipped")).case.expect("no errors");
            let play = Play::start(&case, 1);
            let (model, state) = play.now();
            let view = board(&case, &Frame::of(model, state));
            let mut places: Vec<_> = view.stations.iter().map(|station| station.place).collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), view.stations.len(), "{slug}: two stations in one place");
            for station in &view.stations {
                assert!(station.place.0 < view.columns && station.place.1 < view.rows);
                for said in [&station.name, &station.option, &station.line] {
                    assert!(station.spoken.contains(said), "{slug}: {}", station.spoken);
                }
            }
        }
    }
}
