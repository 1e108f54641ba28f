//! What a panel can ask for. Only the shell carries it out.

use super::panels::study::review::desk::Leaf;
use super::theme::Look;
use crate::debrief::timeline::Move;
use crate::documents::Kind;
use crate::id::ComponentId;
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::{Decision, Gauge};
use crate::study::concept::Concept;
use crate::study::rivals::Kind as Rival;
use crate::view::help::Topic;

/// One wish of the person at the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Begin a run.
    Begin {
        case: String,
        table: String,
        seed: u64,
        /// Roles that are present, each with what it leans to before play, if it said so.
        seats: Vec<(u16, Option<SourcingModel>)>,
    },
    /// Go on with a kept run, by its file's name.
    Resume(String),
    /// Open a run file by its path, or a run by its code.
    Open(String),
    /// To the screen that comes next.
    Forward,
    /// One step on, whatever the screen: a clicker's next. Never past a decision.
    Onward,
    /// Back to the title; the run is kept.
    Home,
    Take(Decision),
    TakeBack(Decision),
    /// Why, in the table's words.
    Note(ComponentId, String),
    Commit,
    /// Times as fast as a year plays; 0 is a pause.
    Speed(f32),
    /// Shows this month of the playing year (from 0) as a whole and waits there.
    Month(usize),
    /// To the end of the year.
    Skip,
    /// Why a gauge reads what it reads, for the year of the screen.
    Why(Gauge),
    CloseWhy,
    Look(Look),
    /// Make a document and show it, in whatever the machine shows such files with.
    Document(Kind),
    /// Show the folder in which runs and documents are kept; a page gives all of it to save.
    ShowFolder,
    /// Give the run file at the table to save.
    SaveRun,
    /// Let a file be chosen, to be opened.
    Choose,
    /// Stills in place of motion, or motion again.
    Still(bool),
    /// The clock of the session: minutes more (or fewer) for this phase.
    Extend(i32),
    Dismiss,
    /// From the title or the end to the desk of a debrief; the run at the table comes along.
    Gather,
    /// Something at that desk.
    Debrief(Wish),
    /// From the title to the lesson of one learner.
    Learn,
    /// Something in that lesson.
    Study(StudyWish),
    /// Something beside a run.
    Aid(AidWish),
    /// Something of what comes after a year of a run alone, or after the run.
    Review(ReviewWish),
}

/// What can be asked of the guide, of hints and of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AidWish {
    /// Open the guide or close it.
    Guide(bool),
    /// A hint, or more of the one that is open.
    Hint,
    OtherHint,
    CloseHint,
    /// No hint is wanted this year.
    NotNow,
    /// From now on a press asks what a thing is, or does what it does again.
    Help,
    Explain(Topic),
    /// To a concept card; [`AidWish::BackToRun`] leads back.
    Card(Concept),
    BackToRun,
}

/// What a comparison becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A page to print.
    Page,
    /// Comma-separated values.
    Table,
}

/// One wish of a learner.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyWish {
    /// To a step, by its place in the lesson.
    Open(usize),
    /// To the first step that is neither done nor skipped.
    GoOn,
    /// The step in hand is done, or is skipped: on to the one after it.
    Done,
    Skip,
    /// What kind of tool they lean to; `None`: undecided.
    Lean(Option<SourcingModel>),
    /// What is in hand is the answer to this check of the card.
    Answer(usize),
    /// Look around in the field guide, beginning with the words of the step in hand.
    LookAround,
    /// Play the case of a step.
    Play(usize),
    /// Look back at the run that was played last.
    LookBack,
    /// Put a tool of the field guide into the comparison, or take it out.
    Row {
        name: String,
        there: bool,
    },
    /// Write the comparison into a file, and show it.
    Comparison(Paper),
    /// Keep the words of the reflection and of the comparison.
    Write,
    /// Write the page of the reflection into a file, and show it.
    Page,
}

/// One wish of a learner who looks back at their run.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewWish {
    /// To this leaf, about the run at the table or the one played last.
    Open(Leaf),
    /// Back to the run, or to the lesson.
    Back,
    /// Go on in the place of another plan at the start of a year (from 0), in a run of its own.
    TakeOver { kind: Rival, year: usize },
    /// Play the run again with the change in hand.
    Replay,
    /// What is in hand is the answer to the exercise in hand.
    Answer,
    /// To the card or the exercise of a concept.
    Practise(Concept),
    /// Keep the words of the reflection.
    Write,
}

/// One wish of the person who leads a debrief.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Take in a run file, a folder of them, or a code.
    Add(String),
    /// Take in the whole years before the damage of what was set aside.
    KeepIntact(usize),
    /// Take a table out of the room.
    Remove(usize),
    /// A step in time.
    Move(Move),
    /// To the next or the last month worth stopping at.
    Stop {
        onward: bool,
    },
    /// Mark the month in hand, at the table in hand, with the text in hand.
    Pin,
    Unpin(usize),
    /// Start the script, or go on with it: tell the answer, then the next part.
    Next,
    /// One step back.
    Back,
    Segment(usize),
    /// Leave the script.
    Leave,
    /// Take one of the changes that matter most to the what-if.
    Try(usize),
    /// Look for the best plan by the room's own weights.
    Search,
    /// Play the change in hand.
    Play,
    /// Keep the played change as a table of its own.
    Keep,
    /// Write all pages, tables and the script into a folder, and show it.
    Papers,
}
