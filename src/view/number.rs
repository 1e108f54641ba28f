//! A number of a case as a phrase: whose it is, by its title in the case, and what it says.

use super::{format, words};
use crate::id::ParamId;
use crate::scenario::case::Case;
use crate::scenario::plan::Guardrail;

/// `Harbor serve: effort to run it`, `chance that a fiscal year begins with a continuing resolution`. A number that has no
/// words is called by its place in the case files.
#[must_use]
pub fn number(case: &Case, id: ParamId) -> String {
    let path = case.parameter(id).path.as_str();
    named(case, path).unwrap_or_else(|| path.replace('.', " › ").replace(['_', '-'], " "))
}

fn named(case: &Case, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    let (group, rest) = parts.split_first()?;
    let whose = match (*group, rest) {
        ("parameters", [field, ..]) => return Some(says(field)?.to_owned()),
        ("agency", ["appropriation", year]) => {
            let year = format::fiscal_year(case.first_year, year.parse().ok()?);
            return Some(format!("appropriation of {year}"));
        }
        ("agency", [field]) => return Some(says(field)?.to_owned()),
        ("pools", [slug, _]) => &case.pools.iter().find(|it| it.slug == *slug)?.name,
        ("components", [slug, _]) => &case.components.iter().find(|it| it.slug == *slug)?.name,
        ("use_cases", [slug, _]) => &case.use_cases.iter().find(|it| it.slug == *slug)?.name,
        ("suppliers", [slug, _]) => &case.suppliers.iter().find(|it| it.slug == *slug)?.name,
        ("archetypes", [slug, _]) => &case.archetypes.iter().find(|it| it.slug == *slug)?.name,
        ("options", [slug, _]) => &case.options.iter().find(|it| it.slug == *slug)?.name,
        ("cards", [slug, ..]) => &case.cards.iter().find(|it| it.slug == *slug)?.title,
        ("scheduled", [slug, ..]) => &case.scheduled.iter().find(|it| it.slug == *slug)?.title,
        ("guardrails", [slug, field]) => {
            let same = |it: &Guardrail| format!("{it:?}") == *slug;
            let guardrail = Guardrail::ALL.into_iter().find(same)?;
            return Some(format!("{}: {}", words::guardrail(guardrail), says(field)?));
        }
        _ => return None,
    };
    Some(format!("{whose}: {}", says(rest.last()?)?))
}

/// What a field of a case file says, after the name of the thing that it belongs to.
fn says(field: &str) -> Option<&'static str> {
    SAYS.iter().find(|(name, _)| *name == field).map(|(_, says)| *says)
}

const SAYS: &[(&str, &str)] = &[
    // the agency, its people and its pipeline
    ("award_ceiling", "largest yearly price of one award"),
    ("data", "data held at the start"),
    ("data_growth", "growth of the data"),
    ("platform_inheritance", "controls that the agency’s own platform brings"),
    ("headcount", "persons at the start"),
    ("rate", "cost of one person for a year"),
    ("attrition", "chance that one person leaves within a year"),
    ("effort_factor", "effort beside what is usual for its kind of tool"),
    ("licence_factor", "price beside what is usual for its kind of tool"),
    ("data_share", "share of the data that lives here"),
    ("artefacts", "models and other artefacts kept here"),
    ("demand", "cases a month at the start"),
    ("growth", "growth of the cases"),
    ("growth_sigma", "spread of the growth"),
    ("patience", "longest acceptable wait"),
    ("value", "worth of a year of full service"),
    ("sensitivity", "harm that a wrong decision does"),
    ("drift", "quality lost a month without retraining"),
    ("review_cost", "cost of review by people"),
    // suppliers
    ("management", "effort to manage this supplier"),
    ("breach_rate", "breaches at this supplier"),
    ("acquisition_rate", "how often it is bought"),
    ("licence_change_rate", "how often its licence changes"),
    ("end_rate", "how often it ends"),
    ("absence_factor", "people who make half of the contributions"),
    ("contributors", "contributors"),
    ("single_company", "how far one company decides alone"),
    ("foundation", "how far a foundation is steward"),
    // options
    ("licence", "licence or subscription"),
    ("usage", "price of usage"),
    ("support", "paid support"),
    ("infrastructure", "infrastructure"),
    ("price_growth", "yearly growth of its price"),
    ("price_sigma", "spread of that growth"),
    ("hike", "chance of a price rise at a renewal"),
    ("effort", "effort to run it"),
    ("self_run", "how far it needs the agency’s own platform"),
    ("training", "training for each person"),
    ("setup", "shortest time to set it up"),
    ("edge_work", "work for each interface"),
    ("inheritance", "controls that come with it"),
    ("authorisation", "cost of the first authorisation"),
    ("fit", "how well it does its job"),
    ("customisation", "room to adapt it"),
    ("community", "strength of its community"),
    ("format_open", "openness of its formats"),
    ("exportable", "share of artefacts that can be exported"),
    ("egress", "price of moving data out"),
    ("api_bound", "interfaces that only this supplier has"),
    ("skill_bound", "skills that only this supplier’s tools need"),
    ("binding", "how fast it binds"),
    ("patch_days", "days until a flaw is fixed"),
    ("patch_sigma", "spread of those days"),
    ("patch_by_team", "how far patching depends on own staff"),
    ("exposure", "attempts beside what is usual"),
    ("resistance", "resistance to an attempt"),
    ("dependencies", "dependencies beside what is usual"),
    ("node_capacity", "load that one node carries"),
    ("contention", "how far nodes wait for each other"),
    ("coherency", "how far nodes have to agree"),
    ("node_limit", "most nodes"),
    ("provisioning", "months until a node is added"),
    // guardrails, cards and dated events
    ("cost", "cost of one investment"),
    ("gain", "what one investment adds"),
    ("decay", "what a year takes away"),
    ("effect", "main effect"),
    ("second_effect", "second effect"),
    ("amount", "amount"),
    ("factor", "how much it changes"),
    ("share", "share of the findings"),
    ("by", "what it adds"),
    ("change", "change of the appropriation"),
    // money
    ("discount_rate", "discount rate of all costs"),
    ("hike_horizon", "years over which a price rise is recovered"),
    ("cap_share", "price growth left under a cap"),
    ("clause_price", "price of a portability clause"),
    ("clause_relief", "exit cost that a portability clause removes"),
    ("exit_penalty", "penalty for leaving a contract early"),
    ("renegotiation", "price cut that a renegotiation can win"),
    ("monitoring_share", "yearly monitoring of an authorisation"),
    ("bench_share", "share of idle staff that the programme pays"),
    ("hire_cost", "cost of recruiting one person"),
    ("contractor_rate", "cost of one contractor for a year"),
    ("training_day", "cost of one day of training"),
    // people
    ("hire_days", "days until a hire is found"),
    ("clearance_days", "days until a hire is cleared"),
    ("knowledge_loss", "know-how lost when a whole pool leaves"),
    ("progress_ratio", "effort left after each doubling of experience"),
    ("deployments", "deployments of each part a year"),
    ("effort_exponent", "how effort grows with load"),
    ("debt_drag", "slow-down by technical debt"),
    ("debt_interest", "yearly growth of technical debt"),
    ("platform_effort", "effort for the agency’s own platform"),
    ("debt_start", "technical debt at the start"),
    ("debt_per_glue", "technical debt from glue code"),
    ("debt_repay", "technical debt repaid with enough people"),
    ("debt_shortage", "technical debt added with nobody there"),
    // projects
    ("lead_simplified", "days of a simplified purchase"),
    ("lead_order", "days of an order on an existing contract"),
    ("lead_competition", "days of an open competition"),
    ("protest_probability", "chance that a competition is protested"),
    ("protest_days", "delay by a protest"),
    ("simplified_threshold", "largest value of a simplified purchase"),
    ("order_premium", "what an order on an existing contract costs more"),
    ("competition_discount", "what an open competition saves"),
    ("authorisation_days", "days of an authorisation"),
    ("authorisation_saving", "days of an authorisation that inherited controls save"),
    ("overrun", "usual overrun of a project"),
    ("overrun_tail", "chance of a very large overrun"),
    ("overrun_alpha", "how fast very large overruns get rarer"),
    ("overrun_cap", "largest overrun"),
    ("project_team", "persons on one project"),
    ("adapter_cost", "cost of an adapter between two stacks"),
    ("standard_saving", "interface work that a shared standard saves"),
    ("parallel_months", "months in which old and new both run"),
    // the calendar
    ("resolution_probability", "chance that a fiscal year begins with a continuing resolution"),
    ("resolution_days", "days of a continuing resolution"),
    ("cut_probability", "chance of a cut of the appropriation"),
    ("cut_share", "size of a cut of the appropriation"),
    ("shutdown_probability", "chance of a lapse of appropriations"),
    ("surge_probability", "how often demand surges"),
    ("surge_factor", "demand during a surge"),
    ("surge_months", "months of a surge"),
    // suppliers under the rules
    ("notice_days", "days of notice before something is switched off"),
    ("acquired_end", "chance that a supplier that was bought ends its tools"),
    ("acquired_hike", "chance that a supplier that was bought raises prices"),
    ("revival", "chance that others take up an abandoned project"),
    ("fork_contributors", "contributors that a fork needs"),
    ("relicence_fee", "fee after a change of licence"),
    ("emergency_premium", "cost of a rushed replacement beside a planned one"),
    ("emergency_capacity", "capacity left during a rushed replacement"),
    ("emergency_months", "months of a rushed replacement"),
    // lock-in
    ("gravity_terabytes", "data that is hard to move"),
    ("move_per_terabyte", "cost of moving data out"),
    ("rework_hours", "hours to rebuild an interface on leaving"),
    ("port_hours", "hours to port an artefact on leaving"),
    ("retrain_days", "days to retrain one person on leaving"),
    ("exit_parallel_months", "months of running both on leaving"),
    ("reauthorise_share", "authorisation that leaving costs again"),
    // security and harm
    ("attempts", "attempts on one part a year"),
    ("capability", "capability of an attacker"),
    ("patch_weight", "resistance lost without patches"),
    ("exploit_half_life", "days until half of the flaws are used"),
    ("misconfiguration", "resistance lost where people are short"),
    ("minor_loss", "loss of an ordinary incident"),
    ("major_loss", "loss of a severe incident"),
    ("major_share", "share of incidents that are severe"),
    ("secondary_probability", "chance of a secondary loss"),
    ("secondary_loss", "size of a secondary loss"),
    ("dependency_rate", "poisoned dependencies of one part a year"),
    ("dependency_saving", "poisoned dependencies that hardening removes"),
    ("dependency_loss", "loss of a poisoned dependency"),
    ("supplier_breach_loss", "loss of a breach at a supplier"),
    ("containment", "loss that fast detection and full staff save"),
    ("harm_rate", "harmful decisions of one use case a year"),
    ("harm_loss", "loss of a harmful decision"),
    ("sample_share", "share of cases that sampled review looks at"),
    ("full_review", "harm that full review removes"),
    ("sampled_review", "harm that sampled review removes"),
    ("governance_effect", "harm that working governance removes"),
    ("monitoring_effect", "harm that monitoring removes"),
    // quality, audit and scale
    ("notice_worst", "drift noticed without monitoring"),
    ("notice_best", "drift noticed with perfect monitoring"),
    ("retrain_months", "months of retraining with half a tool chain"),
    ("audit_probability", "chance of an audit in September"),
    ("finding_cost", "cost of working off one finding"),
    ("suspension_probability", "chance that an audit with gaps stops a use case"),
    ("target_utilisation", "load at which nodes are added"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::raw::parameters::RULE_FIELDS;
    use crate::scenario::{load, shipped};

    #[test]
    fn every_number_of_a_shipped_case_has_words_of_its_own() {
        for slug in shipped::slugs() {
            let case = load(&shipped::files(slug).expect("shipped")).case.expect("it loads");
            for (at, parameter) in case.parameters.iter().enumerate() {
                // What a spread is made of has no range and decides nothing.
                if parameter.low < parameter.high {
                    let said = number(&case, ParamId(at as u16));
                    let missing = format!("{slug}: {} is '{said}'", parameter.path);
                    assert!(named(&case, &parameter.path).is_some(), "{missing}");
                    assert!(!said.contains(['_', '›']) && said.len() < 110, "{missing}");
                }
            }
        }
    }

    #[test]
    fn every_number_of_the_rules_has_words_and_no_two_have_the_same() {
        for (field, _) in RULE_FIELDS {
            assert!(says(field).is_some(), "{field}");
        }
        let mut fields: Vec<_> = SAYS.iter().map(|(field, _)| field).collect();
        fields.sort_unstable();
        let all = fields.len();
        fields.dedup();
        assert_eq!(fields.len(), all, "a field stands twice");
    }
}
