//! Numbers as text: the same text on every machine, whatever its language settings.
//!
//! Invariants: a number that rounds to zero has no sign; a value that is no number reads `–`;
//! thousands are set apart by a comma, decimals by a point.

use crate::units::{FiscalYear, MONTHS, Money};

/// What stands where there is nothing to say.
pub const NOTHING: &str = "–";

/// `431 k$`, `9,950 k$`, `12.4 M$`: whole thousands below ten million dollars, tenths of a million above.
#[must_use]
pub fn money(amount: Money) -> String {
    kilodollars(amount.kilodollars())
}

/// The same for an amount that is not in the ledger (k$).
#[must_use]
pub fn kilodollars(amount: f64) -> String {
    if amount.abs() < 9_999.5 || !amount.is_finite() {
        with_unit(whole(amount), "k$")
    } else {
        with_unit(decimal(amount / 1_000.0, 1), "M$")
    }
}

/// The same with one decimal below a hundred thousand dollars, for amounts that have to add up: `4.3 k$`.
#[must_use]
pub fn kilodollars_fine(amount: f64) -> String {
    if amount.abs() < 99.95 { with_unit(decimal(amount, 1), "k$") } else { kilodollars(amount) }
}

/// Whole thousands for a column whose head says k$: `431`, `12,440`.
#[must_use]
pub fn money_cell(amount: Money) -> String {
    whole(amount.kilodollars())
}

/// To the cent, in k$ without the unit: `1,234.56789`, where amounts have to be compared exactly.
#[must_use]
pub fn cents(amount: Money) -> String {
    decimal(amount.kilodollars(), 5)
}

/// A time of a clock that counts minutes: `0:45`, `15:00`.
#[must_use]
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A share (0-1) as a percentage: `87 %`, one decimal below ten: `4.5 %`.
#[must_use]
pub fn share(share: f64) -> String {
    percent(share * 100.0)
}

/// A number that is a percentage already: `87 %`.
#[must_use]
pub fn percent(value: f64) -> String {
    let text = if value.abs() < 9.95 && value.abs() >= 0.05 {
        decimal(value, 1)
    } else {
        decimal(value, 0)
    };
    with_unit(text.trim_end_matches(".0").to_owned(), "%")
}

/// An index from 0 to 100: `42`.
#[must_use]
pub fn index(value: f64) -> String {
    decimal(value, 0)
}

/// `1.35 ×`.
#[must_use]
pub fn times(factor: f64) -> String {
    with_unit(decimal(factor, 2), "×")
}

/// `1 day`, `95 days`.
#[must_use]
pub fn days(days: f64) -> String {
    counted(days, "day", "days")
}

/// `1 minute`, `7 minutes`.
#[must_use]
pub fn minutes(minutes: f32) -> String {
    counted(minutes.into(), "minute", "minutes")
}

/// `1 month`, `14 months`.
#[must_use]
pub fn months(months: f64) -> String {
    counted(months, "month", "months")
}

/// `0 findings`, `1 finding`: a count with the word that fits it.
#[must_use]
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(&number.to_string()), if number == 1 { one } else { many })
}

/// A whole number with its thousands apart: `12,440`.
#[must_use]
pub fn whole(value: f64) -> String {
    decimal(value, 0)
}

/// A number with this many decimals, thousands apart.
#[must_use]
pub fn decimal(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NOTHING.to_owned();
    }
    let text = format!("{value:.decimals$}");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", text.as_str()),
    };
    format!("{sign}{}", grouped(digits))
}

/// Six figures that matter, fewer where the rest are zeros: `0.0123457`, `1,234.57`, `12`.
#[must_use]
pub fn exact(value: f64) -> String {
    let mut decimals: usize = 5;
    let mut size = value.abs();
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    while size < 1.0 && size > 0.0 && decimals < 17 {
        size *= 10.0;
        decimals += 1;
    }
    let text = decimal(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A change with its sign always shown: `+12`, `-3`, `0`.
#[must_use]
pub fn change(text: String) -> String {
    let zero = !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if zero || text.starts_with('-') { text } else { format!("+{text}") }
}

/// The fiscal year a run's year number stands for: `FY2027`.
#[must_use]
pub fn fiscal_year(first: u16, year: u16) -> String {
    FiscalYear(first.saturating_add(year)).to_string()
}

/// Month of the fiscal year: `Oct` for 0.
#[must_use]
pub fn month(of_year: usize) -> &'static str {
    const NAMES: [&str; MONTHS] =
        ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"];
    NAMES[of_year % MONTHS]
}

/// The same, whole: `October` for 0.
#[must_use]
pub fn month_name(of_year: usize) -> &'static str {
    const NAMES: [&str; MONTHS] = [
        "October",
        "November",
        "December",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
    ];
    NAMES[of_year % MONTHS]
}

/// The first bytes of a digest, enough to compare by eye.
#[must_use]
pub fn digest(digest: &[u8; 32]) -> String {
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn counted(value: f64, one: &str, many: &str) -> String {
    let text = whole(value);
    let unit = if text == "1" { one } else { many };
    with_unit(text, unit)
}

fn with_unit(number: String, unit: &str) -> String {
    if number == NOTHING { number } else { format!("{number} {unit}") }
}

/// Sets thousands apart in a run of digits with or without decimals.
fn grouped(digits: &str) -> String {
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut text = String::with_capacity(digits.len() + whole.len() / 3);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(&digits[whole.len()..]);
    text
}

/// With a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_the_same_everywhere() {
        for (text, expected) in [
            (kilodollars(0.0), "0 k$"),
            (kilodollars(-0.2), "0 k$"),
            (kilodollars(-431.4), "-431 k$"),
            (kilodollars(9_999.0), "9,999 k$"),
            (kilodollars(12_440.0), "12.4 M$"),
            (kilodollars(-1_234_567.0), "-1,234.6 M$"),
            (kilodollars(f64::NAN), "–"),
            (money(Money::from_kilodollars(1_234.5)), "1,234 k$"),
            (cents(Money::from_cents(123_456_789)), "1,234.56789"),
            (clock(45), "0:45"),
            (clock(900), "15:00"),
            (share(0.874), "87 %"),
            (share(0.045), "4.5 %"),
            (share(1.0), "100 %"),
            (share(0.05), "5 %"),
            (share(0.0), "0 %"),
            (times(1.349_9), "1.35 ×"),
            (days(1.2), "1 day"),
            (months(14.0), "14 months"),
            (count(1, "finding", "findings"), "1 finding"),
            (count(12_000, "run", "runs"), "12,000 runs"),
            (decimal(-0.001, 2), "0.00"),
            (exact(0.012_345_67), "0.0123457"),
            (exact(1_234.567_8), "1,234.57"),
            (exact(12.0), "12"),
            (exact(0.0), "0"),
            (exact(1_234_567.0), "1,234,567"),
            (change(decimal(3.0, 0)), "+3"),
            (change(decimal(-3.0, 0)), "-3"),
            (change(decimal(0.0, 0)), "0"),
            (change("0.00".to_owned()), "0.00"),
            (fiscal_year(2027, 3), "FY2030"),
        ] {
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn a_fiscal_year_runs_from_october_to_september() {
        assert_eq!((month(0), month(11), month(12)), ("Oct", "Sep", "Oct"));
        for of_year in 0..MONTHS {
            assert!(month_name(of_year).starts_with(month(of_year)));
        }
    }
}
