//! One line of a progress file, as JSON. Fields are only ever added, with a new version.

use super::{Entry, StepState};
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::{Direction, Size};
use crate::study::calibration::Foreseen;
use crate::study::concept::{Concept, Outcome, Said};
use serde_json::{Value, json};

const STATES: [(StepState, &str); 3] =
    [(StepState::Begun, "begun"), (StepState::Done, "done"), (StepState::Skipped, "skipped")];
const MODELS: [(SourcingModel, &str); 3] = [
    (SourcingModel::Open, "open"),
    (SourcingModel::Proprietary, "proprietary"),
    (SourcingModel::Managed, "managed"),
];
const DIRECTIONS: [(Direction, &str); 3] =
    [(Direction::Falls, "falls"), (Direction::Stays, "stays"), (Direction::Rises, "rises")];
const SIZES: [(Size, &str); 3] =
    [(Size::Slight, "slight"), (Size::Clear, "clear"), (Size::Strong, "strong")];
const OUTCOMES: [(Outcome, &str); 3] =
    [(Outcome::Right, "right"), (Outcome::InPart, "in-part"), (Outcome::Not, "not")];

fn key<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> &'static str {
    all.iter().find(|(known, _)| known == value).map_or("none", |(_, key)| key)
}

fn by_key<T: Copy>(all: &[(T, &'static str)], value: &Value) -> Option<T> {
    let wanted = value.as_str()?;
    all.iter().find(|(_, key)| *key == wanted).map(|(known, _)| *known)
}

pub(super) fn write(entry: &Entry) -> Value {
    match entry {
        Entry::Step { lesson, slug, state } => {
            json!({ "step": { "lesson": lesson, "slug": slug, "state": key(&STATES, state) } })
        }
        Entry::Leaning(model) => {
            json!({ "leaning": { "model": model.as_ref().map(|model| key(&MODELS, model)) } })
        }
        Entry::Answer { concept, question, said, outcome, sure } => json!({ "answer": {
            "concept": concept.slug(), "question": question, "said": write_said(said),
            "outcome": key(&OUTCOMES, outcome), "sure": sure,
        } }),
        Entry::Foreseen(Foreseen { concept, said, did, sure }) => json!({ "foreseen": {
            "concept": concept.slug(), "said": way(said), "did": way(did), "sure": sure,
        } }),
        Entry::Reflection { lesson, question, text } => {
            json!({ "reflection": { "lesson": lesson, "question": question, "text": text } })
        }
        Entry::Cell { row, column, text } => {
            json!({ "cell": { "row": row, "column": column, "text": text } })
        }
        Entry::Row { row, there } => json!({ "row": { "row": row, "there": there } }),
        Entry::Run { lesson, slug, file } => {
            json!({ "run": { "lesson": lesson, "slug": slug, "file": file } })
        }
    }
}

pub(super) fn read(value: &Value) -> Option<Entry> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    let (kind, fields) = object.iter().next()?;
    let text = |name: &str| Some(fields.get(name)?.as_str()?.to_owned());
    let place = |name: &str| usize::try_from(fields.get(name)?.as_u64()?).ok();
    let sure = || match fields.get("sure") {
        None | Some(Value::Null) => Some(None),
        Some(value) => value.as_f64().map(Some),
    };
    let concept = || Concept::of_slug(fields.get("concept")?.as_str()?);
    Some(match kind.as_str() {
        "step" => Entry::Step {
            lesson: text("lesson")?,
            slug: text("slug")?,
            state: by_key(&STATES, fields.get("state")?)?,
        },
        "leaning" => Entry::Leaning(match fields.get("model")? {
            Value::Null => None,
            model => Some(by_key(&MODELS, model)?),
        }),
        "answer" => Entry::Answer {
            concept: concept()?,
            question: place("question")?,
            said: read_said(fields.get("said")?)?,
            outcome: by_key(&OUTCOMES, fields.get("outcome")?)?,
            sure: sure()?,
        },
        "foreseen" => Entry::Foreseen(Foreseen {
            concept: concept()?,
            said: read_way(fields.get("said")?)?,
            did: read_way(fields.get("did")?)?,
            sure: sure()?,
        }),
        "reflection" => Entry::Reflection {
            lesson: text("lesson")?,
            question: place("question")?,
            text: text("text")?,
        },
        "row" => Entry::Row { row: text("row")?, there: fields.get("there")?.as_bool()? },
        "run" => Entry::Run { lesson: text("lesson")?, slug: text("slug")?, file: text("file")? },
        "cell" => Entry::Cell { row: text("row")?, column: text("column")?, text: text("text")? },
        _ => return None,
    })
}

fn way((direction, size): &(Direction, Size)) -> Value {
    json!([key(&DIRECTIONS, direction), key(&SIZES, size)])
}

fn read_way(value: &Value) -> Option<(Direction, Size)> {
    match value.as_array()?.as_slice() {
        [direction, size] => Some((by_key(&DIRECTIONS, direction)?, by_key(&SIZES, size)?)),
        _ => None,
    }
}

fn write_said(said: &Said) -> Value {
    match said {
        Said::Way(direction, size) => way(&(*direction, *size)),
        Said::Changes(places) => json!(places),
    }
}

fn read_said(value: &Value) -> Option<Said> {
    if let Some((direction, size)) = read_way(value) {
        return Some(Said::Way(direction, size));
    }
    let places = value.as_array()?.iter();
    let places: Option<Vec<usize>> =
        places.map(|place| usize::try_from(place.as_u64()?).ok()).collect();
    places.map(Said::Changes)
}
