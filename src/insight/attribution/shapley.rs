//! Shapley values in whole numbers, so that the parts add up to the whole exactly.
//!
//! The value of a player is its marginal contribution averaged over all orders in which players can join (Shapley, A
//! value for n-person games, 1953). Exact: φᵢ = Σ_S |S|!(n−|S|−1)!/n! · (v(S∪i) − v(S)), with whole-number numerators over
//! n!. Sampled: the mean over drawn orders, each with its reverse, which cancels part of the error (Mitchell et al., Sampling
//! permutations for Shapley value estimation, 2022); each order telescopes to v(all) − v(none), so the means add up as well.
//! What division leaves over goes to the largest remainders, the first of equals.
//!
//! A coalition is a bit mask: bit i is player i.

/// A coalition of players.
pub type Coalition = u64;

/// Most players of an exact computation.
pub const MOST_EXACT: usize = 12;

/// Exact values from v of all 2ⁿ coalitions, indexed by mask.
#[must_use]
pub fn exact(players: usize, v: &[i64]) -> Vec<i64> {
    assert!(players <= MOST_EXACT && v.len() == 1 << players, "one value for each coalition");
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let numerators: Vec<i128> = (0..players)
        .map(|player| {
            let bit = 1 << player;
            (0..v.len())
                .filter(|mask| mask & bit == 0)
                .map(|mask| {
                    let size = mask.count_ones() as usize;
                    let weight = factorial(size) * factorial(players - size - 1);
                    weight * (i128::from(v[mask | bit]) - i128::from(v[mask]))
                })
                .sum()
        })
        .collect();
    shared_out(&numerators, factorial(players))
}

/// Sampled values and their standard errors, from v of the coalitions that [`coalitions`] names for each order.
/// Orders come in pairs; the error is that of the mean of the pairs.
#[must_use]
pub fn sampled(
    players: usize,
    orders: &[Vec<usize>],
    v: &impl Fn(Coalition) -> i64,
) -> (Vec<i64>, Vec<f64>) {
    let mut sums = vec![0_i128; players];
    let mut of_pairs: Vec<Vec<f64>> = vec![Vec::new(); players];
    for pair in orders.chunks(2) {
        let mut pair_sums = vec![0_i128; players];
        for order in pair {
            let mut before = 0;
            for player in order {
                let after = before | 1 << player;
                pair_sums[*player] += i128::from(v(after)) - i128::from(v(before));
                before = after;
            }
        }
        for (player, sum) in pair_sums.into_iter().enumerate() {
            sums[player] += sum;
            of_pairs[player].push(sum as f64 / pair.len() as f64);
        }
    }
    let errors = of_pairs.iter().map(|values| standard_error(values)).collect();
    (shared_out(&sums, (orders.len() as i128).max(1)), errors)
}

/// The coalitions that an order passes through, the empty one first.
pub fn coalitions(order: &[usize]) -> impl Iterator<Item = Coalition> + '_ {
    let joined = order.iter().scan(0, |mask, player| {
        *mask |= 1 << player;
        Some(*mask)
    });
    std::iter::once(0).chain(joined)
}

/// Divides every numerator so that the whole quotients add up to the quotient of the sum, which must be whole.
fn shared_out(numerators: &[i128], denominator: i128) -> Vec<i64> {
    let mut parts: Vec<i128> = numerators.iter().map(|part| part.div_euclid(denominator)).collect();
    let total: i128 = numerators.iter().sum::<i128>().div_euclid(denominator);
    let left = total - parts.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| (-numerators[*index].rem_euclid(denominator), *index));
    for index in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[index] += 1;
    }
    let narrow =
        |part: i128| i64::try_from(part).expect("a part is no larger than its whole range");
    parts.into_iter().map(narrow).collect()
}

fn standard_error(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    if n < 2.0 {
        return 0.0;
    }
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (n - 1.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All orders of some players.
    fn orders(players: usize) -> Vec<Vec<usize>> {
        if players == 0 {
            return vec![Vec::new()];
        }
        let shorter = orders(players - 1);
        let with = |order: &Vec<usize>, place: usize| {
            let mut order = order.clone();
            order.insert(place, players - 1);
            order
        };
        shorter.iter().flat_map(|order| (0..players).map(move |at| with(order, at))).collect()
    }

    /// The glove game: players 0 and 1 have a left glove each, player 2 a right one; a pair is worth 6.
    /// Known values: 1, 1, 4 (Osborne & Rubinstein, A course in game theory, 1994, §14.4, six times as much).
    #[test]
    fn the_glove_game_has_its_known_values() {
        let v: Vec<i64> =
            (0..8).map(|mask| if mask & 4 != 0 && mask & 3 != 0 { 6 } else { 0 }).collect();
        assert_eq!(exact(3, &v), [1, 1, 4]);
        let (values, _) = sampled(3, &orders(3), &|mask| v[mask as usize]);
        assert_eq!(values, [1, 1, 4]);
    }

    #[test]
    fn what_division_leaves_over_goes_to_the_largest_remainder() {
        // Any one of three players is enough for 100: a third each.
        let v: Vec<i64> = (0..8).map(|mask| if mask > 0 { 100 } else { 0 }).collect();
        assert_eq!(exact(3, &v), [34, 33, 33]);
        let v: Vec<i64> = v.iter().map(|value| -value).collect();
        assert_eq!(exact(3, &v).iter().sum::<i64>(), -100);
    }

    #[test]
    fn exact_values_are_the_mean_over_all_orders() {
        // A game without any symmetry.
        let v: Vec<i64> = (0..32_i64).map(|mask| (mask * mask * 7_919) % 1_009 - 500).collect();
        let of = |mask: Coalition| v[mask as usize];
        let all = orders(5);
        let (values, _) = sampled(5, &all, &of);
        assert_eq!(exact(5, &v), values);
        assert_eq!(values.iter().sum::<i64>(), v[31] - v[0]);
        let few: Vec<Vec<usize>> = all.iter().step_by(17).cloned().collect();
        let (values, errors) = sampled(5, &few, &of);
        assert_eq!(values.iter().sum::<i64>(), v[31] - v[0], "few orders add up as well");
        assert!(errors.iter().all(|error| *error > 0.0));
    }

    #[test]
    fn nobody_gets_nothing() {
        assert_eq!(exact(0, &[7]), Vec::<i64>::new());
        assert_eq!(sampled(0, &[Vec::new()], &|_| 7), (Vec::new(), Vec::new()));
    }
}
