//! One function per formula: check the input, compute, report.

use super::arguments::{
    AnnuityArgs, DiscountArgs, ErlangArgs, ExitArgs, FairArgs, PertArgs, UslArgs, WrightArgs,
};
use super::ranges::Ranges;
use super::{Refusal, Report, Row, fair_file};
use crate::luck::distribution::{GAMMAS, Pert};
use crate::luck::maths;
use crate::sim::formulas::fair::FairFault;
use crate::sim::formulas::{fair, finance, learning, lock_in, queueing, scaling};

/// Largest amount, count or time that is taken.
const MOST: f64 = 1e12;
const RATES: (f64, f64) = (-0.5, 10.0);
const MOST_YEARS: f64 = 1000.0;

pub(super) fn erlang_c(input: &ErlangArgs) -> Result<Report, Refusal> {
    let ErlangArgs { servers, load, patience } = *input;
    let mut ranges = Ranges::default();
    ranges.within("servers", f64::from(servers), 1.0..=100_000.0);
    ranges.within("load", load, 0.0..=MOST);
    if let Some(patience) = patience {
        ranges.within("patience", patience, 0.0..=MOST);
    }
    ranges.settle()?;
    let mut rows = vec![
        Row::new("utilisation", load / f64::from(servers), ""),
        Row::new("probability of waiting", queueing::erlang_c(servers, load), ""),
        Row::new(
            "probability of loss, if nobody could wait",
            queueing::erlang_b(servers, load),
            "",
        ),
        Row::new("mean wait", queueing::mean_wait(servers, load), "service times"),
    ];
    if let Some(patience) = patience {
        rows.push(Row::new("share served in time", queueing::within(servers, load, patience), ""));
    }
    Ok(Report {
        title: format!("queue of {servers} servers under a load of {load}"),
        formula: "C = B / (1 − ρ (1 − B)); 1/B_k = 1 + (k/A) / B_(k−1); \
                  P(wait ≤ t) = 1 − C exp(−(c − A) t)",
        source: "A. K. Erlang 1917; Gross et al., Fundamentals of Queueing Theory (M/M/c)",
        rows,
    })
}

pub(super) fn usl(input: &UslArgs) -> Result<Report, Refusal> {
    let UslArgs { nodes, contention, coherency } = *input;
    let mut ranges = Ranges::default();
    ranges.within("nodes", nodes, 1.0..=1e9);
    ranges.within("contention", contention, 0.0..=1.0);
    ranges.within("coherency", coherency, 0.0..=1.0);
    ranges.settle()?;
    let peak = scaling::peak(contention, coherency);
    let mut rows = vec![
        Row::new("throughput", scaling::speedup(nodes, contention, coherency), "× one node"),
        Row::new("nodes at the peak", peak, "nodes"),
    ];
    if peak.is_finite() {
        let best = scaling::speedup(peak, contention, coherency);
        rows.push(Row::new("throughput at the peak", best, "× one node"));
    }
    Ok(Report {
        title: format!("scale-out to {nodes} nodes"),
        formula: "C(N) = N / (1 + σ (N − 1) + κ N (N − 1)); N* = √((1 − σ) / κ)",
        source: "N. J. Gunther, Guerrilla Capacity Planning (2007)",
        rows,
    })
}

pub(super) fn pert(input: &PertArgs) -> Result<Report, Refusal> {
    let PertArgs { low, mode, high, gamma, shape, ref quantiles } = *input;
    let mut ranges = Ranges::default();
    for (name, value) in [("low", low), ("mode", mode), ("high", high)] {
        ranges.within(name, value, -MOST..=MOST);
    }
    ranges.need("mode", mode, low <= mode && mode <= high, "from low to high");
    ranges.need("high", high, low < high, "above low");
    ranges.within("gamma", gamma, GAMMAS.0..=GAMMAS.1);
    for quantile in quantiles {
        ranges.need("quantiles", *quantile, *quantile > 0.0 && *quantile < 1.0, "between 0 and 1");
    }
    ranges.settle()?;
    let pert = Pert::shaped(low, mode, high, gamma, shape.into());
    let (alpha, beta) = pert.shapes().expect("high is above low");
    let mut rows = vec![
        Row::new("alpha", alpha, ""),
        Row::new("beta", beta, ""),
        Row::new("mean", pert.mean(), ""),
        Row::new("standard deviation", pert.standard_deviation(), ""),
    ];
    rows.extend(quantiles.iter().map(|q| Row::new(format!("quantile {q}"), pert.quantile(*q), "")));
    Ok(Report {
        title: format!("PERT from {low} over {mode} to {high}"),
        formula: "mean = (low + γ mode + high) / (γ + 2); \
                  Vose: α = 1 + γ (mode − low) / (high − low); \
                  moments: sd = (high − low) / (γ + 2)",
        source: "D. Vose, Risk Analysis; moments as in pyfair 0.1",
        rows,
    })
}

pub(super) fn fair(input: &FairArgs) -> Result<Report, Refusal> {
    let file = fair_file::open(&input.spec)?;
    let found = fair::simulate(&file.tree, input.mode.into(), input.draws, input.seed).map_err(
        |faults| {
            let refusal = fair_file::refusal(&faults);
            // How many years to draw is said beside the file, all else in it.
            let of_file = faults.iter().any(|it| !matches!(it, FairFault::Draws { .. }));
            if of_file { refusal.at(&input.spec) } else { refusal }
        },
    )?;
    let fair::FairResult {
        draws: _,
        mean,
        standard_error,
        sd,
        p10,
        p50,
        p90,
        p95,
        quiet,
        vulnerability,
        exact_vulnerability,
        mean_lef,
        mean_lm,
        exact_mean,
    } = found;
    let yearly = format!("{}/year", file.money);
    let mut rows: Vec<Row> = [
        ("mean loss", mean),
        ("mean loss, exact", exact_mean),
        ("standard error of the mean", standard_error),
        ("standard deviation", sd),
        ("10 % of years stay below", p10),
        ("50 % of years stay below", p50),
        ("90 % of years stay below", p90),
        ("95 % of years stay below", p95),
    ]
    .into_iter()
    .map(|(name, value)| Row::new(name, value, yearly.as_str()))
    .collect();
    rows.push(Row::new("share of years without loss", quiet, ""));
    rows.push(Row::new("mean loss event frequency", mean_lef, "1/year"));
    rows.push(Row::new("mean loss magnitude", mean_lm, file.money));
    for (name, value) in
        [("vulnerability", vulnerability), ("vulnerability, exact", exact_vulnerability)]
    {
        rows.extend(value.map(|value| Row::new(name, value, "")));
    }
    Ok(Report {
        title: file.title,
        formula: "risk = LEF × LM; LEF = TEF × V; TEF = contacts × P(action); \
                  V = P(capability > resistance); LM = primary + secondary",
        source: "The Open Group, Open FAIR (O-RT, O-RA); reference mode as pyfair 0.1",
        rows,
    })
}

pub(super) fn annuity(input: &AnnuityArgs) -> Result<Report, Refusal> {
    let AnnuityArgs { rate, years, exit_cost } = *input;
    let mut ranges = Ranges::default();
    ranges.within("rate", rate, RATES.0..=RATES.1);
    ranges.need("years", years, years > 0.0 && years <= MOST_YEARS, "above 0, up to 1000");
    if let Some(exit_cost) = exit_cost {
        ranges.within("exit-cost", exit_cost, 0.0..=MOST);
    }
    ranges.settle()?;
    let factor = finance::annuity_factor(rate, years);
    let mut rows = vec![
        Row::new("worth today of one a year", factor, "years"),
        Row::new("yearly payment for one today", 1.0 / factor, "1/year"),
    ];
    if let Some(exit_cost) = exit_cost {
        let ceiling = finance::price_ceiling(exit_cost, rate, years);
        rows.push(Row::new(
            "largest price rise the exit cost leaves room for",
            ceiling,
            "per year",
        ));
    }
    Ok(Report {
        title: format!("annuity over {years} years at {rate} per year"),
        formula: "a = (1 − (1 + r)^−n) / r; price ceiling = X / a",
        source: "OMB Circular A-94 (discounting); Farrell & Klemperer 2007 (switching costs)",
        rows,
    })
}

pub(super) fn wright(input: &WrightArgs) -> Result<Report, Refusal> {
    let WrightArgs { unit, progress } = *input;
    let mut ranges = Ranges::default();
    ranges.within("unit", unit, 1.0..=MOST);
    ranges.need("progress", progress, (0.01..=1.0).contains(&progress), "0.01 to 1");
    ranges.settle()?;
    Ok(Report {
        title: format!("effort of unit {unit}"),
        formula: "y(n) = y(1) n^−b; b = −log2(progress)",
        source: "T. P. Wright, Factors affecting the cost of airplanes (1936)",
        rows: vec![
            Row::new("effort", learning::unit_effort(unit, progress), "× the first unit"),
            Row::new("exponent b", -maths::log2(progress), ""),
        ],
    })
}

pub(super) fn discount(input: &DiscountArgs) -> Result<Report, Refusal> {
    let DiscountArgs { rate, years, mid_year } = *input;
    let mut ranges = Ranges::default();
    ranges.within("rate", rate, RATES.0..=RATES.1);
    ranges.within("years", years, if mid_year { 1.0 } else { 0.0 }..=MOST_YEARS);
    ranges.settle()?;
    let factor = if mid_year {
        finance::mid_year_discount_factor(rate, years)
    } else {
        finance::discount_factor(rate, years)
    };
    Ok(Report {
        title: format!("discount factor of year {years} at {rate} per year"),
        formula: "end of year: (1 + r)^−t; mid-year: (1 + r)^−(t − ½)",
        source: "OMB Circular A-94",
        rows: vec![Row::new("worth today of one", factor, "")],
    })
}

pub(super) fn exit_cost(input: &ExitArgs) -> Result<Report, Refusal> {
    let mut ranges = Ranges::default();
    for (name, share) in [
        ("format-open", input.format_open),
        ("api-share", input.api_share),
        ("exportable", input.exportable),
    ] {
        ranges.within(name, share, 0.0..=1.0);
    }
    for (name, amount) in [
        ("terabytes", input.terabytes),
        ("per-terabyte", input.per_terabyte),
        ("adapters", input.adapters),
        ("rework-hours", input.rework_hours),
        ("hourly-rate", input.hourly_rate),
        ("artefacts", input.artefacts),
        ("port-hours", input.port_hours),
        ("staff", input.staff),
        ("retrain-days", input.retrain_days),
        ("day-rate", input.day_rate),
        ("parallel-months", input.parallel_months),
        ("monthly-run", input.monthly_run),
        ("reauthorise", input.reauthorise),
        ("penalty", input.penalty),
        ("egress-per-gb", input.egress_per_gb),
        ("overrun", input.overrun),
    ] {
        ranges.within(name, amount, 0.0..=MOST);
    }
    ranges.settle()?;
    let ExitArgs {
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
    } = *input;
    let cost = lock_in::exit_cost(&lock_in::ExitInputs {
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
    });
    let total = cost.total();
    let lock_in::ExitCost {
        data,
        adapters,
        artefacts,
        retraining,
        parallel,
        reauthorisation,
        penalty,
        egress,
    } = cost;
    let rows = [
        ("moving data", data),
        ("rebuilding interfaces", adapters),
        ("porting artefacts", artefacts),
        ("retraining", retraining),
        ("running both", parallel),
        ("new authorisation", reauthorisation),
        ("contract penalty", penalty),
        ("transfer out", egress),
        ("total", total),
    ]
    .map(|(name, value)| Row::new(name, value, "k$"));
    Ok(Report {
        title: "what leaving costs".to_owned(),
        formula: "overrun × (TB c (2 − open) + adapters h rate (1 + api) + artefacts h rate \
                  (1 − exportable) + staff days rate + months × monthly run + authorisation + \
                  penalty + TB 1024 egress)",
        source: "parts after Shapiro & Varian 1999 and Opara-Martins et al. 2016; the terms are \
                 assumptions of this model",
        rows: rows.into(),
    })
}
