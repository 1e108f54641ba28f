//! The year as it plays: the month, the money, what happened so far.

use super::board::{BoardView, board};
use super::{format, words};
use crate::session::table::Table;
use crate::units::Money;

/// What the playing year shows at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayView {
    /// `January`.
    pub month: String,
    /// Share of the year that is over (0-1).
    pub share: f32,
    /// `1,240 k$ spent of 5,000 k$`.
    pub money: String,
    /// `94 % served in time`.
    pub served: String,
    pub resolution: bool,
    /// What happened so far, newest first.
    pub feed: Vec<FeedLine>,
    /// Months a second; 0: paused.
    pub speed: f32,
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedLine {
    pub month: String,
    pub text: String,
    pub loss: String,
    pub fresh: bool,
    pub grave: bool,
}

/// A moment of a year that was played, and its board: `months` are over, `speed` months a second pass.
#[must_use]
pub fn play(table: &Table, year: usize, months: f32, speed: f32) -> (PlayView, BoardView) {
    let case = table.case();
    let film = table.film(year);
    let month = (months as usize).min(11);
    let Some(frame) = film.get(month) else {
        return (PlayView::default(), BoardView::default());
    };
    let outcome = table.outcome(year);
    let happened = outcome.map(|it| it.occurrences.as_slice()).unwrap_or_default();
    let mut feed: Vec<_> = happened
        .iter()
        .filter(|it| it.month.of_year() <= month)
        .map(|it| {
            let size = words::event_size(it.kind, it.size)
                .map_or_else(String::new, |size| format!(", {size}"));
            let none = it.loss == Money::ZERO;
            (
                it.month.of_year(),
                FeedLine {
                    month: format::month(it.month.of_year()).to_owned(),
                    text: format!(
                        "{}: {}{size}",
                        words::event(it.kind),
                        words::subject(case, it.subject)
                    ),
                    loss: if none {
                        String::new()
                    } else {
                        format!("lost {}", format::money(it.loss))
                    },
                    fresh: it.month.of_year() == month,
                    grave: it.loss.kilodollars() >= 250.0,
                },
            )
        })
        .collect();
    let reached = outcome.map(|it| it.milestones.as_slice()).unwrap_or_default();
    feed.extend(reached.iter().filter(|it| it.month.of_year() <= month).map(|it| {
        let line = FeedLine {
            month: format::month(it.month.of_year()).to_owned(),
            text: format!("{}: {}", words::component(case, it.component), words::progress(it.what)),
            fresh: it.month.of_year() == month,
            ..FeedLine::default()
        };
        (it.month.of_year(), line)
    }));
    feed.sort_by_key(|line| std::cmp::Reverse(line.0));
    let live: Vec<f64> = frame.served.iter().flatten().copied().collect();
    let served = if live.is_empty() { 1.0 } else { live.iter().sum::<f64>() / live.len() as f64 };
    let view = PlayView {
        month: format::month(month).to_owned(),
        share: months / 12.0,
        money: format!(
            "{} spent of {}",
            format::kilodollars(frame.spent),
            format::kilodollars(frame.appropriation)
        ),
        served: format!("{} served in time", format::share(served)),
        resolution: frame.resolution,
        feed: feed.into_iter().map(|line| line.1).collect(),
        speed,
    };
    (view, board(case, frame))
}
