//! What goes wrong: flaws, suppliers, projects, harm.

use crate::lab::{
    Agency, COMPANY, Family, HORIZON, MANAGED, OPEN, PROPRIETARY, Run, SMALL, at_least, at_most,
    every_year, fact, mean, median, on_every_luck, run, score, share, share_of_pairs, within,
};
use stackholders::scenario::case::{Job, Review};
use stackholders::scenario::plan::Guardrail;
use stackholders::scenario::vocabulary::{Category, EventKind};

/// What strikes tools: not the harm that decisions do.
const TECHNICAL: [EventKind; 3] =
    [EventKind::KnownFlawExploited, EventKind::PoisonedDependency, EventKind::SupplierBreach];

fn technical(run: &Run) -> f64 {
    run.lost_to(&TECHNICAL)
}

#[test]
fn f07_understaffed_open_source_is_patched_late_and_pays_for_it() {
    let measure = |staff: [f64; 4]| {
        let mut agency =
            Agency::usual().rich().standing_on_family(OPEN, 12).with("*.attrition", 0.0);
        for (pool, people) in ["platform", "data", "ml", "assurance"].iter().zip(staff) {
            agency = agency.with(&format!("pools.{pool}.headcount"), people);
        }
        let model = agency.model();
        on_every_luck(|luck| run(&model, &luck, &[], HORIZON))
    };
    // The eight parts ask for 3.6, 1.9, 1.9 and 1.3 persons in the first year.
    let (full, half) = (measure([4.0, 2.0, 2.0, 2.0]), measure([2.0, 1.0, 1.0, 1.0]));
    let losses = |runs: &[Run]| mean(runs.iter().map(technical));
    let days = |runs: &[Run]| median(runs.iter().flat_map(|run| run.patch_days.clone()));
    fact(
        "F07 understaffed open source is patched late and pays for it",
        &[
            at_least(
                "mean technical losses with half the staff, over full",
                losses(&half) / losses(&full),
                1.6,
            ),
            at_least("days to patch with half the staff, median", days(&half), 60.0),
            at_most("days to patch with full staff, median", days(&full), 60.0),
        ],
    );
}

/// What a shipped pure plan leads to, in place from the first day.
fn standing(agency: &Agency, plan: &str) -> Agency {
    let portfolio = agency.portfolio(plan);
    agency.clone().standing_on(&portfolio, 12)
}

#[test]
fn f08_well_patched_open_source_is_as_safe_as_services() {
    // Enough people, flaws fixed within 14 days, and the same hardening for both.
    let staffed = Agency::usual().rich().with_staff(16);
    let open = staffed.clone().with("archetypes.foundation.patch_days", 14.0);
    let open = open.standing_on_family(OPEN, 12);
    let proprietary = standing(&staffed, "all-proprietary");
    let plan = every_year(Guardrail::Harden, HORIZON);
    let losses = |agency: &Agency| {
        let model = agency.model();
        on_every_luck(|luck| technical(&run(&model, &luck, &plan, HORIZON)))
    };
    let (open, proprietary) = (losses(&open), losses(&proprietary));
    let as_safe = share_of_pairs(&open, &proprietary, |o, p| *o <= 1.15 * p);
    fact(
        "F08 well patched open source is as safe as services",
        &[
            at_most(
                "losses of open over those of proprietary, means",
                mean(open) / mean(proprietary),
                1.15,
            ),
            within("lucks in which open loses at most 1.15 times as much", as_safe, 0.68, 0.79)
                .but_bar_is(">= 0.8"),
        ],
    );
}

#[test]
fn f09_supplier_risk_is_real() {
    let plans = ["all-open", "all-managed", "all-proprietary"];
    let ranks = |agency: &Agency| -> Vec<usize> {
        let scores = plans.map(|plan| {
            let model = standing(agency, plan).model();
            on_every_luck(|luck| score(&agency.case, &run(&model, &luck, &[], HORIZON)))
        });
        let better =
            |luck: usize| (0..2).filter(|plan| scores[*plan][luck] > scores[2][luck]).count();
        (0..scores[2].len()).map(better).collect()
    };
    let usual = Agency::usual().rich();
    let safe = usual.clone().with("*.breach_rate", 0.0).with("*.acquisition_rate", 0.0);
    let rises = share_of_pairs(&ranks(&usual), &ranks(&safe), |with, without| without < with);
    let model = standing(&usual, "all-proprietary").model();
    let runs = on_every_luck(|luck| run(&model, &luck, &[], HORIZON));
    let count = |kinds| mean(runs.iter().map(|run| run.count(kinds) as f64));
    fact(
        "F09 supplier risk is real",
        &[
            at_least(
                "share of proprietary's technical incidents that come from a supplier",
                count(&[EventKind::SupplierBreach]) / count(&TECHNICAL),
                0.2,
            ),
            within(
                "lucks in which proprietary ranks better without breaches and takeovers",
                rises,
                0.04,
                0.12,
            )
            .but_bar_is(">= 0.25"),
        ],
    );
}

#[test]
fn f13_a_foundation_behind_a_project_matters() {
    let extra = |family: Family| {
        let usual = Agency::usual().rich().with_staff(16).standing_on_family(family, 12);
        let quiet = usual.clone().with("*.licence_change_rate", 0.0).with("*.end_rate", 0.0);
        let mean_total = |agency: Agency| {
            let model = agency.model();
            mean(on_every_luck(|luck| run(&model, &luck, &[], HORIZON).total()))
        };
        mean_total(usual) - mean_total(quiet)
    };
    let foundation = extra(OPEN);
    fact(
        "F13 a foundation behind a project matters",
        &[
            at_least(
                "losses of company-owned projects over those of a foundation",
                extra(COMPANY) / foundation,
                3.0,
            ),
            at_least(
                "losses of small projects over those of a foundation",
                extra(SMALL) / foundation,
                3.0,
            ),
        ],
    );
}

#[test]
fn f20_no_tool_makes_up_for_missing_governance() {
    let exceeds = |family: Family| {
        let mut agency = Agency::usual().rich().in_full_service(Review::None);
        let mut portfolio = agency.portfolio_of(family);
        for place in
            agency.carrying(Job::Governs).into_iter().chain(agency.carrying(Job::DetectsDrift))
        {
            portfolio[place] = agency.case.components[place].inherited;
        }
        let model = agency.standing_on(&portfolio, 12).model();
        let runs = on_every_luck(|luck| run(&model, &luck, &[], HORIZON));
        let tools = [Category::Licence, Category::Support, Category::Infrastructure];
        share(runs.iter().map(|run| run.lost_to(&[EventKind::HarmfulDecision]) > run.spent(&tools)))
    };
    fact(
        "F20 no tool makes up for missing governance",
        &[
            at_least("lucks in which harm costs more than all tools: open", exceeds(OPEN), 0.5),
            at_least("managed", exceeds(MANAGED), 0.5),
            at_least("proprietary", exceeds(PROPRIETARY), 0.5),
        ],
    );
}
