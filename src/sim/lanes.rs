//! Lanes: several runs of one case side by side, each in a place of its own in every array.
//!
//! Rules for all lanes are plain loops over arrays of one length, without a branch where they can be, and from
//! copies into new arrays, so that the compiler sees that nothing is written that it still has to read. What
//! happens in few lanes is done for those alone: `lanes_where` finds them, `each` goes through them.

/// The only lane of a run that is played by itself.
pub const ONLY: usize = 0;

/// Some of at most 32 lanes, one bit each.
pub(super) type Lanes = u32;

/// The lanes for which something holds.
#[inline(always)]
pub(super) fn lanes_where<const L: usize>(holds: impl Fn(usize) -> bool) -> Lanes {
    let (mut held, mut any) = ([false; L], false);
    for lane in 0..L {
        held[lane] = holds(lane);
        any |= held[lane];
    }
    let mut lanes = 0;
    if any {
        for lane in 0..L {
            lanes |= Lanes::from(held[lane]) << lane;
        }
    }
    lanes
}

/// Every one of some lanes, in order.
#[inline(always)]
pub(super) fn each(mut lanes: Lanes) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let lane = lanes.trailing_zeros() as usize;
        (lanes != 0).then(|| {
            lanes &= lanes - 1;
            lane
        })
    })
}
