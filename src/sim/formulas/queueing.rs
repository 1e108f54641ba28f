//! Queues: several like servers, one line, and what is left when demand exceeds them.
//!
//! Source: A. K. Erlang 1917; Gross, Shortle, Thompson and Harris, Fundamentals of Queueing
//! Theory. Load is offered load in servers (arrival rate × mean service time); time is counted
//! in mean service times. A load of zero or below, or NaN, counts as an idle queue.

use crate::lanes::{Row, Vectors};
use crate::luck::maths;

/// Erlang B: share of arrivals lost when nobody waits (0-1).
#[must_use]
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    if idle(load) {
        return if servers == 0 { 1.0 } else { 0.0 };
    }
    1.0 / inverse_blocking(servers, load)
}

/// Erlang C: probability that an arrival must wait in an M/M/c queue (0-1). From saturation on
/// (load ≥ servers) everybody waits: 1.
#[must_use]
#[inline]
pub fn erlang_c(servers: u32, load: f64) -> f64 {
    if idle(load) {
        return 0.0;
    }
    let c = f64::from(servers);
    if load >= c {
        return 1.0;
    }
    // C = B / (1 − ρ (1 − B)), written for 1 / B.
    c / (inverse_blocking(servers, load) * (c - load) + load)
}

/// [`erlang_c`] of a queue in every lane, to the same bits.
#[must_use]
#[inline(always)]
pub fn erlang_c_beside<V: Vectors<L>, const L: usize>(
    v: V,
    servers: V::Row,
    load: V::Row,
) -> V::Row {
    let one = v.all(1.0);
    let step = one / load;
    // As `inverse_blocking`; a queue whose servers are all counted stays as it is.
    let (mut server, mut factor, mut inverse) = (one, v.all(0.0), one);
    loop {
        let counts = server.at_most(servers);
        if !V::Row::any(counts) {
            break;
        }
        factor = factor + step;
        inverse = V::Row::choose(counts, factor * inverse + 1.0, inverse);
        server = server + 1.0;
    }
    let some = servers / (inverse * (servers - load) + load);
    let some = V::Row::choose(servers.at_most(load), one, some);
    let none = v.all(0.0);
    some.only(none.below(load))
}

/// Mean wait before service, in service times; infinite from saturation on.
#[must_use]
pub fn mean_wait(servers: u32, load: f64) -> f64 {
    if idle(load) {
        return 0.0;
    }
    let spare = f64::from(servers) - load;
    if spare > 0.0 { erlang_c(servers, load) / spare } else { f64::INFINITY }
}

/// Share of arrivals whose wait is at most `patience` service times (0-1); 0 from saturation on.
#[must_use]
pub fn within(servers: u32, load: f64, patience: f64) -> f64 {
    if idle(load) {
        return 1.0;
    }
    let spare = f64::from(servers) - load;
    if spare <= 0.0 {
        return 0.0;
    }
    1.0 - erlang_c(servers, load) * maths::exp(-spare * patience.max(0.0))
}

/// What a step above capacity leaves behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backlog {
    pub served: f64,
    pub left: f64,
}

/// One step of a fluid queue: what waits and what arrives is served up to the capacity. All
/// amounts in the same unit, for example cases in a month.
#[must_use]
#[inline]
pub fn backlog_step(waiting: f64, arriving: f64, capacity: f64) -> Backlog {
    let due = waiting.max(0.0) + arriving.max(0.0);
    let served = due.min(capacity.max(0.0));
    Backlog { served, left: due - served }
}

fn idle(load: f64) -> bool {
    load.is_nan() || load <= 0.0
}

/// 1 / B by the recursion 1 / B_k = 1 + (k / A) / B_{k−1}, which needs one division in all.
#[inline]
fn inverse_blocking(servers: u32, load: f64) -> f64 {
    let step = 1.0 / load;
    let mut inverse = 1.0;
    let mut factor = 0.0;
    for _ in 0..servers {
        factor += step;
        inverse = 1.0 + factor * inverse;
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::Arrays;
    use proptest::prelude::*;

    #[test]
    fn erlang_c_meets_published_values() {
        let table = [
            (1, 0.5, 0.5),
            (2, 1.6, 0.711_111),
            (4, 3.2, 0.596_432),
            (10, 8.0, 0.409_180),
            (10, 9.0, 0.668_732),
            (20, 18.0, 0.550_769),
            (50, 45.0, 0.363_864),
        ];
        for (servers, load, expected) in table {
            let found = erlang_c(servers, load);
            assert!((found - expected).abs() < 5e-7, "{servers} {load}: {found}");
        }
    }

    #[test]
    fn one_server_agrees_with_the_closed_forms_of_a_single_queue() {
        for load in [0.1, 0.5, 0.9, 0.99] {
            assert!((erlang_b(1, load) - load / (1.0 + load)).abs() < 1e-12);
            assert!((erlang_c(1, load) - load).abs() < 1e-12);
            assert!((mean_wait(1, load) - load / (1.0 - load)).abs() < 1e-9);
        }
    }

    #[test]
    fn idle_and_saturated_queues_have_plain_answers() {
        for load in [0.0, -1.0, f64::NAN] {
            assert_eq!((erlang_c(3, load), mean_wait(3, load)), (0.0, 0.0));
            assert_eq!((within(3, load, 0.0), erlang_b(3, load)), (1.0, 0.0));
        }
        for (servers, load) in [(0, 0.1), (3, 3.0), (3, 1e9), (3, f64::INFINITY)] {
            assert_eq!(erlang_c(servers, load), 1.0);
            assert_eq!(within(servers, load, 1e9), 0.0);
            assert_eq!(mean_wait(servers, load), f64::INFINITY);
        }
        assert_eq!(erlang_c(100_000, 1e-300), 0.0);
    }

    #[test]
    fn waiting_at_nine_tenths_is_three_times_that_at_seven_tenths() {
        let late = |load: f64| mean_wait(4, load);
        assert!(late(3.6) > 3.0 * late(2.8));
    }

    #[test]
    fn a_fluid_queue_serves_up_to_its_capacity() {
        let table = [
            ((0.0, 5.0, 8.0), (5.0, 0.0)),
            ((4.0, 5.0, 8.0), (8.0, 1.0)),
            ((4.0, 5.0, 0.0), (0.0, 9.0)),
            ((0.0, 0.0, 8.0), (0.0, 0.0)),
        ];
        for ((waiting, arriving, capacity), (served, left)) in table {
            assert_eq!(backlog_step(waiting, arriving, capacity), Backlog { served, left });
        }
    }

    proptest! {
        #[test]
        fn queues_side_by_side_wait_as_each_alone(
            servers in prop::array::uniform8(0..60_u16), load in prop::array::uniform8(-1.0..80.0_f64),
        ) {
            let row = |numbers: [f64; 8]| Arrays.row(&numbers);
            let found = erlang_c_beside(Arrays, row(servers.map(f64::from)), row(load)).array();
            for lane in 0..8 {
                let alone = erlang_c(u32::from(servers[lane]), load[lane]);
                prop_assert_eq!(found[lane].to_bits(), alone.to_bits(), "{:?} {:?}", servers, load);
            }
        }

        #[test]
        fn more_servers_never_lengthen_the_wait(
            servers in 1..60_u32, load in 0.0..80.0_f64, patience in 0.0..5.0_f64,
        ) {
            prop_assert!(erlang_c(servers + 1, load) <= erlang_c(servers, load));
            prop_assert!(within(servers + 1, load, patience) >= within(servers, load, patience));
            prop_assert!((0.0..=1.0).contains(&erlang_c(servers, load)));
        }
    }
}
