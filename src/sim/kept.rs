//! Results that are used again while nothing they were made of has changed.
//!
//! Invariant: using them again and making them anew are the same, bit for bit; a recorder with `ANEW` has them
//! made anew each month, and a property compares.

use super::model::Model;
use super::state::{Project, Station};
use crate::lanes::Lanes;

/// Results of one station that are used again while nothing they were made of has changed, so that using
/// them again and making them anew are the same. Not-a-number stands for a result that has to be made anew;
/// [`Station::changed`] says so of all that is made of the running option and how it stands.
#[derive(Clone, Debug)]
pub(super) struct Kept<const L: usize> {
    /// Numbers of the running option: effort in this component before load, learning and debt, fit, use of
    /// the platform, prices of licence and usage, bounds of interfaces and skills and the share a month adds.
    pub effort: [f64; L],
    pub fit: [f64; L],
    pub self_run: [f64; L],
    pub licence: [f64; L],
    pub usage: [f64; L],
    pub api_bound: [f64; L],
    pub skill_bound: [f64; L],
    pub binding: [f64; L],
    /// 1 where what runs is in service, 0 where it was switched off.
    pub runs: [f64; L],
    /// Nodes, and load that they carry at the target utilisation, and that one node less would, where one could
    /// be given up within the month.
    pub servers: [f64; L],
    pub carries: [f64; L],
    pub carries_less: [f64; L],
    /// Capacity of its nodes, and of as many as there can be.
    pub capacity: [f64; L],
    pub wall: [f64; L],
    /// Lines of a month's bill that depend neither on price nor on load.
    pub bill: Bill<L>,
    /// Coverage that the part in the jobs was made of.
    pub jobs_coverage: [f64; L],
    /// Coverage that posture, in [`StationNow`](super::state::StationNow), and hazards were made of. Posture is made of the state of
    /// [`State::defence`](super::state::State), too.
    pub hazards_coverage: [f64; L],
    /// Strikes to be expected within a month: flaws and dependencies.
    pub hazards: [[f64; L]; 2],
    /// The most that they can be at any posture, before levers.
    pub most: [[f64; L]; 2],
    /// Where a flaw or dependency may strike this month; elsewhere posture may be of another month.
    pub loud: Lanes,
    /// Lanes in which nodes are on order.
    pub on_order: Lanes,
    /// Lanes with a project.
    pub under_way: Lanes,
}

/// Whole cents a month.
#[derive(Clone, Debug)]
pub(super) struct Bill<const L: usize> {
    pub support: [f64; L],
    pub infrastructure: [f64; L],
    pub monitoring: [f64; L],
    /// Support, infrastructure and monitoring together.
    pub fixed: [f64; L],
}

/// What has to be made anew.
pub(super) const UNMADE: f64 = f64::NAN;

impl<const L: usize> Kept<L> {
    pub const NONE: Self = Self {
        effort: [0.0; L],
        fit: [0.0; L],
        self_run: [0.0; L],
        licence: [0.0; L],
        usage: [0.0; L],
        api_bound: [0.0; L],
        skill_bound: [0.0; L],
        binding: [0.0; L],
        runs: [1.0; L],
        servers: [0.0; L],
        carries: [0.0; L],
        carries_less: [0.0; L],
        capacity: [0.0; L],
        wall: [0.0; L],
        bill: Bill {
            support: [0.0; L],
            infrastructure: [0.0; L],
            monitoring: [0.0; L],
            fixed: [0.0; L],
        },
        jobs_coverage: [UNMADE; L],
        hazards_coverage: [UNMADE; L],
        hazards: [[0.0; L]; 2],
        most: [[0.0; L]; 2],
        loud: 0,
        on_order: 0,
        under_way: 0,
    };
}

impl<const L: usize> Station<L> {
    /// Puts another option in service, on so many nodes.
    pub(super) fn run(&mut self, model: &Model, lane: usize, option: usize, nodes: u16) {
        self.option[lane] = option;
        let option = &model.options[option];
        let factor = model.components[option.component].n.effort_factor;
        let kept = &mut self.kept;
        kept.effort[lane] = option.n.effort * factor;
        kept.fit[lane] = option.n.fit;
        kept.self_run[lane] = option.n.self_run;
        let [exploit, dependency] = &mut kept.most;
        (exploit[lane], dependency[lane]) = (option.most_exploit, option.most_dependency);
        kept.licence[lane] = option.n.licence;
        kept.usage[lane] = option.n.usage;
        kept.api_bound[lane] = option.n.api_bound;
        kept.skill_bound[lane] = option.n.skill_bound;
        kept.binding[lane] = option.monthly_binding;
        kept.wall[lane] = option.sizes[option.most_nodes as usize].capacity;
        kept.bill.support[lane] = option.support;
        kept.bill.monitoring[lane] = option.monitoring;
        self.changed(lane);
        self.resize(model, lane, nodes);
    }

    /// Puts so many nodes in service.
    pub(super) fn resize(&mut self, model: &Model, lane: usize, nodes: u16) {
        self.nodes[lane] = nodes;
        let size = &model.options[self.option[lane]].sizes[nodes as usize];
        let kept = &mut self.kept;
        kept.servers[lane] = f64::from(nodes);
        kept.carries[lane] = size.carries;
        kept.carries_less[lane] = size.carries_less;
        kept.capacity[lane] = size.capacity;
        kept.bill.infrastructure[lane] = size.infrastructure;
        kept.bill.fixed[lane] = size.fixed;
    }

    /// Says that the running option, or how it stands, has changed.
    pub(super) fn changed(&mut self, lane: usize) {
        let kept = &mut self.kept;
        kept.runs[lane] = if self.crippled[lane] { 0.0 } else { 1.0 };
        kept.jobs_coverage[lane] = UNMADE;
        kept.hazards_coverage[lane] = UNMADE;
    }

    /// Begins a project, takes it a step further, or ends it.
    pub(super) fn plan(&mut self, lane: usize, project: Option<Project>) {
        let bit: Lanes = 1 << lane;
        match project {
            Some(_) => self.kept.under_way |= bit,
            None => self.kept.under_way &= !bit,
        }
        self.project[lane] = project;
    }
}

/// What the agency as a whole adds to every station's posture: guardrails and the state of the levers.
#[derive(Clone, Debug)]
pub(super) struct Defence<const L: usize> {
    pub guardrails: [[f64; L]; 5],
    pub levers: [u32; L],
}
