//! Lock-in: an index of what binds, and what leaving would cost.
//!
//! The kinds of lock-in follow Shapiro and Varian, Information Rules (1999), and the survey of
//! Opara-Martins, Sahandi and Tian (2016, doi 10.1186/s13677-016-0054-z). The weights of the
//! index and the shape of each term are assumptions of this model.

/// What binds a component to its option, each part 0-1; values outside count as the nearer end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LockInParts {
    /// Share of data held in closed formats, weighted by how much there is.
    pub data_gravity: f64,
    /// Share of adapters on supplier-specific interfaces.
    pub interfaces: f64,
    /// Share of models and other artefacts that cannot be exported.
    pub artefacts: f64,
    /// Share of staff hours spent on supplier-specific work.
    pub skills: f64,
    /// Contract still to run, against three years.
    pub contract: f64,
    /// Cost of moving the data out, against the yearly licence.
    pub egress: f64,
    /// Share of components from the same supplier.
    pub concentration: f64,
}

impl LockInParts {
    /// Weight of each part in the index (0-1), in the order of the fields; the sum is 1. Design choice:
    /// what binds data and interfaces weighs most, egress least, since it is a small part of an exit.
    pub const WEIGHTS: [f64; 7] = [0.25, 0.20, 0.15, 0.10, 0.10, 0.05, 0.15];

    /// The parts in the order of [`Self::WEIGHTS`].
    #[must_use]
    pub const fn as_array(&self) -> [f64; 7] {
        let Self { data_gravity, interfaces, artefacts, skills, contract, egress, concentration } =
            *self;
        [data_gravity, interfaces, artefacts, skills, contract, egress, concentration]
    }
}

/// The lock-in index, 0-100.
#[must_use]
pub fn index(parts: &LockInParts) -> f64 {
    let sum: f64 = parts
        .as_array()
        .into_iter()
        .zip(LockInParts::WEIGHTS)
        .map(|(part, weight)| if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) * weight })
        .sum();
    (100.0 * sum).min(100.0)
}

/// What an exit has to move, rebuild and pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExitInputs {
    /// Data held (TB), and moving one of them from an open format (k$).
    pub terabytes: f64,
    pub per_terabyte: f64,
    /// Share of the data in open formats (0-1); closed data cost up to twice as much to move.
    pub format_open: f64,
    /// Interfaces to rebuild, hours for each, k$ per hour, and the share of supplier-specific
    /// interfaces (0-1) that adds to the hours.
    pub adapters: f64,
    pub rework_hours: f64,
    pub hourly_rate: f64,
    pub api_share: f64,
    /// Models and other artefacts, hours to port each, and the share that can simply be exported
    /// (0-1).
    pub artefacts: f64,
    pub port_hours: f64,
    pub exportable: f64,
    /// People to retrain, days for each, k$ per day.
    pub staff: f64,
    pub retrain_days: f64,
    pub day_rate: f64,
    /// Months in which both run, and the monthly cost of the old one (k$).
    pub parallel_months: f64,
    pub monthly_run: f64,
    /// New authorisation to operate (k$).
    pub reauthorise: f64,
    /// Penalty for leaving a running contract (k$).
    pub penalty: f64,
    /// Transfer out ($ per GB).
    pub egress_per_gb: f64,
    /// Overrun multiplier on the whole (1: on plan).
    pub overrun: f64,
}

/// What leaving costs, by part (k$).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExitCost {
    pub data: f64,
    pub adapters: f64,
    pub artefacts: f64,
    pub retraining: f64,
    pub parallel: f64,
    pub reauthorisation: f64,
    pub penalty: f64,
    pub egress: f64,
}

impl ExitCost {
    /// All parts together (k$).
    #[must_use]
    pub const fn total(&self) -> f64 {
        let Self {
            data,
            adapters,
            artefacts,
            retraining,
            parallel,
            reauthorisation,
            penalty,
            egress,
        } = *self;
        data + adapters + artefacts + retraining + parallel + reauthorisation + penalty + egress
    }
}

/// Gigabytes in a terabyte, as storage is billed.
pub const GIGABYTES_PER_TERABYTE: f64 = 1024.0;
/// Dollars in a thousand dollars.
pub const DOLLARS_PER_KILODOLLAR: f64 = 1000.0;

/// The cost of leaving, each part times the overrun (k$).
#[must_use]
pub fn exit_cost(inputs: &ExitInputs) -> ExitCost {
    let ExitInputs {
        terabytes,
        per_terabyte,
        format_open,
        adapters,
        rework_hours,
        hourly_rate,
        api_share,
        artefacts,
        port_hours,
        exportable,
        staff,
        retrain_days,
        day_rate,
        parallel_months,
        monthly_run,
        reauthorise,
        penalty,
        egress_per_gb,
        overrun,
    } = *inputs;
    let egress = terabytes * GIGABYTES_PER_TERABYTE * egress_per_gb / DOLLARS_PER_KILODOLLAR;
    ExitCost {
        data: overrun * terabytes * per_terabyte * (2.0 - format_open.clamp(0.0, 1.0)),
        adapters: overrun
            * adapters
            * rework_hours
            * hourly_rate
            * (1.0 + api_share.clamp(0.0, 1.0)),
        artefacts: overrun
            * artefacts
            * port_hours
            * hourly_rate
            * (1.0 - exportable.clamp(0.0, 1.0)),
        retraining: overrun * staff * retrain_days * day_rate,
        parallel: overrun * parallel_months * monthly_run,
        reauthorisation: overrun * reauthorise,
        penalty: overrun * penalty,
        egress: overrun * egress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: ExitInputs = ExitInputs {
        terabytes: 10.0,
        per_terabyte: 0.8,
        format_open: 0.5,
        adapters: 4.0,
        rework_hours: 200.0,
        hourly_rate: 0.1,
        api_share: 0.5,
        artefacts: 6.0,
        port_hours: 40.0,
        exportable: 0.75,
        staff: 3.0,
        retrain_days: 5.0,
        day_rate: 0.6,
        parallel_months: 3.0,
        monthly_run: 12.0,
        reauthorise: 90.0,
        penalty: 20.0,
        egress_per_gb: 0.09,
        overrun: 1.0,
    };

    #[test]
    fn each_part_of_an_exit_can_be_worked_out_by_hand() {
        let cost = exit_cost(&PLAIN);
        let table = [
            ("data", cost.data, 12.0),
            ("adapters", cost.adapters, 120.0),
            ("artefacts", cost.artefacts, 6.0),
            ("retraining", cost.retraining, 9.0),
            ("parallel", cost.parallel, 36.0),
            ("reauthorisation", cost.reauthorisation, 90.0),
            ("penalty", cost.penalty, 20.0),
            ("egress", cost.egress, 0.9216),
        ];
        for (part, found, expected) in table {
            assert!((found - expected).abs() < 1e-9, "{part}: {found}");
        }
        assert!((cost.total() - 293.9216).abs() < 1e-9);
    }

    #[test]
    fn the_weights_add_up_to_one_and_the_index_spans_its_range() {
        assert!((LockInParts::WEIGHTS.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let all = |x| LockInParts {
            data_gravity: x,
            interfaces: x,
            artefacts: x,
            skills: x,
            contract: x,
            egress: x,
            concentration: x,
        };
        for (part, expected) in [(0.0, 0.0), (1.0, 100.0), (0.5, 50.0), (-3.0, 0.0), (9.0, 100.0)] {
            assert!((index(&all(part)) - expected).abs() < 1e-9, "{part}");
        }
        assert_eq!(index(&all(f64::NAN)), 0.0);
    }

    proptest! {
        #[test]
        fn the_index_stays_within_its_range(parts: [f64; 7]) {
            let [data_gravity, interfaces, artefacts, skills, contract, egress, concentration] = parts;
            let found = index(&LockInParts {
                data_gravity, interfaces, artefacts, skills, contract, egress, concentration,
            });
            prop_assert!((0.0..=100.0).contains(&found));
        }

        #[test]
        fn openness_never_raises_the_cost_of_leaving(
            format in 0.0..1.0_f64, exportable in 0.0..1.0_f64, api in 0.0..1.0_f64,
            step in 0.0..1.0_f64,
        ) {
            let closed = ExitInputs { format_open: format, exportable, api_share: api, ..PLAIN };
            let opener = |value: f64| value + (1.0 - value) * step;
            for open in [
                ExitInputs { format_open: opener(format), ..closed },
                ExitInputs { exportable: opener(exportable), ..closed },
                ExitInputs { api_share: api * (1.0 - step), ..closed },
            ] {
                prop_assert!(exit_cost(&open).total() <= exit_cost(&closed).total() + 1e-9);
            }
        }

        #[test]
        fn more_data_never_makes_leaving_cheaper(data in 0.0..1e4_f64, more in 0.0..1e4_f64) {
            let cost = |terabytes| exit_cost(&ExitInputs { terabytes, ..PLAIN }).total();
            prop_assert!(cost(data + more) >= cost(data));
        }
    }
}
