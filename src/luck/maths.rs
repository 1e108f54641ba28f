//! Transcendental functions with the same bits on every platform.
//!
//! The standard library hands `exp`, `ln` and friends to the platform's C library, whose last
//! bits differ between systems, versions and build targets; a replayed run would then drift
//! apart. These wrap one pure implementation (the `libm` crate, pinned to an exact version),
//! built from IEEE operations only. Square root, floor, ceil, round and abs are exact by the
//! standard and may be used directly.

/// e^x.
#[must_use]
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e^x − 1, exact for small x.
#[must_use]
#[inline]
pub fn expm1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm; −∞ at 0, NaN below.
#[must_use]
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x), exact for small x.
#[must_use]
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 2; −∞ at 0, NaN below.
#[must_use]
#[inline]
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// x to the power y; NaN for negative x and fractional y.
#[must_use]
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Logarithm of the gamma function, for x > 0.
#[must_use]
#[inline]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Complementary error function, 1 − erf(x), accurate far into the tail.
#[must_use]
#[inline]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}
