use super::*;
use crate::scenario::case::{Case, PlanBody};
use crate::scenario::{load, shipped};

/// Every year of every shipped plan of both cases, with two lucks.
pub(in crate::view) fn every_year(mut look: impl FnMut(&Table, usize, &str)) {
    for slug in shipped::slugs() {
        let case = load(&shipped::files(slug).expect("shipped")).case.expect("no errors");
        for plan in case.plans.iter().map(|plan| plan.slug.clone()).collect::<Vec<_>>() {
            for seed in [3, 11] {
                let table = played(&case, &plan, seed);
                for year in 0..usize::from(table.year()) {
                    look(&table, year, &format!("{slug}, {plan}, seed {seed}, year {year}"));
                }
            }
        }
    }
}

fn played(case: &Case, plan: &str, seed: u64) -> Table {
    let keeper = Box::new(|_, _: &[u8]| Ok(()));
    let name = "North".to_owned();
    let mut table =
        Table::begin(case.clone(), seed, name, Vec::new(), None, keeper).expect("memory");
    let PlanBody::Years(years) = &case.plan(plan).expect("shipped").body else {
        while !table.is_over() {
            table.commit().expect("memory");
        }
        return table;
    };
    for year in years {
        for decision in &year.decisions {
            // What the rules refuse is left out, as at a table.
            let _ = table.take(*decision);
        }
        table.commit().expect("memory");
    }
    table
}

fn at(seconds: f32) -> Position {
    Position { seconds, speed: 1.0, still: false }
}

#[test]
fn the_log_has_everything_that_happened_once_and_in_order() {
    every_year(|table, year, name| {
        let reel = Reel::of(table, year);
        let outcome = table.outcome(year).expect("played");
        let (view, _) = play(table, year, &reel, at(reel.seconds()));
        let months: Vec<_> = reel.entries.iter().map(|entry| entry.month).collect();
        assert!(months.is_sorted(), "{name}: {months:?}");
        assert_eq!(view.log.len(), reel.entries.len(), "{name}: the end of the year shows all");
        for it in &outcome.occurrences {
            let same = |entry: &&Entry| {
                entry.sign == Sign::Event(it.kind)
                    && entry.month == it.month.of_year()
                    && entry.loss == it.loss
            };
            let twins = outcome.occurrences.iter().filter(|other| {
                (other.kind, other.month, other.loss) == (it.kind, it.month, it.loss)
            });
            assert_eq!(reel.entries.iter().filter(same).count(), twins.count(), "{name}: {it:?}");
        }
        for it in &outcome.milestones {
            let same = |entry: &&Entry| {
                entry.sign == Sign::Progress(it.what)
                    && entry.month == it.month.of_year()
                    && entry.stations == [it.component.index()]
            };
            let twins = outcome.milestones.iter().filter(|other| *other == it).count();
            assert_eq!(reel.entries.iter().filter(same).count(), twins, "{name}: {it:?}");
        }
        let of_the_film = reel
            .entries
            .iter()
            .filter(|entry| matches!(entry.sign, Sign::Resolution | Sign::InUse(_)));
        let kept = outcome.occurrences.len() + outcome.milestones.len();
        assert_eq!(reel.entries.len(), kept + of_the_film.count(), "{name}: nothing is invented");
    });
}

#[test]
fn everything_has_words_and_a_place() {
    every_year(|table, year, name| {
        let reel = Reel::of(table, year);
        let (whole, _) = play(table, year, &reel, at(reel.seconds()));
        for entry in &reel.entries {
            assert!(!entry.title.is_empty() && !entry.detail.is_empty(), "{name}: {entry:?}");
            let (_, pipeline) = play(table, year, &reel, at(entry.at));
            for station in &entry.stations {
                let station = &pipeline.stations[*station];
                assert!(station.signs.contains(&entry.sign), "{name}: {entry:?}");
                assert!(station.spoken.contains(entry.sign.name()), "{name}: {}", station.spoken);
            }
            let month = &whole.calendar[entry.month];
            assert!(month.signs.contains(&entry.sign), "{name}: {entry:?}");
            assert!(month.spoken.contains(&entry.detail), "{name}: {}", month.spoken);
        }
    });
}

#[test]
fn what_happened_is_large_long_enough_to_be_read_and_never_more_than_three_at_once() {
    every_year(|table, year, name| {
        let reel = Reel::of(table, year);
        let mut seen = vec![0.0; reel.entries.len()];
        let step = 0.1;
        let mut seconds = 0.0;
        while seconds < reel.seconds() {
            let shown = reel.shown(seconds);
            let large = reel.fresh(seconds).min(CARDS);
            for large in &mut seen[shown - large..shown] {
                *large += step;
            }
            seconds += step;
        }
        for month in 0..MONTHS {
            let (view, _) = play(table, year, &reel, at(reel.end_of(month)));
            assert!(view.cards <= CARDS && view.cards <= view.log.len(), "{name}");
            let hidden = reel.entries.iter().filter(|entry| entry.month == month).count();
            assert_eq!(
                view.cards + view.more,
                hidden.max(view.cards),
                "{name}: none is passed over"
            );
        }
        for (entry, seen) in reel.entries.iter().zip(seen) {
            assert!(seen >= CARD - 2.0 * step, "{name}: {seen} s for {entry:?}");
        }
    });
}

#[test]
fn a_year_lasts_as_long_as_a_table_has_for_a_reveal() {
    let (mut all, mut count) = (0.0, 0);
    every_year(|table, year, name| {
        let seconds = Reel::of(table, year).seconds();
        assert!((30.0..=105.0).contains(&seconds), "{name}: {seconds} s");
        all += seconds;
        count += 1;
    });
    let mean = all / count as f32;
    assert!((40.0..=70.0).contains(&mean), "{mean} s on average");
}

#[test]
fn months_follow_each_other_and_the_last_ends_with_the_year() {
    every_year(|table, year, name| {
        let reel = Reel::of(table, year);
        for month in 0..MONTHS {
            assert_eq!(reel.month(reel.start_of(month)), (month, 0.0), "{name}");
            let (last, share) = reel.month(reel.end_of(month));
            assert!(last == month && share > 0.99, "{name}: {last} {share}");
            let shown = reel.shown(reel.end_of(month));
            assert!(reel.entries[..shown].iter().all(|entry| entry.month <= month), "{name}");
            assert!(reel.entries[shown..].iter().all(|entry| entry.month > month), "{name}");
        }
        assert_eq!(reel.month(reel.seconds()), (MONTHS - 1, 1.0), "{name}");
    });
}

#[test]
fn a_still_tells_the_whole_month() {
    every_year(|table, year, name| {
        let reel = Reel::of(table, year);
        for month in 0..MONTHS {
            let still = Position { seconds: reel.start_of(month) + 0.01, speed: 0.0, still: true };
            let whole = Position { seconds: reel.end_of(month), speed: 0.0, still: false };
            let (still, still_board) = play(table, year, &reel, still);
            let (whole, whole_board) = play(table, year, &reel, whole);
            assert_eq!(still.log, whole.log, "{name}");
            assert_eq!(still.calendar, whole.calendar, "{name}");
            assert_eq!(still_board, whole_board, "{name}");
        }
    });
}
