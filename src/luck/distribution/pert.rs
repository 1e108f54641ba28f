//! PERT: a beta distribution between a low and a high value, peaked at a most likely one.
//!
//! The quantile is read from a table, because it is the inner loop of every run. Knots lie at
//! eight places per octave of the distance to the nearer end, between them runs a cubic with the
//! exact slopes, and nearer than 2⁻¹² to an end the exact quantile is computed. For γ = 4 the
//! table is within 1e-6 of the range, and rises everywhere.

use super::beta::Beta;
use super::inside;

/// How low, mode, high and γ become the two shapes of the beta distribution. Both have the mean
/// (low + γ · mode + high) / (γ + 2); they differ in spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PertShape {
    /// The usual one (Vose, Risk Analysis): α = 1 + γ (mode − low) / (high − low). The mode is
    /// kept.
    Vose,
    /// By moments, with standard deviation (high − low) / (γ + 2): what the FAIR reference
    /// implementation pyfair uses. The peak moves away from the given mode.
    Moments,
}

/// A PERT distribution, ready to draw from.
#[derive(Clone, Debug, PartialEq)]
pub struct Pert {
    low: f64,
    range: f64,
    mean: f64,
    /// None for a point mass.
    body: Option<Box<Body>>,
}

/// The weight of the mode that PERT is known by.
pub const USUAL_GAMMA: f64 = 4.0;
/// The least and the largest weight of the mode whose shapes are supported.
pub const GAMMAS: (f64, f64) = (0.5, 190.0);

impl Pert {
    /// PERT in the usual parametrisation with γ = 4. Total: equal or unordered ends give a point
    /// mass at `low`, a mode outside counts as the nearer end.
    #[must_use]
    pub fn new(low: f64, mode: f64, high: f64) -> Self {
        Self::shaped(low, mode, high, USUAL_GAMMA, PertShape::Vose)
    }

    /// PERT with a chosen weight γ (see [`GAMMAS`]) and parametrisation.
    #[must_use]
    pub fn shaped(low: f64, mode: f64, high: f64, gamma: f64, shape: PertShape) -> Self {
        let range = high - low;
        if !(range > 0.0 && range.is_finite() && mode.is_finite() && gamma.is_finite()) {
            return Self { low, range: 0.0, mean: low, body: None };
        }
        let gamma = gamma.max(0.0);
        let peak = ((mode - low) / range).clamp(0.0, 1.0);
        let centre = (gamma * peak + 1.0) / (gamma + 2.0);
        let (alpha, beta) = match shape {
            PertShape::Vose => (1.0 + gamma * peak, 1.0 + gamma * (1.0 - peak)),
            PertShape::Moments => {
                let variance = 1.0 / ((gamma + 2.0) * (gamma + 2.0));
                let weight = centre * (1.0 - centre) / variance - 1.0;
                (centre * weight, (1.0 - centre) * weight)
            }
        };
        let body = Body::new(alpha.max(LEAST_SHAPE), beta.max(LEAST_SHAPE));
        Self { low, range, mean: low + range * centre, body: Some(Box::new(body)) }
    }

    /// The value that is exceeded with probability 1 − u.
    #[must_use]
    #[inline]
    pub fn quantile(&self, u: f64) -> f64 {
        match &self.body {
            Some(body) => self.low + self.range * body.quantile(inside(u)),
            None => self.low,
        }
    }

    /// The exact mean.
    #[must_use]
    #[inline]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The exact standard deviation.
    #[must_use]
    pub fn standard_deviation(&self) -> f64 {
        self.shapes().map_or(0.0, |(alpha, beta)| {
            let sum = alpha + beta;
            self.range * (alpha * beta / (sum + 1.0)).sqrt() / sum
        })
    }

    /// The shapes α and β of the beta distribution; none for a point mass.
    #[must_use]
    pub fn shapes(&self) -> Option<(f64, f64)> {
        self.body.as_ref().map(|body| body.lower.beta.shapes())
    }
}

const LEAST_SHAPE: f64 = 0.05;
/// Knots from 2⁻¹² to 2⁻¹, eight per octave.
const OCTAVES: usize = 11;
const PER_OCTAVE: usize = 8;
const INTERVALS: usize = OCTAVES * PER_OCTAVE;
const NEAREST: f64 = 1.0 / 4096.0;
/// Bits of a double below the exponent and the three bits that name the knot.
const PLACE_BITS: u32 = 52 - 3;

/// The beta distribution on (0, 1), as distances from either end.
#[derive(Clone, Debug, PartialEq)]
struct Body {
    lower: Half,
    upper: Half,
}

impl Body {
    fn new(alpha: f64, beta: f64) -> Self {
        let shape = Beta::new(alpha, beta);
        Self { lower: Half::new(shape), upper: Half::new(shape.mirrored()) }
    }

    #[inline]
    fn quantile(&self, u: f64) -> f64 {
        if u <= 0.5 { self.lower.quantile(u) } else { 1.0 - self.upper.quantile(1.0 - u) }
    }
}

/// Quantiles for u up to one half.
#[derive(Clone, Debug, PartialEq)]
struct Half {
    beta: Beta,
    /// Value at each knot, and slope times the interval that starts there.
    knots: [[f64; 2]; INTERVALS + 1],
}

impl Half {
    fn new(beta: Beta) -> Self {
        let mut knots = [[0.0; 2]; INTERVALS + 1];
        let mut here = beta.solve(NEAREST, beta.lower_quantile(NEAREST));
        let mut u = NEAREST;
        for (index, knot) in knots.iter_mut().enumerate() {
            let step = step_after(index);
            *knot = [here.0, here.1 * step];
            if index < INTERVALS {
                here = beta.next(u, step, here);
                u += step;
            }
        }
        let mut half = Self { beta, knots };
        half.keep_rising();
        half
    }

    /// Limits slopes to three times the secant on either side, which keeps every cubic monotone
    /// (Fritsch and Carlson 1980). The usual shapes never need it.
    fn keep_rising(&mut self) {
        for index in 0..INTERVALS {
            let secant = self.knots[index + 1][0] - self.knots[index][0];
            let steps = step_after(index + 1) / step_after(index);
            self.knots[index][1] = self.knots[index][1].min(3.0 * secant);
            self.knots[index + 1][1] = self.knots[index + 1][1].min(3.0 * secant * steps);
        }
    }

    #[inline]
    fn quantile(&self, u: f64) -> f64 {
        if u < NEAREST {
            return self.beta.lower_quantile(u);
        }
        // Exponent and leading bits of the mantissa name the knot, the rest is the place after it.
        let bits = u.to_bits();
        let index = ((bits >> PLACE_BITS) - (NEAREST.to_bits() >> PLACE_BITS)) as usize;
        let Some([[from, start], [to, next]]) =
            self.knots.get(index..index + 2).and_then(|pair| pair.first_chunk())
        else {
            return self.knots[INTERVALS][0];
        };
        let place = (bits & ((1 << PLACE_BITS) - 1)) as f64 * (1.0 / (1_u64 << PLACE_BITS) as f64);
        // The slope at the far knot is stored for its own interval, twice as long after an octave.
        let end = if index % PER_OCTAVE == PER_OCTAVE - 1 { 0.5 * next } else { *next };
        let rise = to - from;
        let bend = 3.0 * rise - 2.0 * start - end;
        let twist = start + end - 2.0 * rise;
        from + place * (start + place * (bend + place * twist))
    }
}

/// Distance from a knot to the next.
fn step_after(index: usize) -> f64 {
    NEAREST / PER_OCTAVE as f64 * (1_u64 << (index / PER_OCTAVE)) as f64
}
