//! The mirror: what each role leaned to before play, and what the table then chose.
//!
//! Invariant: it counts and sets side by side; a leaning is neither right nor wrong, and a table that keeps to its
//! leaning is not told so as a fault.

use super::gather::Room;
use crate::id::{ComponentId, OptionId, RoleId};
use crate::scenario::case::{Case, SourcingModel};
use crate::scenario::plan::Decision;
use crate::session::record::{Run, Seat};

/// The kinds of tool that can be leaned to, in the order in which they are always shown.
pub const MODELS: [SourcingModel; 3] =
    [SourcingModel::Open, SourcingModel::Proprietary, SourcingModel::Managed];

/// How many, of each of [`MODELS`].
pub type Counts = [usize; 3];

/// One table in the mirror.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// Roles present and what each leaned to; empty where nothing was recorded.
    pub seats: Vec<Seat>,
    pub leaned: Counts,
    /// Tools adopted that took effect, in order.
    pub adopted: Vec<Adopted>,
    pub chosen: Counts,
    /// What runs at the end of the last played year; components left as found are not counted.
    pub running: Counts,
    pub left_as_found: usize,
    /// Years (from 0) in which a role said that it leaned another way.
    pub dissent: Vec<(u16, RoleId)>,
}

/// One adoption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// From 0.
    pub year: u16,
    pub component: ComponentId,
    pub option: OptionId,
    pub model: SourcingModel,
}

/// All tables together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomMirror {
    pub tables: Vec<Mirror>,
    pub leaned: Counts,
    pub chosen: Counts,
    pub running: Counts,
    pub left_as_found: usize,
}

/// The mirror of one run.
#[must_use]
pub fn of_run(case: &Case, run: &Run) -> Mirror {
    let mut mirror = Mirror { seats: run.header.seats.clone(), ..Mirror::default() };
    for seat in &mirror.seats {
        count(&mut mirror.leaned, seat.leaning);
    }
    for year in &run.years {
        for decision in &year.decisions {
            let took_effect =
                year.outcome.declined.iter().all(|declined| declined.decision != *decision);
            match *decision {
                Decision::Adopt { component, option, .. } if took_effect => {
                    let Some(model) = case.options.get(option.index()).map(|it| it.model) else {
                        continue;
                    };
                    let year = year.outcome.year;
                    mirror.adopted.push(Adopted { year, component, option, model });
                    count(&mut mirror.chosen, Some(model));
                }
                Decision::Dissent(role) => mirror.dissent.push((year.outcome.year, role)),
                _ => {}
            }
        }
    }
    let end = run.years.last().map_or(&[][..], |year| &year.outcome.components);
    for (component, state) in case.components.iter().zip(end) {
        if state.option == component.inherited {
            mirror.left_as_found += 1;
        } else {
            count(&mut mirror.running, case.options.get(state.option.index()).map(|it| it.model));
        }
    }
    mirror
}

/// The mirror of all tables.
#[must_use]
pub fn of_room(room: &Room) -> RoomMirror {
    let mut all = RoomMirror::default();
    for (index, table) in room.tables.iter().enumerate() {
        let mirror = of_run(room.case_of(index), &table.run);
        for (sum, part) in [
            (&mut all.leaned, &mirror.leaned),
            (&mut all.chosen, &mirror.chosen),
            (&mut all.running, &mirror.running),
        ] {
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += part;
            }
        }
        all.left_as_found += mirror.left_as_found;
        all.tables.push(mirror);
    }
    all
}

fn count(counts: &mut Counts, model: Option<SourcingModel>) {
    let place = model.and_then(|model| MODELS.iter().position(|known| *known == model));
    if let Some(place) = place {
        counts[place] += 1;
    }
}
