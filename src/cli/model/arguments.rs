//! What each formula asks for.

use crate::luck::distribution::PertShape;
use crate::sim::formulas::fair::Mode;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Compute one formula of the rules, with its source.
#[derive(Debug, Args)]
pub struct ModelArgs {
    #[command(subcommand)]
    pub(super) formula: Formula,
}

#[derive(Debug, Subcommand)]
pub(super) enum Formula {
    /// How long work waits for a number of like servers.
    ErlangC(ErlangArgs),
    /// What several nodes do compared with one.
    Usl(UslArgs),
    /// A distribution from low, most likely and high.
    Pert(PertArgs),
    /// A distribution of yearly loss from an Open FAIR tree in a file.
    Fair(FairArgs),
    /// What a yearly amount is worth today, and the price rise an exit cost leaves room for.
    Annuity(AnnuityArgs),
    /// How effort falls with experience.
    Wright(WrightArgs),
    /// What an amount in a later year is worth today.
    Discount(DiscountArgs),
    /// What leaving a tool costs, by part.
    ExitCost(ExitArgs),
}

#[derive(Debug, Args)]
pub(super) struct ErlangArgs {
    /// Servers working side by side (1 to 100000).
    #[arg(long)]
    pub(super) servers: u32,
    /// Offered load in servers: arrival rate × mean service time.
    #[arg(long)]
    pub(super) load: f64,
    /// Longest wait that is still in time, in mean service times.
    #[arg(long)]
    pub(super) patience: Option<f64>,
}

#[derive(Debug, Args)]
pub(super) struct UslArgs {
    /// Nodes (1 or more).
    #[arg(long)]
    pub(super) nodes: f64,
    /// Share of work that waits for a shared part (0-1).
    #[arg(long)]
    pub(super) contention: f64,
    /// Cost of keeping a pair of nodes in agreement (0-1).
    #[arg(long)]
    pub(super) coherency: f64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Shape {
    /// The usual parametrisation, which keeps the mode.
    Vose,
    /// By moments, as the FAIR reference implementation does.
    Moments,
}

impl From<Shape> for PertShape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Vose => Self::Vose,
            Shape::Moments => Self::Moments,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PertArgs {
    /// Lowest value.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) low: f64,
    /// Most likely value.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) mode: f64,
    /// Highest value.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) high: f64,
    /// Weight of the most likely value (0.5 to 190).
    #[arg(long, default_value_t = crate::luck::distribution::USUAL_GAMMA)]
    pub(super) gamma: f64,
    #[arg(long, value_enum, default_value_t = Shape::Vose)]
    pub(super) shape: Shape,
    /// Quantiles to print (between 0 and 1).
    #[arg(long, value_delimiter = ',', default_values_t = [0.1, 0.5, 0.9])]
    pub(super) quantiles: Vec<f64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FairMode {
    /// One rate times one magnitude per year, as the reference implementation does.
    Reference,
    /// A number of losses per year, each drawn on its own, as the game does.
    Counts,
}

impl From<FairMode> for Mode {
    fn from(mode: FairMode) -> Self {
        match mode {
            FairMode::Reference => Self::Reference,
            FairMode::Counts => Self::Counts,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct FairArgs {
    /// File with the tree; see docs/examples/fair-a.ron.
    #[arg(long, value_name = "FILE")]
    pub(super) spec: PathBuf,
    /// Years to draw (100 to 5000000).
    #[arg(long, default_value_t = 100_000)]
    pub(super) draws: u32,
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    #[arg(long, value_enum, default_value_t = FairMode::Counts)]
    pub(super) mode: FairMode,
}

#[derive(Debug, Args)]
pub(super) struct AnnuityArgs {
    /// Rate per year as a share: 0.0225 is 2.25 %.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) rate: f64,
    /// Years (up to 1000).
    #[arg(long)]
    pub(super) years: f64,
    /// What leaving would cost, in any money; adds the price ceiling.
    #[arg(long)]
    pub(super) exit_cost: Option<f64>,
}

#[derive(Debug, Args)]
pub(super) struct WrightArgs {
    /// Number of the unit, counted from 1.
    #[arg(long)]
    pub(super) unit: f64,
    /// What a doubling of experience leaves of the effort (above 0, up to 1).
    #[arg(long)]
    pub(super) progress: f64,
}

#[derive(Debug, Args)]
pub(super) struct DiscountArgs {
    /// Rate per year as a share: 0.0225 is 2.25 %.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) rate: f64,
    /// Years from today; with --mid-year the number of the year, counted from 1.
    #[arg(long)]
    pub(super) years: f64,
    /// Spread over the year instead of due at its end.
    #[arg(long)]
    pub(super) mid_year: bool,
}

/// The defaults are a middling component of an agency: an assumption, not a published case.
#[derive(Debug, Args)]
pub(super) struct ExitArgs {
    /// Data held (TB).
    #[arg(long, default_value_t = 40.0)]
    pub(super) terabytes: f64,
    /// Moving a terabyte from an open format (k$).
    #[arg(long, default_value_t = 0.8)]
    pub(super) per_terabyte: f64,
    /// Share of the data in open formats (0-1).
    #[arg(long, default_value_t = 0.5)]
    pub(super) format_open: f64,
    /// Interfaces to rebuild.
    #[arg(long, default_value_t = 4.0)]
    pub(super) adapters: f64,
    /// Hours to rebuild one interface.
    #[arg(long, default_value_t = 200.0)]
    pub(super) rework_hours: f64,
    /// Loaded cost of an hour (k$).
    #[arg(long, default_value_t = 0.11)]
    pub(super) hourly_rate: f64,
    /// Share of supplier-specific interfaces (0-1).
    #[arg(long, default_value_t = 0.5)]
    pub(super) api_share: f64,
    /// Models and other artefacts.
    #[arg(long, default_value_t = 6.0)]
    pub(super) artefacts: f64,
    /// Hours to port one artefact.
    #[arg(long, default_value_t = 40.0)]
    pub(super) port_hours: f64,
    /// Share of artefacts that can simply be exported (0-1).
    #[arg(long, default_value_t = 0.6)]
    pub(super) exportable: f64,
    /// People to retrain.
    #[arg(long, default_value_t = 3.0)]
    pub(super) staff: f64,
    /// Days of training for each.
    #[arg(long, default_value_t = 8.0)]
    pub(super) retrain_days: f64,
    /// A day of training (k$).
    #[arg(long, default_value_t = 0.9)]
    pub(super) day_rate: f64,
    /// Months in which the old and the new one both run.
    #[arg(long, default_value_t = 4.0)]
    pub(super) parallel_months: f64,
    /// Monthly cost of the old one (k$).
    #[arg(long, default_value_t = 12.0)]
    pub(super) monthly_run: f64,
    /// New authorisation to operate (k$).
    #[arg(long, default_value_t = 60.0)]
    pub(super) reauthorise: f64,
    /// Penalty for leaving a running contract (k$).
    #[arg(long, default_value_t = 0.0)]
    pub(super) penalty: f64,
    /// Transfer out ($ per GB).
    #[arg(long, default_value_t = 0.09)]
    pub(super) egress_per_gb: f64,
    /// Overrun multiplier on the whole.
    #[arg(long, default_value_t = 1.0)]
    pub(super) overrun: f64,
}
