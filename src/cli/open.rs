//! Opening what an argument names: a case by its slug or folder, a plan by its name or file.

use super::failure::Failure;
use crate::scenario::case::{Case, NamedPlan, PlanBody};
use crate::scenario::place::FILES;
use crate::scenario::plan::{Decision, PlanYear};
use crate::scenario::{CaseFiles, Loaded, load, shipped, tree};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// More bytes than any file we read may have: a wrong path must not fill the memory.
const FILE_LIMIT: u64 = 16 << 20;

/// The file of a case that holds its plans.
const PLANS: &str = "plans.ron";

/// The files of a case, and where they came from.
pub(super) struct Opened {
    pub(super) files: CaseFiles,
    /// The folder on disk; `None` for a shipped case.
    pub(super) folder: Option<PathBuf>,
}

/// The files a case argument names: a shipped slug, or a folder.
pub(super) fn case_files(argument: &str) -> Result<Opened, Failure> {
    if let Some(files) = shipped::files(argument) {
        return Ok(Opened { files, folder: None });
    }
    let folder = Path::new(argument);
    if folder.is_dir() {
        return read_folder(folder).map(|files| Opened { files, folder: Some(folder.to_owned()) });
    }
    let slugs: Vec<&str> = shipped::slugs();
    let cause = if argument.contains(['/', '\\', '.']) {
        format!("no folder `{argument}`")
    } else {
        format!("no shipped case `{argument}`, and no folder of that name")
    };
    Err(Failure::unreadable(cause)
        .way_out(format!("shipped cases are {}; or name a folder with a case", slugs.join(", "))))
}

/// A case that can be played.
pub(super) fn case(argument: &str) -> Result<(Opened, Case), Failure> {
    let opened = case_files(argument)?;
    let Loaded { case, findings } = load(&opened.files);
    match case {
        Some(case) => Ok((opened, case)),
        None => Err(Failure::unreadable(format!(
            "the case `{argument}` has {} errors",
            findings.errors()
        ))
        .way_out(format!("see them with `stackholders check {argument}`"))),
    }
}

/// All shipped cases.
pub(super) fn shipped_cases() -> Result<Vec<Case>, Failure> {
    shipped::slugs().into_iter().map(|slug| case(slug).map(|(_, case)| case)).collect()
}

/// A plan of the case, or a file in the form of `plans.ron` that holds one plan.
pub(super) fn plan(opened: &Opened, case: &Case, argument: &str) -> Result<NamedPlan, Failure> {
    if let Some(plan) = case.plan(argument) {
        return Ok(plan.clone());
    }
    let path = Path::new(argument);
    if !path.is_file() {
        let names: Vec<&str> = case.plans.iter().map(|plan| plan.slug.as_str()).collect();
        return Err(Failure::unreadable(format!(
            "no plan `{argument}` in the case {}, and no file of that name",
            case.slug
        ))
        .way_out(format!("its plans are {}", names.join(", "))));
    }
    match <[NamedPlan; 1]>::try_from(plans(opened, case, &read_text(path)?).map_err(|told| {
        Failure::unreadable(format!("the plan does not fit the case {}{told}", case.slug))
            .at(path)
            .way_out("write it as one entry of plans.ron is written")
    })?) {
        Ok([plan]) => Ok(plan),
        Err(plans) => Err(Failure::unreadable(format!("the file holds {} plans", plans.len()))
            .at(path)
            .way_out("leave one plan in it")),
    }
}

/// One decision, written as in `plans.ron`.
pub(super) fn decision(opened: &Opened, case: &Case, text: &str) -> Result<Decision, Failure> {
    let wrong = |told: String| {
        Failure::usage(format!("`{text}` is no decision of the case {}{told}", case.slug)).way_out(
            "write it as in plans.ron, for example Invest(Harden) or \
             Adopt(component: \"…\", option: \"…\", term: ThreeYears, clause: true, vehicle: Order)",
        )
    };
    let plan = format!(
        "(format: 1, plans: [(slug: \"one\", name: \"One\", about: \"One.\", body: Years([[{text}]]))])"
    );
    let read = plans(opened, case, &plan).map_err(wrong)?;
    // What closes a bracket early makes more of it, or less.
    match read.as_slice() {
        [NamedPlan { body: PlanBody::Years(years), .. }] => match years.as_slice() {
            [PlanYear { decisions }] if decisions.len() == 1 => Ok(decisions[0]),
            _ => Err(wrong(": write one decision".to_owned())),
        },
        _ => Err(wrong(": write one decision".to_owned())),
    }
}

/// The plans that a text in the form of `plans.ron` holds, or its first fault.
fn plans(opened: &Opened, case: &Case, text: &str) -> Result<Vec<NamedPlan>, String> {
    let mut files = opened.files.clone();
    files.insert(PLANS, text);
    let Loaded { case: with_plan, findings } = load(&files);
    let told = || {
        let first = findings.iter().find(|finding| finding.file == PLANS);
        first.map_or_else(
            || format!(": the case {} has errors of its own", case.slug),
            |finding| {
                format!(
                    ": line {}, found {}, expected {}",
                    finding.line, finding.found, finding.expected
                )
            },
        )
    };
    with_plan.map(|case| case.plans).ok_or_else(told)
}

/// A text file of sensible size.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read_at_most(path, FILE_LIMIT)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(Failure::unreadable(format!("it has more than {FILE_LIMIT} bytes"))
            .at(path)
            .way_out("files of this program are far smaller; check the path"));
    }
    String::from_utf8(bytes).map_err(|_| {
        Failure::unreadable("it is no UTF-8 text")
            .at(path)
            .way_out("check the path, or save it as UTF-8")
    })
}

/// The bytes of a file; when it has more than `most`, its first `most` and one more.
pub(super) fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(|error| Failure::unreadable(format!("it cannot be read: {error}")).at(path))?;
    Ok(bytes)
}

/// Opens a new file; one that exists is never written over.
pub(super) fn create(path: &Path) -> Result<fs::File, Failure> {
    fs::File::create_new(path).map_err(|error| {
        let failure = if error.kind() == io::ErrorKind::AlreadyExists {
            Failure::cannot_write("the file exists")
                .way_out("choose another name, or move it away first")
        } else {
            Failure::cannot_write(format!("it cannot be created: {error}"))
        };
        failure.at(path)
    })
}

fn read_folder(folder: &Path) -> Result<CaseFiles, Failure> {
    let resolved = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name =
        resolved.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut files = CaseFiles::new(name);
    for file in FILES {
        let path = folder.join(file);
        // What is missing, too large or no text is a finding of the check, with all others.
        if path.exists() {
            let bytes = read_at_most(&path, tree::FILE_LIMIT as u64)?;
            if bytes.len() > tree::FILE_LIMIT {
                let length = fs::metadata(&path).map_or(0, |metadata| metadata.len());
                files.insert_too_large(file, length.max(bytes.len() as u64));
            } else {
                files.insert_bytes(file, bytes);
            }
        }
    }
    Ok(files)
}
