//! Families of numbers: which units a field may be written in, and between which bounds it may lie.
//!
//! Invariant: a unit is a reminder for readers, never a conversion. All spellings of one family mean
//! the same quantity, so a number never has to be multiplied when it is read.

/// A unit family with its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Family {
    /// What it counts, in words.
    pub name: &'static str,
    /// Supported spellings; the first is the one to use.
    pub units: &'static [&'static str],
    /// Smallest and largest sensible value.
    pub low: f64,
    pub high: f64,
}

macro_rules! families {
    ($($name:ident = $words:literal, [$($unit:literal),+ $(,)?], $low:expr, $high:expr;)*) => {
        $(
            #[doc = $words]
            pub const $name: Family =
                Family { name: $words, units: &[$($unit),+], low: $low, high: $high };
        )*

        /// All families, in the order of the author's reference.
        pub const ALL: &[Family] = &[$($name),*];
    };
}

families! {
    // money
    PRICE = "a yearly price", ["k$/year", "k$ per year", "k$/yr"], 0.0, 1.0e6;
    FEE = "a yearly fee", ["k$/year", "k$", "k$ per year", "k$/yr"], 0.0, 1.0e6;
    COST = "an amount of money", ["k$"], 0.0, 1.0e6;
    PAYMENT = "an amount paid or received", ["k$"], -1.0e6, 1.0e6;
    APPROPRIATION = "a yearly appropriation", ["k$/year", "k$", "k$ per year", "k$/yr"], 0.0, 1.0e6;
    SALARY = "the cost of a person-year",
        ["k$/person-year", "k$/FTE-year", "k$/FTE", "k$/year", "k$/person", "k$"], 0.0, 10_000.0;
    DAY_COST = "the cost of a day", ["k$/day", "k$"], 0.0, 1_000.0;
    DATA_COST = "the cost of moving a terabyte", ["k$/TB"], 0.0, 10_000.0;
    EGRESS = "a price per gigabyte", ["$/GB"], 0.0, 100.0;
    REVIEW_COST = "the cost of a thousand reviewed cases",
        ["k$/1000 cases", "k$ per 1000 cases", "k$ per thousand cases", "k$/thousand cases"], 0.0, 1.0e6;
    VALUE = "the value of a year of service", ["k$/year", "k$ per year", "k$/yr"], 0.0, 1.0e7;

    // shares and chances
    SHARE = "a share", ["share", "0-1", "index 0-1", "fraction"], 0.0, 1.0;
    POSITIVE_SHARE = "a share above zero", ["share", "0-1", "fraction"], 0.01, 1.0;
    PROBABILITY = "a probability",
        ["probability", "probability/year", "probability per year", "share", "share/year", "0-1"], 0.0, 1.0;
    YEARLY_SHARE = "a share per year",
        ["share/year", "share per year", "share of gap/year", "share", "1/year"], 0.0, 1.0;
    MONTHLY_SHARE = "a share per month", ["share/month", "share per month", "1/month", "share"], 0.0, 1.0;
    GROWTH = "a growth per year", ["share/year", "share per year", "1/year", "share"], -0.9, 5.0;
    STEP = "a change as a share", ["share"], -1.0, 5.0;
    PRICE_STEP = "a share of a price", ["share", "share of licence", "share of price"], 0.0, 5.0;
    DISCOUNT = "a real discount rate", ["share/year", "share per year", "1/year"], -0.05, 0.5;

    // spreads
    DEVIATION = "a standard deviation of a yearly share", ["share/year", "share per year", "share"], 0.0, 2.0;
    GROWTH_SIGMA = "the spread of a yearly growth",
        ["sd of log", "standard deviation of the logarithm", "log sd", "ln", "share/year", "share per year", "share", "1", "none"],
        0.0, 3.0;
    SIGMA = "a standard deviation of a logarithm",
        ["sd of log", "standard deviation of the logarithm", "log sd", "ln", "exponent", "1", "none"], 0.0, 3.0;

    // rates and factors
    RATE = "a rate per year", ["1/year", "per year", "events/year", "rate/year"], 0.0, 1_000.0;
    FACTOR = "a factor", ["×", "x", "factor", "multiple"], 0.0, 100.0;
    OVERRUN_CAP = "a largest factor", ["×", "x", "factor", "multiple"], 1.0, 100.0;
    COEFFICIENT = "a coefficient", ["1", "coefficient", "none", "share", "×", "x", "0-1", "per unit", "1/unit"], 0.0, 10.0;
    CONTENTION = "a coefficient of the scalability law", ["1", "coefficient", "none", "share", "0-1"], 0.0, 1.0;
    EXPONENT = "an exponent", ["exponent", "1", "none"], 0.0, 3.0;
    TAIL_EXPONENT = "a Pareto exponent", ["exponent", "1", "none", "alpha"], 0.1, 10.0;
    PROGRESS = "a progress ratio per doubling", ["ratio", "share", "1", "none", "progress ratio"], 0.5, 1.0;

    // time
    DAYS = "a number of days", ["days"], 0.0, 3_650.0;
    POSITIVE_DAYS = "a number of days above zero", ["days"], 1.0, 3_650.0;
    WEEKS = "a number of weeks", ["weeks"], 0.0, 520.0;
    MONTHS = "a number of months", ["months"], 0.0, 120.0;
    HORIZON = "a number of years", ["years"], 1.0, 30.0;
    HOURS = "a number of hours", ["hours", "hours/interface", "hours per interface", "hours/artefact", "hours per artefact"], 0.0, 100_000.0;

    // people and things
    PERSONS = "a number of persons", ["FTE", "persons", "full-time equivalents"], 0.0, 1_000.0;
    TEAM = "a number of persons on a project", ["FTE", "persons", "full-time equivalents"], 0.1, 100.0;
    COUNT = "a count",
        ["count", "people", "persons", "artefacts", "models", "deployments/year", "deployments per year", "per year", "1/year"],
        0.0, 1.0e6;
    POSITIVE_COUNT = "a count above zero", ["count", "people", "persons", "contributors"], 1.0, 1.0e6;
    NODES = "a number of nodes", ["nodes", "count"], 1.0, 10_000.0;
    NODE_LOAD = "a share of the reference load", ["share", "share of reference load", "×", "x", "reference loads"], 0.01, 1_000.0;
    TERABYTES = "an amount of data", ["TB"], 0.0, 1.0e6;
    POSITIVE_TERABYTES = "an amount of data above zero", ["TB"], 0.1, 1.0e6;
    CASES = "cases a month", ["cases/month", "cases per month"], 0.0, 1.0e9;
    DEBT = "units of technical debt",
        ["debt", "units of debt", "debt units", "debt/month", "count", "index", "1", "none", "debt/1000 h", "debt per 1000 hours", "debt per thousand hours"],
        0.0, 100.0;
    GUARDRAIL_EFFECT = "the effect of a guardrail at full level",
        ["share", "0-1", "×", "x", "factor", "probability"], 0.0, 1.0;
}
