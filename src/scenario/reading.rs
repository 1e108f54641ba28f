//! How long the texts of a case take to read.
//!
//! Budgets: a table reads aloud at 183 words a minute (Brysbaert 2019), and an ordinary year leaves a
//! minute for reading.

use super::case::{Case, PlanBody};

/// Words a minute, read aloud (Brysbaert 2019).
pub const WORDS_A_MINUTE: usize = 183;
/// Most words of a brief, of the whole run, of a role card, a pitch, a card or dated event, a choice.
pub const BRIEF_BUDGET: usize = 250;
pub const RUN_BUDGET: usize = 900;
pub const ROLE_CARD_BUDGET: usize = 90;
pub const PITCH_BUDGET: usize = 12;
pub const CARD_BUDGET: usize = 40;
pub const CHOICE_BUDGET: usize = 12;

/// Words of a case, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingReport {
    pub brief: usize,
    /// Purposes of all components, and of all use cases.
    pub component_purposes: usize,
    pub use_case_purposes: usize,
    /// Pitches of what is on offer for one component, on average, rounded up.
    pub pitches_a_slot: usize,
    /// A card with its choices, on average, rounded up.
    pub average_card: usize,
    pub longest_card: usize,
    /// Dated events of the played years, together.
    pub scheduled: usize,
    /// Longest role card (private words).
    pub longest_role_card: usize,
    /// Named plans written out; not read in play.
    pub plans: usize,
    /// What everybody reads in a run: brief, component purposes, one average card for each played
    /// year, dated events.
    pub whole_run: usize,
    /// [`Self::whole_run`] read aloud, in seconds, rounded up.
    pub seconds_aloud: usize,
}

/// Counts the words of a case.
#[must_use]
pub fn reading_report(case: &Case) -> ReadingReport {
    let brief = words(&case.brief);
    let component_purposes =
        case.components.iter().map(|component| words(&component.purpose)).sum();
    let use_case_purposes = case.use_cases.iter().map(|use_case| words(&use_case.purpose)).sum();
    let on_offer = case.options.iter().filter(|option| option.on_offer);
    let pitches: usize = on_offer.map(|option| words(&option.pitch)).sum();
    let card = |card: &super::case::Card| -> usize {
        words(&card.text) + card.choices.iter().map(|choice| words(&choice.text)).sum::<usize>()
    };
    let average_card = case.cards.iter().map(card).sum::<usize>().div_ceil(case.cards.len().max(1));
    let played_months = case.played_years.saturating_mul(12);
    let scheduled = case
        .scheduled
        .iter()
        .filter(|event| event.month < played_months)
        .map(|event| words(&event.text))
        .sum();
    let role_cards = case.roles.iter().flat_map(|role| role.facts.iter());
    let whole_run =
        brief + component_purposes + average_card * usize::from(case.played_years) + scheduled;
    ReadingReport {
        brief,
        component_purposes,
        use_case_purposes,
        pitches_a_slot: pitches.div_ceil(case.components.len().max(1)),
        average_card,
        longest_card: case.cards.iter().map(card).max().unwrap_or(0),
        scheduled,
        longest_role_card: role_cards
            .map(|facts| facts.iter().map(|fact| words(&fact.text)).sum())
            .max()
            .unwrap_or(0),
        plans: case.plans.iter().filter(|plan| matches!(plan.body, PlanBody::Years(_))).count(),
        whole_run,
        seconds_aloud: (whole_run * 60).div_ceil(WORDS_A_MINUTE),
    }
}

/// Words of a text: what stands between white space and has a letter or a digit.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
