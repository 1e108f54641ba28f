//! Old run files: one step per version, each from a line of one version to a line of the next.
//!
//! Invariants: a released version is never written again and stays readable; a step sees one line and knows
//! nothing of the rules. Version 1 is the first, so there is no step yet.

use serde_json::Value;

/// The version that is written.
pub const CURRENT: u32 = 1;

/// Brings a line of version `from` to version `from + 1`.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub from: u32,
    pub apply: fn(Value) -> Result<Value, String>,
}

/// All steps, oldest first; the last one ends at [`CURRENT`].
pub const STEPS: &[Step] = &[];

/// Why a line of an old file cannot be brought here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the step from version {from} failed: {because}")]
pub struct StepFault {
    pub from: u32,
    pub because: String,
}

/// Whether files of this version can be read with these steps.
#[must_use]
pub fn is_readable(version: u32, steps: &[Step], current: u32) -> bool {
    version == current || steps.iter().any(|step| step.from == version)
}

/// A line of an older version as the current one writes it.
///
/// # Errors
///
/// When the line is not one that its version wrote.
pub fn upgrade(line: Value, version: u32, steps: &[Step]) -> Result<Value, StepFault> {
    let later = steps.iter().filter(|step| step.from >= version);
    later.into_iter().try_fold(line, |line, step| {
        (step.apply)(line).map_err(|because| StepFault { from: step.from, because })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rename(mut line: Value, old: &str, new: &str) -> Result<Value, String> {
        let fields = line.as_object_mut().ok_or("not an object")?;
        let value = fields.remove(old).ok_or_else(|| format!("no '{old}'"))?;
        fields.insert(new.to_owned(), value);
        Ok(line)
    }

    const TRIAL: &[Step] = &[
        Step { from: 1, apply: |line| rename(line, "team", "crew") },
        Step { from: 2, apply: |line| rename(line, "crew", "table") },
    ];

    #[test]
    fn an_old_line_takes_every_step_from_its_version_on() {
        for (version, old, expected) in [
            (1, json!({"team": "a"}), Ok(json!({"table": "a"}))),
            (2, json!({"crew": "b"}), Ok(json!({"table": "b"}))),
            (3, json!({"table": "c"}), Ok(json!({"table": "c"}))),
            (1, json!({"table": "d"}), Err(StepFault { from: 1, because: "no 'team'".to_owned() })),
            (2, json!(7), Err(StepFault { from: 2, because: "not an object".to_owned() })),
        ] {
            assert_eq!(upgrade(old, version, TRIAL), expected);
        }
    }

    #[test]
    fn only_versions_with_a_step_are_readable() {
        for (version, readable) in [(0, false), (1, true), (2, true), (3, true), (4, false)] {
            assert_eq!(is_readable(version, TRIAL, 3), readable, "version {version}");
        }
    }

    #[test]
    fn the_steps_lead_to_the_current_version_without_a_gap() {
        for (place, step) in STEPS.iter().enumerate() {
            assert_eq!(step.from, CURRENT - (STEPS.len() - place) as u32);
        }
    }
}
