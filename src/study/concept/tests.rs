use super::*;
use crate::study::concept::question::moved;

#[test]
fn a_card_begins_within_its_ranges_and_always_has_numbers() {
    for concept in Concept::ALL {
        let card = concept.card();
        assert_eq!(Concept::of_slug(concept.slug()), Some(concept));
        assert!((2..=7).contains(&card.inputs.len()) && card.outputs.len() >= 2, "{concept:?}");
        for input in card.inputs {
            assert!(input.low < input.high && input.step > 0.0, "{concept:?} {}", input.key);
            assert!((input.low..=input.high).contains(&input.start), "{concept:?} {}", input.key);
        }
        let corners = [
            card.start(),
            card.inputs.iter().map(|input| input.low).collect(),
            card.inputs.iter().map(|input| input.high).collect(),
            vec![f64::NAN; card.inputs.len()],
            vec![-1e12; card.inputs.len()],
            Vec::new(),
        ];
        for values in &corners {
            let came = card.compute(values);
            assert_eq!(came.len(), card.outputs.len());
            assert!(came.iter().all(|it| !it.is_nan()), "{concept:?} {values:?}: {came:?}");
        }
        let curve = card.curve(&card.start(), 40);
        assert_eq!(curve.len(), 40);
        assert!(curve.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        assert!(curve.iter().any(|point| point.1 != curve[0].1), "{concept:?}: a flat curve");
    }
}

#[test]
fn the_cards_say_what_the_rules_say() {
    let at = |concept: Concept, changes: &[(usize, f64)]| {
        let card = concept.card();
        let mut values = card.start();
        for (input, value) in changes {
            values[*input] = *value;
        }
        card.compute(&values)
    };
    let near = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-3, "{a} {b}");
    // Published values: Erlang C of 4 machines at 3.2, discount factors, Wright's law at 85 %.
    let one = [(0, 3.2), (2, 0.0), (3, 0.0)];
    near(at(Concept::Scalability, &one)[1], 0.596_432 / 0.8);
    near(at(Concept::TotalCost, &[(0, 100.0), (1, 0.0), (2, 5.0), (3, 0.02)])[0], 471.346);
    near(at(Concept::Customisation, &[(0, 100.0), (2, 8.0)])[0], 61.41);
    near(at(Concept::OpenSource, &[(1, 2.0)])[0], 80.0);
    near(at(Concept::Security, &[(0, 60.0)])[0], 0.5);
    near(at(Concept::Hybrid, &[(1, 4.0), (0, 8.0), (2, 14.0)])[0], 8.0);
    assert_eq!(at(Concept::Hybrid, &[(1, 0.0)]), [0.0, 0.0, 0.0]);
    near(at(Concept::Proprietary, &[(0, 100.0), (1, 0.1), (2, 3.0), (3, 0.0)])[1], 331.0);
    let ceiling = at(Concept::LockIn, &[(4, 0.0), (5, 5.0)]);
    near(ceiling[1], ceiling[0] / 5.0);
    assert_eq!(at(Concept::Scalability, &[(0, 16.0)])[1], f64::INFINITY);
}

#[test]
fn a_right_answer_is_computed_and_changes_with_the_card() {
    for concept in Concept::ALL {
        let card = concept.card();
        for asks in concept.questions() {
            let mut moves = false;
            let right = answer(&card, asks, &card.start());
            if let Asks::WhichReach { changes, .. } = asks {
                let Answer::Changes(places) = &right else { panic!("{concept:?}: {right:?}") };
                assert!(
                    !places.is_empty() && places.len() < changes.len(),
                    "{concept:?} {places:?}"
                );
            }
            for (place, input) in card.inputs.iter().enumerate() {
                for value in [input.low, input.high] {
                    let mut values = card.start();
                    values[place] = value;
                    moves |= answer(&card, asks, &values) != right;
                }
            }
            assert!(moves, "{concept:?} {asks:?}: the same answer whatever the card says");
        }
    }
    let several = Concept::ALL.iter().flat_map(|concept| {
        let card = concept.card();
        concept.questions().iter().map(move |asks| answer(&card, asks, &card.start()))
    });
    let most = several.filter_map(|right| match right {
        Answer::Changes(places) => Some(places.len()),
        Answer::Way { .. } => None,
    });
    assert!(most.max() > Some(1), "some check has more than one right answer");
}

#[test]
fn how_far_is_measured_by_the_number_itself() {
    use crate::scenario::plan::{Direction, Size};
    for (from, to, expected) in [
        (100.0, 101.0, (Direction::Stays, Size::Slight)),
        (100.0, 110.0, (Direction::Rises, Size::Slight)),
        (100.0, 130.0, (Direction::Rises, Size::Clear)),
        (100.0, 200.0, (Direction::Rises, Size::Strong)),
        (100.0, 50.0, (Direction::Falls, Size::Strong)),
        (100.0, -5.0, (Direction::Falls, Size::Strong)),
        (0.0, 0.0, (Direction::Stays, Size::Slight)),
        (0.0, 3.0, (Direction::Rises, Size::Strong)),
        (2.0, f64::INFINITY, (Direction::Rises, Size::Strong)),
    ] {
        assert_eq!(moved(from, to), expected, "{from} {to}");
    }
}

#[test]
fn part_of_an_answer_is_part_of_an_answer() {
    use crate::scenario::plan::{Direction, Size};
    let right = Answer::Changes(vec![1, 2]);
    for (said, outcome) in [
        (vec![2, 1], Outcome::Right),
        (vec![1], Outcome::InPart),
        (vec![1, 2, 3], Outcome::InPart),
        (vec![1, 3], Outcome::Not),
        (vec![], Outcome::Not),
    ] {
        assert_eq!(mark(&Said::Changes(said.clone()), &right), outcome, "{said:?}");
    }
    let way = Answer::Way { direction: Direction::Rises, size: Size::Clear, from: 1.0, to: 1.4 };
    assert_eq!(mark(&Said::Way(Direction::Rises, Size::Strong), &way), Outcome::InPart);
    assert_eq!(mark(&Said::Way(Direction::Falls, Size::Clear), &way), Outcome::Not);
    assert_eq!(mark(&Said::Changes(vec![]), &way), Outcome::Not);
}
