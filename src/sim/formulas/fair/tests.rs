//! Three trees against the published mathematics of the reference implementation.

use super::*;

const DRAWS: u32 = 100_000;

const fn pert(low: f64, mode: f64, high: f64) -> Input {
    Input::Pert { low, mode, high, gamma: 4.0 }
}

fn tree(given: &[(Node, Input)]) -> FairTree {
    FairTree::new(given).expect("the tree of the test is complete")
}

const MAGNITUDE: (Node, Input) = (Node::LossMagnitude, pert(1e5, 3e5, 2e6));
const CAPABILITY: (Node, Input) = (Node::ThreatCapability, pert(0.2, 0.5, 0.95));
const RESISTANCE: (Node, Input) = (Node::ResistanceStrength, pert(0.3, 0.6, 0.9));

fn model_a() -> FairTree {
    tree(&[(Node::LossEventFrequency, pert(0.05, 0.2, 0.6)), MAGNITUDE])
}

fn model_b() -> FairTree {
    tree(&[(Node::ThreatEventFrequency, pert(2.0, 6.0, 20.0)), CAPABILITY, RESISTANCE, MAGNITUDE])
}

fn model_c() -> FairTree {
    tree(&[
        (Node::ContactFrequency, pert(10.0, 40.0, 200.0)),
        (Node::ProbabilityOfAction, pert(0.01, 0.05, 0.2)),
        CAPABILITY,
        RESISTANCE,
        (Node::PrimaryLoss, pert(5e4, 1.5e5, 8e5)),
        (Node::SecondaryLossEventFrequency, pert(0.05, 0.2, 0.5)),
        (Node::SecondaryLossEventMagnitude, pert(2e5, 1e6, 8e6)),
    ])
}

fn near(found: f64, expected: f64, share: f64) -> bool {
    (found - expected).abs() <= share * expected.abs()
}

#[test]
fn sampled_means_agree_with_exact_means_in_both_modes() {
    for (name, tree) in [("a", model_a()), ("b", model_b()), ("c", model_c())] {
        for mode in [Mode::Reference, Mode::Counts] {
            for seed in [1, 2, 3] {
                let found = simulate(&tree, mode, DRAWS, seed).expect("the numbers are sound");
                let off = (found.mean - found.exact_mean).abs();
                assert!(off <= 3.0 * found.standard_error, "{name} {mode:?} {seed}: {found:?}");
                if let (Some(v), Some(exact)) = (found.vulnerability, found.exact_vulnerability) {
                    assert!((v - exact).abs() < 0.005, "{name} {mode:?} {seed}: {v} {exact}");
                }
            }
        }
    }
}

#[test]
fn exact_means_and_vulnerabilities_meet_published_values() {
    let exact = |tree: &FairTree, mode| simulate(tree, mode, 100, 1).expect("sound numbers");
    for mode in [Mode::Reference, Mode::Counts] {
        assert!(near(exact(&model_a(), mode).exact_mean, 132_916.7, 1e-6));
    }
    for (mode, expected) in [(Mode::Reference, 0.321_625), (Mode::Counts, 0.340_648)] {
        let found = exact(&model_b(), mode).exact_vulnerability.expect("model B has one");
        assert!((found - expected).abs() < 2e-6, "{mode:?}: {found}");
    }
}

#[test]
fn reference_mode_agrees_with_runs_of_the_reference_implementation() {
    // Runs of pyfair 0.1a13: A with 10,000 draws and seed 42, B likewise, C with 100,000 and 7.
    let a = simulate(&model_a(), Mode::Reference, DRAWS, 42).expect("sound numbers");
    assert!(near(a.mean, 130_933.3, 0.03) && near(a.sd, 93_830.2, 0.04));
    assert!(near(a.p50, 106_561.8, 0.04) && near(a.p95, 320_721.2, 0.04));
    let b = simulate(&model_b(), Mode::Reference, DRAWS, 42).expect("sound numbers");
    assert!(near(b.mean, 1_365_228.0, 0.03) && near(b.p95, 3_357_073.0, 0.04));
    let c = simulate(&model_c(), Mode::Reference, DRAWS, 7).expect("sound numbers");
    assert!(near(c.mean, 944_707.0, 0.02) && near(c.p50, 661_410.0, 0.03));
    assert!(near(c.p95, 2_738_454.0, 0.03));
}

#[test]
fn counting_losses_widens_the_year_and_leaves_the_mean() {
    let rates = simulate(&model_a(), Mode::Reference, DRAWS, 5).expect("sound numbers");
    let counts = simulate(&model_a(), Mode::Counts, DRAWS, 5).expect("sound numbers");
    assert!(counts.sd > 2.0 * rates.sd);
    assert!(near(counts.exact_mean, rates.exact_mean, 1e-9));
    // Most years of a rare loss have none.
    assert!(counts.quiet > 0.7 && rates.quiet == 0.0);
}

#[test]
fn cutting_a_normal_off_moves_its_mean() {
    let normal = |node, mean, sd| {
        let other = match node {
            Node::LossEventFrequency => (Node::LossMagnitude, Input::Constant(1.0)),
            _ => (Node::ThreatEventFrequency, Input::Constant(1.0)),
        };
        let mut given = vec![(node, Input::Normal { mean, sd }), other];
        if node == Node::Vulnerability {
            given.push((Node::LossMagnitude, Input::Constant(1.0)));
        }
        simulate(&tree(&given), Mode::Reference, DRAWS, 9).expect("sound numbers")
    };
    // Mean 1 and sd 2 cut off at 0: 1.3956 (measured in pyfair: 1.397).
    let free = normal(Node::LossEventFrequency, 1.0, 2.0);
    assert!((free.exact_mean - 1.395_6).abs() < 1e-4);
    assert!((free.mean - free.exact_mean).abs() <= 3.0 * free.standard_error);
    // Symmetric in 0-1: both ends cut off alike.
    let share = normal(Node::Vulnerability, 0.5, 1.0);
    assert!((share.exact_mean - 0.5).abs() < 1e-12);
    assert!((share.mean - 0.5).abs() <= 3.0 * share.standard_error);
}

#[test]
fn a_tie_of_capability_and_resistance_is_no_loss() {
    for (capability, expected) in [(0.4, 0.0), (0.5, 0.0), (0.6, 1.0)] {
        let tree = tree(&[
            (Node::ThreatEventFrequency, Input::Constant(2.0)),
            (Node::ThreatCapability, Input::Constant(capability)),
            (Node::ResistanceStrength, Input::Constant(0.5)),
            (Node::LossMagnitude, Input::Constant(10.0)),
        ]);
        for mode in [Mode::Reference, Mode::Counts] {
            let found = simulate(&tree, mode, 1000, 1).expect("sound numbers");
            assert_eq!(found.vulnerability, Some(expected));
            assert_eq!(found.exact_mean, 20.0 * expected);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_years() {
    let run = |seed| simulate(&model_c(), Mode::Counts, 1000, seed);
    assert_eq!(run(3), run(3));
    assert_ne!(run(3), run(4));
}

#[test]
fn an_incomplete_or_doubled_tree_is_refused_with_every_fault() {
    let check = |given: &[(Node, Input)], expected: &[&str]| {
        let faults = FairTree::new(given).expect_err("the tree is faulty");
        let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    };
    let one = Input::Constant(1.0);
    check(
        &[],
        &[
            "loss event frequency is missing: give it, or both threat event frequency and \
             vulnerability",
            "loss magnitude is missing: give it, or both primary loss and secondary loss",
        ],
    );
    check(
        &[(Node::ContactFrequency, one), (Node::LossMagnitude, one)],
        &[
            "probability of action is missing",
            "vulnerability is missing: give it, or both threat capability and resistance strength",
        ],
    );
    check(
        &[(Node::LossEventFrequency, one), (Node::ThreatCapability, one), MAGNITUDE],
        &[
            "loss event frequency is given, and so is threat capability below it: give one of the two",
        ],
    );
}

#[test]
fn unsound_numbers_are_refused_with_what_is_supported() {
    let check = |node: Node, input: Input, mode, expected: &str| {
        let mut given = vec![MAGNITUDE, (Node::ContactFrequency, Input::Constant(1.0))];
        for other in [Node::ProbabilityOfAction, Node::Vulnerability] {
            given.push((other, Input::Constant(0.5)));
        }
        given.retain(|(other, _)| *other != node);
        given.push((node, input));
        let faults = simulate(&tree(&given), mode, 100, 1).expect_err("the numbers are unsound");
        let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(found, [expected]);
    };
    let reference = Mode::Reference;
    check(
        Node::LossMagnitude,
        pert(-1.0, 2.0, 3.0),
        reference,
        "loss magnitude has the value -1: supported are finite numbers from 0 on",
    );
    check(
        Node::ContactFrequency,
        Input::Constant(f64::NAN),
        reference,
        "contact frequency has the value NaN: supported are finite numbers from 0 on",
    );
    check(
        Node::Vulnerability,
        pert(0.1, 0.5, 1.5),
        reference,
        "vulnerability has the value 1.5: it is a probability, supported is 0 to 1",
    );
    check(
        Node::ContactFrequency,
        pert(3.0, 2.0, 4.0),
        reference,
        "contact frequency has low 3, mode 2, high 4: they must not fall",
    );
    check(
        Node::ContactFrequency,
        pert(3.0, 3.0, 3.0),
        reference,
        "contact frequency has low and high both 3: reference mode refuses a PERT without range, \
         use a constant",
    );
    check(
        Node::ContactFrequency,
        Input::Pert { low: 1.0, mode: 2.0, high: 3.0, gamma: 0.0 },
        reference,
        "contact frequency has gamma 0: supported is 0.5 to 190",
    );
    check(
        Node::ContactFrequency,
        Input::Constant(1e9),
        Mode::Counts,
        "about 25000000000 losses would be drawn one by one, supported are 100000000: take fewer \
         draws, or reference mode",
    );
}

#[test]
fn a_point_mass_is_accepted_where_losses_are_counted() {
    let tree = tree(&[(Node::LossEventFrequency, pert(2.0, 2.0, 2.0)), MAGNITUDE]);
    assert!(simulate(&tree, Mode::Counts, 100, 1).is_ok());
}

#[test]
fn too_few_draws_are_refused() {
    let faults = simulate(&model_a(), Mode::Reference, 99, 1).expect_err("too few");
    assert_eq!(faults[0].to_string(), "99 draws: supported are 100 to 5000000");
}
