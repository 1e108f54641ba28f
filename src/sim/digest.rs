//! The digest of a state: canonical bytes of every field that the future depends on.
//!
//! Invariant: every field is named here, written or left out with a reason, so that a new one cannot be forgotten.

use super::outcome::Occurrence;
use super::state::{
    AgencyState, PoolState, Project, State, Station, StationNow, SupplierState, Target,
    TimedFactor, UseCaseState,
};

impl<const L: usize> State<L> {
    /// Digest of a lane, see [`State::digest`].
    #[must_use]
    pub fn digest_of(&self, lane: usize) -> [u8; 32] {
        let mut bytes = Canonical(Vec::with_capacity(4096));
        self.write(lane, &mut bytes);
        *blake3::hash(&bytes.0).as_bytes()
    }

    fn write(&self, lane: usize, out: &mut Canonical) {
        let Self {
            month,
            stations,
            suppliers,
            pools,
            use_cases,
            agency,
            factors,
            levers: _, // derived from factors
            jobs,
            open,
            ledger,
            tally: _,   // of the year just ended; the outcome holds it
            dice: _,    // derived from luck and month
            defence: _, // derived from agency and factors
        } = self;
        out.u16(*month);
        stations.iter().for_each(|station| station.write(*month, lane, out));
        for supplier in suppliers {
            let SupplierState {
                acquired,
                relicensed,
                ended,
                fee,
                in_use,
                used: _, // derived from in_use
                growth,
            } = supplier;
            out.bool(acquired[lane]).bool(relicensed[lane]).bool(ended[lane]).f64(fee[lane]);
            out.u16(in_use[lane]).f64(growth[lane]);
        }
        for pool in pools {
            let PoolState {
                headcount,
                arrivals,
                hired: _, // begins anew each October
                contractors,
                contractors_until,
                demand,
                coverage,
                own: _, // derived from the others
            } = pool;
            out.u16(headcount[lane]);
            arrivals[lane].iter().for_each(|month| {
                out.u16(*month);
            });
            out.u16(contractors[lane])
                .u16(contractors_until[lane])
                .f64(demand[lane])
                .f64(coverage[lane]);
        }
        for use_case in use_cases {
            let UseCaseState {
                live,
                due,
                review,
                volume,
                surge,
                surge_until,
                drift,
                retraining,
                suspended_until,
                on: _, // derived from the others
                served,
                weakest,
            } = use_case;
            out.bool(live[lane])
                .u16(due[lane])
                .u16(review[lane] as u16)
                .f64(volume[lane])
                .f64(surge[lane]);
            out.u16(surge_until[lane])
                .f64(drift[lane])
                .f64(retraining[lane])
                .u16(suspended_until[lane]);
            out.f64(served[lane]).u16(weakest[lane]);
        }
        let AgencyState {
            resolution_until,
            appropriation_changes,
            appropriation,
            spent,
            findings,
            added,
            guardrails,
            discounted,
        } = agency;
        out.u16(resolution_until[lane]).u16(appropriation_changes[lane].len() as u16);
        for (year, change) in &appropriation_changes[lane] {
            out.u16(*year).f64(*change);
        }
        out.f64(appropriation[lane])
            .f64(spent[lane])
            .u16(findings[lane])
            .u16(added[lane])
            .f64(discounted[lane]);
        out.f64s(guardrails.map(|level| level[lane]));
        out.u16(factors[lane].len() as u16);
        for TimedFactor { lever, target, factor, until } in &factors[lane] {
            let (kind, index) = match target {
                Target::All => (0, 0),
                Target::Component(i) => (1, *i),
                Target::Supplier(i) => (2, *i),
                Target::UseCase(i) => (3, *i),
                Target::Pool(i) => (4, *i),
            };
            out.u16(*lever as u16).u16(kind).u16(index as u16).f64(*factor).u16(*until);
        }
        out.f64s(jobs.map(|job| job[lane]));
        out.u16(open[lane].len() as u16);
        for (card, occurrence) in &open[lane] {
            let Occurrence { month, kind, subject: _, loss, size } = occurrence;
            out.u16(*card).u16(month.0).u16(*kind as u16).i64(loss.cents()).f64(*size);
        }
        ledger.write(lane, out);
    }
}

impl<const L: usize> Station<L> {
    fn write(&self, month: u16, lane: usize, out: &mut Canonical) {
        let Self {
            option,
            since,
            price,
            surcharge,
            contract_end,
            capped_until,
            clause,
            owed,
            experience,
            api,
            skill,
            debt,
            nodes,
            ordered,
            order_due,
            backlog,
            frozen,
            thaw,
            ends,
            authorised,
            crippled,
            patch_luck,
            effort_scale,
            project,
            now,
            kept: _, // derived from the rest
        } = self;
        out.u16(option[lane] as u16)
            .u16((i32::from(month) - since[lane]).clamp(0, i32::from(u16::MAX)) as u16)
            .f64(price[lane])
            .f64(surcharge[lane])
            .u16(contract_end[lane]);
        out.u16(capped_until[lane]).bool(clause[lane]).f64s([
            owed[lane],
            experience[lane],
            api[lane],
            skill[lane],
            debt[lane],
        ]);
        out.u16(nodes[lane])
            .u16(ordered[lane])
            .u16(order_due[lane])
            .f64(backlog[lane])
            .bool(frozen[lane])
            .u16(thaw[lane]);
        out.u16(ends[lane])
            .bool(authorised[lane])
            .bool(crippled[lane])
            .f64(patch_luck[lane])
            .f64(effort_scale[lane]);
        out.bool(project[lane].is_some());
        if let Some(Project {
            option,
            term,
            clause,
            vehicle,
            stage,
            left,
            setup_left,
            overrun,
            price,
            emergency,
            started,
            glue,
        }) = &project[lane]
        {
            out.u16(*option as u16).u16(*term as u16).bool(*clause).u16(*vehicle as u16);
            out.u16(*stage as u16).f64(*left).f64(*setup_left).f64(*overrun).f64(*price);
            out.bool(*emergency).u16(*started).f64(*glue);
        }
        let StationNow {
            load,
            capacity,
            waiting,
            spare,
            admitted,
            effort,
            team,
            patch_days,
            resistance,
            vulnerability,
            unpatched,
        } = now;
        out.f64s([
            load[lane],
            capacity[lane],
            waiting[lane],
            spare[lane],
            admitted[lane],
            effort[lane],
            team[lane],
            patch_days[lane],
            resistance[lane],
            vulnerability[lane],
            unpatched[lane],
        ]);
    }
}

/// Canonical bytes: the same on every platform.
pub struct Canonical(pub Vec<u8>);

impl Canonical {
    pub fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub fn i64(&mut self, value: i64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// IEEE bits; the two zeros count as one.
    pub fn f64(&mut self, value: f64) -> &mut Self {
        self.0.extend_from_slice(&(value + 0.0).to_bits().to_le_bytes());
        self
    }

    /// As [`Canonical::f64`], one after the other.
    pub fn f64s<const N: usize>(&mut self, values: [f64; N]) -> &mut Self {
        let bytes = values.map(|value| (value + 0.0).to_bits().to_le_bytes());
        self.0.extend_from_slice(bytes.as_flattened());
        self
    }

    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.0.push(u8::from(value));
        self
    }
}
