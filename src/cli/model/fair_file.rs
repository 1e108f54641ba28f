//! The file of an Open FAIR tree: RON, format 1.
//!
//! A file names the factors that are known; examples lie in `docs/examples`.

use super::Refusal;
use crate::luck::distribution::USUAL_GAMMA;
use crate::sim::formulas::fair::{FairFault, FairTree, Input, Node};
use serde::Deserialize;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Largest file that is read (bytes).
const MOST_BYTES: usize = 64 * 1024;
const FORMAT: u32 = 1;

/// A tree with its words.
#[derive(Debug)]
pub(super) struct FairFile {
    pub(super) title: String,
    /// Unit of money, for example `k$`.
    pub(super) money: String,
    pub(super) tree: FairTree,
}

/// Reads a file.
pub(super) fn open(path: &Path) -> Result<FairFile, Refusal> {
    let mut text = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut text))
        .map_err(|error| Refusal::new(format!("cannot read the tree: {error}")).at(path))?;
    if text.len() > MOST_BYTES {
        let cause = format!("the tree is longer than {MOST_BYTES} bytes, the longest supported");
        return Err(Refusal::new(cause).at(path));
    }
    let text = String::from_utf8(text)
        .map_err(|_| Refusal::new("the tree is not text in UTF-8".to_owned()).at(path))?;
    parse(&text).map_err(|refusal| refusal.at(path))
}

/// Reads a file's text.
pub(super) fn parse(text: &str) -> Result<FairFile, Refusal> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let malformed = |error: ron::error::SpannedError| {
        Refusal::new(format!("the tree cannot be understood at {error}"))
    };
    let Header { format } = options.from_str(text).map_err(malformed)?;
    if format != FORMAT {
        return Err(Refusal::new(format!("the tree has format {format}: supported is {FORMAT}")));
    }
    let raw: Raw = options.from_str(text).map_err(malformed)?;
    let tree = FairTree::new(&raw.given()).map_err(|faults| refusal(&faults))?;
    Ok(FairFile { title: raw.title, money: raw.money, tree })
}

/// All faults of a tree, one a line.
pub(super) fn refusal(faults: &[FairFault]) -> Refusal {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Refusal::new(lines.join("\n"))
}

/// What every version of the format starts with.
#[derive(Deserialize)]
struct Header {
    format: u32,
}

macro_rules! raw {
    ($($field:ident => $node:ident),* $(,)?) => {
        /// Mirror of the file.
        #[derive(Deserialize)]
        #[serde(rename = "tree", deny_unknown_fields)]
        struct Raw {
            #[expect(dead_code, reason = "read and checked in the header")]
            format: u32,
            title: String,
            money: String,
            $($field: Option<RawInput>,)*
        }

        impl Raw {
            fn given(&self) -> Vec<(Node, Input)> {
                [$((Node::$node, self.$field.as_ref()),)*]
                    .into_iter()
                    .filter_map(|(node, input)| Some((node, input?.into())))
                    .collect()
            }
        }
    };
}

raw! {
    loss_event_frequency => LossEventFrequency,
    threat_event_frequency => ThreatEventFrequency,
    contact_frequency => ContactFrequency,
    probability_of_action => ProbabilityOfAction,
    vulnerability => Vulnerability,
    threat_capability => ThreatCapability,
    resistance_strength => ResistanceStrength,
    loss_magnitude => LossMagnitude,
    primary_loss => PrimaryLoss,
    secondary_loss => SecondaryLoss,
    secondary_loss_event_frequency => SecondaryLossEventFrequency,
    secondary_loss_event_magnitude => SecondaryLossEventMagnitude,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum RawInput {
    Constant(f64),
    Normal {
        mean: f64,
        sd: f64,
    },
    Pert {
        low: f64,
        mode: f64,
        high: f64,
        #[serde(default = "usual_gamma")]
        gamma: f64,
    },
}

const fn usual_gamma() -> f64 {
    USUAL_GAMMA
}

impl From<&RawInput> for Input {
    fn from(raw: &RawInput) -> Self {
        match *raw {
            RawInput::Constant(value) => Self::Constant(value),
            RawInput::Normal { mean, sd } => Self::Normal { mean, sd },
            RawInput::Pert { low, mode, high, gamma } => Self::Pert { low, mode, high, gamma },
        }
    }
}
