//! Answers and refusals as they are asked for on the command line.

use super::fair_file::parse;
use super::*;
use clap::Parser;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: ModelArgs,
}

fn ask(line: &str) -> Result<Report, Refusal> {
    let words = std::iter::once("model").chain(line.split_whitespace());
    run(&Line::try_parse_from(words).expect("the line of the test parses").args)
}

#[test]
fn answers_meet_published_values() {
    let table = [
        ("erlang-c --servers 4 --load 3.2", "probability of waiting", 0.596_432),
        ("erlang-c --servers 1 --load 0.5 --patience 0", "share served in time", 0.5),
        ("usl --nodes 16 --contention 0.05 --coherency 0.001", "throughput", 8.0402),
        ("usl --nodes 1 --contention 0.05 --coherency 0.001", "nodes at the peak", 30.82),
        ("pert --low 0 --mode 1 --high 10", "alpha", 1.4),
        ("pert --low 0 --mode 1 --high 10 --shape moments", "quantile 0.9", 4.737_54),
        ("pert --low -5 --mode 0 --high 5 --quantiles 0.5", "quantile 0.5", 0.0),
        ("annuity --rate 0.02 --years 2", "worth today of one a year", 0.980_39 + 0.961_17),
        (
            "annuity --rate 0 --years 5 --exit-cost 10",
            "largest price rise the exit cost leaves room for",
            2.0,
        ),
        ("wright --unit 4 --progress 0.85", "effort", 0.7225),
        ("discount --rate 0.07 --years 5", "worth today of one", 0.712_99),
        ("discount --rate 0.21 --years 1 --mid-year", "worth today of one", 1.0 / 1.1),
        ("exit-cost --terabytes 10 --format-open 1", "moving data", 8.0),
        ("fair --spec docs/examples/fair-a.ron --draws 100", "mean loss, exact", 132_916.7),
        ("fair --spec docs/examples/fair-b.ron --draws 100", "vulnerability, exact", 0.340_648),
        (
            "fair --spec docs/examples/fair-b.ron --draws 100 --mode reference",
            "vulnerability, exact",
            0.321_625,
        ),
    ];
    for (line, name, expected) in table {
        let report = ask(line).expect("the input is in range");
        let row = report.rows.iter().find(|row| row.name == name);
        let found = row.unwrap_or_else(|| panic!("{line} answers {name}")).value;
        assert!((found - expected).abs() <= 1e-5 + 1e-4 * expected.abs(), "{line}: {found}");
    }
}

#[test]
fn input_out_of_range_is_refused_with_what_is_supported() {
    let table = [
        (
            "erlang-c --servers 0 --load NaN",
            "--servers is 0: supported is 1 to 100000\n\
             --load is NaN: supported is 0 to 1000000000000",
        ),
        (
            "usl --nodes 0.5 --contention 2 --coherency 0",
            "--nodes is 0.5: supported is 1 to 1000000000\n--contention is 2: supported is 0 to 1",
        ),
        ("pert --low 3 --mode 3 --high 3", "--high is 3: supported is above low"),
        ("pert --low 3 --mode 2 --high 4", "--mode is 2: supported is from low to high"),
        (
            "pert --low 3 --mode 3 --high 4 --gamma 0 --quantiles 1",
            "--gamma is 0: supported is 0.5 to 190\n--quantiles is 1: supported is between 0 and 1",
        ),
        (
            "annuity --rate -1 --years 0",
            "--rate is -1: supported is -0.5 to 10\n--years is 0: supported is above 0, up to 1000",
        ),
        ("wright --unit 0 --progress 1", "--unit is 0: supported is 1 to 1000000000000"),
        ("discount --rate 0.1 --years 0.5 --mid-year", "--years is 0.5: supported is 1 to 1000"),
        ("exit-cost --overrun inf", "--overrun is inf: supported is 0 to 1000000000000"),
        ("fair --spec docs/examples/fair-a.ron --draws 1", "1 draws: supported are 100 to 5000000"),
    ];
    for (line, expected) in table {
        let refusal = ask(line).expect_err("out of range");
        assert_eq!(refusal, Refusal::new(expected), "{line}");
    }
    let missing = ask("fair --spec docs/examples/none.ron").expect_err("no such file");
    assert!(missing.to_string().starts_with("cannot read the tree: "), "{missing}");
    assert_eq!(missing.file.as_deref(), Some(Path::new("docs/examples/none.ron")));
}

#[test]
fn every_example_answers_finite_numbers_in_both_modes() {
    for name in ["a", "b", "c"] {
        for mode in ["reference", "counts"] {
            let line =
                format!("fair --spec docs/examples/fair-{name}.ron --draws 500 --mode {mode}");
            let report = ask(&line).expect("the example is sound");
            assert!(report.rows.iter().all(|row| row.value.is_finite()), "{report:?}");
        }
    }
}

#[test]
fn a_faulty_tree_file_is_refused_with_place_and_reason() {
    let head = "format: 1, title: \"\", money: \"$\"";
    let table = [
        ("(".to_owned(), "the tree cannot be understood at 1:1"),
        ("(format: 7, later: 1)".to_owned(), "the tree has format 7: supported is 1"),
        (format!("({head}, luck: Constant(1))"), "luck"),
        (format!("({head}, loss_magnitude: Gamma(1))"), "Gamma"),
        (format!("({head}, loss_magnitude: Pert(low: 1, high: 2))"), "mode"),
        (format!("({head}, loss_magnitude: Constant(1))"), "loss event frequency is missing"),
    ];
    for (text, expected) in table {
        let refusal = parse(&text).expect_err("the file is faulty").to_string();
        assert!(refusal.contains(expected), "{text}: {refusal}");
    }
}
