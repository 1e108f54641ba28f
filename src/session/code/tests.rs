//! What holds for every code.

use super::*;
use crate::id::*;
use crate::scenario::case::Review;
use crate::scenario::plan::*;
use proptest::prelude::*;
use proptest::sample::select;

/// The reference case: four years, eight components with three offers each.
fn reference() -> Shape {
    Shape {
        tag: 0xbeef,
        played_years: 4,
        slots: vec![3, 2, 2, 2],
        guardrails_per_year: 1,
        staffing_per_year: 1,
        responses_per_year: 1,
        offers: (0..8).map(|c| (0..3).map(|o| OptionId(c * 4 + o + 1)).collect()).collect(),
        options: 32,
        pools: 4,
        planned: vec![true; 3],
        choices: vec![4; 12],
        roles: 5,
        reasons: 12,
    }
}

/// A case in which nothing has the usual size.
fn odd() -> Shape {
    Shape {
        tag: 7,
        played_years: 2,
        slots: vec![40, 1],
        guardrails_per_year: 2,
        staffing_per_year: 3,
        responses_per_year: 2,
        offers: vec![vec![OptionId(3)], vec![], vec![OptionId(0), OptionId(5)]],
        options: 6,
        pools: 1,
        planned: vec![false, true],
        choices: vec![1, 0, 3],
        roles: 0,
        reasons: 0,
    }
}

/// Any decisions that name only things of the case; mostly more than a year may have.
fn any_decision(shape: &Shape) -> BoxedStrategy<Decision> {
    let components = shape.offers.len() as u16;
    let mut kinds: Vec<BoxedStrategy<Decision>> = vec![
        (0..components, 0..shape.options, select(&Term::ALL), any::<bool>(), select(&Vehicle::ALL))
            .prop_map(|(component, option, term, clause, vehicle)| {
                let (component, option) = (ComponentId(component), OptionId(option));
                Decision::Adopt { component, option, term, clause, vehicle }
            })
            .boxed(),
        (0..components, select(&Term::ALL), any::<bool>(), select(&Approach::ALL))
            .prop_map(|(component, term, clause, approach)| Decision::Renew {
                component: ComponentId(component),
                term,
                clause,
                approach,
            })
            .boxed(),
        (select(&StaffAction::ALL), 0..shape.pools, select(&StaffCount::ALL))
            .prop_map(|(action, pool, count)| Decision::Staff { action, pool: PoolId(pool), count })
            .boxed(),
        select(&Guardrail::ALL).prop_map(Decision::Invest).boxed(),
        (0..shape.planned.len() as u16, select(&[Review::None, Review::Sampled, Review::Full]))
            .prop_map(|(use_case, review)| Decision::Launch {
                use_case: UseCaseId(use_case),
                review,
            })
            .boxed(),
        (0..shape.planned.len() as u16).prop_map(|id| Decision::Defer(UseCaseId(id))).boxed(),
        (0..shape.choices.len() as u16, 0..5_u8)
            .prop_map(|(card, choice)| Decision::Respond { card: CardId(card), choice })
            .boxed(),
        (select(&Gauge::ALL), select(&Direction::ALL), select(&Size::ALL))
            .prop_map(|(gauge, direction, size)| Decision::Predict { gauge, direction, size })
            .boxed(),
    ];
    if shape.reasons > 0 {
        let because = (0..components, 0..shape.reasons).prop_map(|(component, reason)| {
            Decision::Because { component: ComponentId(component), reason: ReasonId(reason) }
        });
        kinds.push(because.boxed());
    }
    if shape.roles > 0 {
        kinds.push((0..shape.roles).prop_map(|role| Decision::Dissent(RoleId(role))).boxed());
    }
    proptest::strategy::Union::new(kinds).boxed()
}

/// Decisions of a year within the limits of the case: random digits, each below its radix.
fn legal_year(shape: &Shape, year: usize, dice: &[u32]) -> Vec<Decision> {
    let digits: Vec<Big> = (shape::fields(shape, year).iter().zip(dice.iter().cycle()).enumerate())
        .map(|(place, ((_, radix), die))| {
            let mut number = Big::from(*die);
            for extra in 0..6 {
                number.multiply_add(u32::MAX, die.rotate_left(5 * extra + place as u32));
            }
            number.divided_by(radix).1
        })
        .collect();
    shape::unpack(shape, year, &digits).expect("digits below their radix are a year")
}

fn check_round_trip(shape: &Shape, run: &CodedRun) -> String {
    let code = encode_shaped(shape, run).expect("the run names only things of the case");
    let shapes = [odd(), reference()];
    let decoded =
        decode_shaped(&code, &shapes, u16::MAX).unwrap_or_else(|fault| panic!("{code}: {fault}"));
    let years = run.years.iter().map(|year| PlanYear::canonical(year)).collect();
    assert_eq!(decoded.run, CodedRun { years, ..run.clone() });
    assert_eq!(&shapes[decoded.case], shape);
    let typed = code.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
    assert_eq!(decode_shaped(&typed, &shapes, u16::MAX), Ok(decoded));
    code
}

fn characters(code: &str) -> usize {
    code.chars().filter(|c| *c != '-').count()
}

proptest! {
    #[test]
    fn a_legal_run_comes_back_and_is_short(
        dice in prop::collection::vec(any::<u32>(), 64),
        seed in 0..WORD_SEEDS,
        years in 0..=4_usize,
        rules_version in 0..63_u16,
    ) {
        let shape = reference();
        let years = (0..years).map(|year| legal_year(&shape, year, &dice[16 * year..])).collect();
        let code = check_round_trip(&shape, &CodedRun { rules_version, seed, years });
        prop_assert!(characters(&code) <= longest_shaped(&shape), "{code}");
    }

    #[test]
    fn any_decisions_of_a_case_come_back(
        years in prop::collection::vec(prop::collection::vec(any_decision(&reference()), 0..12), 0..=4),
        seed in any::<u64>(),
        rules_version in any::<u16>(),
    ) {
        check_round_trip(&reference(), &CodedRun { rules_version, seed, years });
    }

    #[test]
    fn a_case_of_odd_sizes_has_codes_too(
        years in prop::collection::vec(prop::collection::vec(any_decision(&odd()), 0..6), 0..=2),
        seed in 0..WORD_SEEDS + 9,
    ) {
        check_round_trip(&odd(), &CodedRun { rules_version: 1, seed, years });
    }

    #[test]
    fn random_text_is_a_fault_and_never_a_panic(text in "\\PC{0,90}", letters in "[0-9A-HJKMNP-TV-Z]{0,90}") {
        let shapes = [odd(), reference()];
        for text in [text.clone(), letters.clone(), format!("2{letters}"), format!("3{letters}")] {
            if let Ok(found) = decode_shaped(&text, &shapes, 1) {
                // One in a million random texts checks; then it must be the code of what it decodes to.
                let again = encode_shaped(&shapes[found.case], &found.run).expect("it was decoded");
                prop_assert_eq!(read(&again), read(&text));
            }
        }
    }

    #[test]
    fn content_with_right_check_characters_is_a_run_or_a_fault(
        content in prop::collection::vec(0..32_u8, 1..80), form in 0..2_u8, tagged in any::<bool>(),
    ) {
        let shapes = [odd(), reference()];
        let mut symbols = content;
        symbols[0] = VERSION << 1 | form;
        if tagged && symbols.len() > 8 {
            // The lowest digits say rules version 1 and the odd case.
            let low = 1 + RULES_RADIX * 7;
            let end = symbols.len();
            for place in 0..5 {
                symbols[end - 1 - place] = (low >> (5 * place) & 31) as u8;
            }
        }
        symbols.extend(alphabet::checks(&symbols));
        let text = alphabet::print(&symbols);
        if let Ok(found) = decode_shaped(&text, &shapes, 5) {
            prop_assert_eq!(encode_shaped(&shapes[found.case], &found.run), Ok(text));
        }
    }
}

fn some_codes() -> Vec<String> {
    let shape = reference();
    let dice = [3_000_000_019, 977, 1, 4_294_967_295, 123_456_789];
    (0..=4)
        .map(|count| {
            let years = (0..count).map(|year| legal_year(&shape, year, &dice[year..])).collect();
            encode_shaped(&shape, &CodedRun { rules_version: 1, seed: 42 + count as u64, years })
                .expect("legal")
        })
        .collect()
}

#[test]
fn any_wrong_character_and_any_swap_is_noticed() {
    for code in some_codes() {
        let symbols = read(&code).expect("it was made here");
        for place in 0..symbols.len() {
            for other in 0..32 {
                let mut wrong = symbols.clone();
                wrong[place] = other;
                check_noticed(&symbols, &wrong);
            }
            for other in 0..place {
                let mut wrong = symbols.clone();
                wrong.swap(place, other);
                check_noticed(&symbols, &wrong);
            }
        }
    }
}

#[test]
fn a_missing_or_extra_character_is_noticed() {
    for code in some_codes() {
        let symbols = read(&code).expect("it was made here");
        for place in 0..=symbols.len() {
            for other in 0..32 {
                let mut wrong = symbols.clone();
                wrong.insert(place, other);
                check_noticed(&symbols, &wrong);
            }
            let mut wrong = symbols.clone();
            wrong.truncate(place);
            check_noticed(&symbols, &wrong);
            if place < symbols.len() {
                let mut wrong = symbols.clone();
                wrong.remove(place);
                check_noticed(&symbols, &wrong);
            }
        }
    }
}

fn check_noticed(right: &[u8], wrong: &[u8]) {
    if right != wrong {
        let answer = decode_shaped(&alphabet::print(wrong), &[reference()], 1);
        assert!(answer.is_err(), "{} read as {}", alphabet::print(right), alphabet::print(wrong));
    }
}

#[test]
fn the_longest_code_of_the_reference_case_has_at_most_sixty_characters() {
    let mut live = reference();
    live.planned = vec![false; 3];
    assert_eq!(longest_shaped(&reference()), 59);
    assert_eq!(longest_shaped(&live), 59);
}

#[test]
fn the_bit_budget_is_the_documented_one() {
    let shape = reference();
    for (year, whole, tools) in [(0, 61, 36), (1, 56, 25), (2, 56, 25), (3, 56, 25)] {
        let fields = shape::fields(&shape, year);
        let product = fields.iter().fold(Big::from(1), |product, (_, radix)| product.times(radix));
        assert_eq!(product.bits(), whole, "year {year}");
        let (last, radix) = fields.last().expect("a year has digits");
        assert_eq!((*last, radix.bits()), (shape::Field::Tools, tools), "year {year}");
    }
}

#[test]
fn every_fault_says_what_was_found_and_what_helps() {
    let shape = reference();
    let code = some_codes().remove(1);
    let faulty = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut symbols = read(&code).expect("it was made here");
        symbols.truncate(symbols.len() - CHECKS);
        change(&mut symbols);
        symbols.extend(alphabet::checks(&symbols));
        alphabet::print(&symbols)
    };
    let newer_rules = CodedRun { rules_version: 9, seed: 1, years: vec![] };
    let newer_rules = encode_shaped(&shape, &newer_rules).expect("legal");
    for (typed, shapes, said) in [
        ("20", vec![shape.clone()], "the code has 2 characters; the shortest has 5"),
        ("", vec![shape.clone()], "the code has 0 characters"),
        (&"2".repeat(5000), vec![shape.clone()], "the code is longer than 4096 characters"),
        ("20000-0u", vec![shape.clone()], "'u' in group 2, character 2, is not used in codes"),
        (
            &code.replace(&code[..1], "4"),
            vec![shape.clone()],
            "the code is of version 2, this program reads",
        ),
        (
            &faulty(&|s| s[0] = 9),
            vec![shape.clone()],
            "the code is of version 4, this program reads",
        ),
        ("20000-00000", vec![shape.clone()], "the check characters do not fit"),
        (&code, vec![odd()], "the code belongs to a case with the tag beef, which is not among"),
        (&code, vec![shape.clone(), shape.clone()], "the tag beef fits more than one case"),
        (&newer_rules, vec![shape.clone()], "made by rules version 9, this program knows up to 1"),
        (
            &faulty(&|s| s.insert(1, 0)),
            vec![shape.clone()],
            "the check characters fit, but the content is no run",
        ),
    ] {
        let fault = decode_shaped(typed, &shapes, 1).expect_err(said).to_string();
        assert!(fault.contains(said), "{typed}: {fault}");
    }
}

#[test]
fn a_run_of_another_case_has_no_code_here() {
    let run = |decision, count| CodedRun {
        rules_version: 1,
        seed: 1,
        years: vec![vec![decision]; count],
    };
    let elsewhere = Decision::Dissent(RoleId(5));
    assert_eq!(
        encode_shaped(&reference(), &run(elsewhere, 1)),
        Err(EncodeFault::NotOfCase { year: 0 })
    );
    let here = Decision::Dissent(RoleId(4));
    let found = encode_shaped(&reference(), &run(here, 5));
    assert_eq!(found, Err(EncodeFault::TooManyYears { found: 5, most: 4 }));
}
