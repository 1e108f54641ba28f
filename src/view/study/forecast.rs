//! What is expected of a gauge and what came: asked before, told after.

use super::concept::way;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::prediction::{CLEAR, STRONG, share_of_scale};
use crate::study::foresight::Forecast;
use crate::view::debrief::judged;
use crate::view::words;

/// A gauge that an expectation is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskView {
    pub gauge: Gauge,
    pub name: &'static str,
    /// `losses a year; clearly from 80 k$, strongly from 200 k$`.
    pub about: String,
}

/// A gauge that is asked for, with what is far on the scale of the case.
#[must_use]
pub fn ask(case: &Case, gauge: Gauge) -> AskView {
    let share = share_of_scale(case, gauge, 0.0, 1.0);
    let far = |part: f64| words::headline(gauge, if share > 0.0 { part / share } else { 0.0 });
    AskView {
        gauge,
        name: words::gauge(gauge),
        about: format!(
            "{}; clearly from {}, strongly from {}",
            judged(gauge),
            far(CLEAR),
            far(STRONG)
        ),
    }
}

/// What was said of a gauge, what came, and how the two compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastView {
    pub name: &'static str,
    /// `it rises clearly`.
    pub said: String,
    /// `it rises slightly, from 38 to 41`.
    pub came: String,
    pub fared: &'static str,
}

/// An expectation after the replay.
#[must_use]
pub fn told(forecast: &Forecast) -> ForecastView {
    let Forecast { gauge, said, did, from, to } = *forecast;
    ForecastView {
        name: words::gauge(gauge),
        said: format!("it {}", way(said.0, said.1)),
        came: match (words::headline(gauge, from), words::headline(gauge, to)) {
            (from, to) if from == to => format!("it {} at {to}", way(did.0, did.1)),
            (from, to) => format!("it {}, from {from} to {to}", way(did.0, did.1)),
        },
        fared: words::fared(forecast.fared()),
    }
}
