//! Which archetype of a case a real tool resembles, by rules on its facts that are told with the answer.
//!
//! An archetype has numbers, a real tool here has none: the resemblance is one of kind, and says nothing about how good
//! either is. The rules are judgements of this guide.

use super::search::{is_authorised, is_steward};
use super::{Deployment, Fact, FactKind, Tool, ToolModel};
use crate::scenario::case::Verification;

/// Fewer contributors than this make a small project. Judgement.
pub const SMALL_PROJECT: u32 = 100;
/// A platform covers at least so many parts of a pipeline. Judgement.
pub const PLATFORM_PARTS: usize = 2;

/// The slug of an archetype, and the facts that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resemblance {
    pub archetype: &'static str,
    pub reasons: Vec<Reason>,
}

/// One step of a rule, and how well the fact behind it was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub because: Because,
    pub verification: Verification,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Model(ToolModel),
    UnderFoundation,
    NoFoundation,
    /// Contributors counted, fewer or more than [`SMALL_PROJECT`].
    FewContributors(u32),
    ManyContributors(u32),
    ContributorsNotCounted,
    RunByAgency,
    HostedOnly,
    PartOfCloud,
    Authorised,
    NotListed,
    SeveralParts(usize),
    OnePart,
}

/// The archetype that a tool resembles, by the first rule that holds.
#[must_use]
pub fn resembles(tool: &Tool) -> Option<Resemblance> {
    let model = tool.model()?;
    let mut reasons = vec![reason(Because::Model(model), first(tool, FactKind::Model)?)];
    let archetype = match model {
        ToolModel::Open => open(tool, &mut reasons),
        ToolModel::OpenCore => "open-core",
        ToolModel::ManagedOpen => "managed-open",
        ToolModel::SourceAvailable => "source-visible",
        ToolModel::Proprietary => proprietary(tool, &mut reasons),
    };
    Some(Resemblance { archetype, reasons })
}

fn open(tool: &Tool, reasons: &mut Vec<Reason>) -> &'static str {
    match tool.facts(FactKind::Foundation).next() {
        Some(fact) if is_steward(fact) => {
            reasons.push(reason(Because::UnderFoundation, fact));
            return "foundation";
        }
        Some(fact) => reasons.push(reason(Because::NoFoundation, fact)),
        None => {}
    }
    let counted = tool
        .facts(FactKind::Contributors)
        .find_map(|fact| Some((fact, fact.value.parse::<u32>().ok()?)));
    match counted {
        Some((fact, few)) if few < SMALL_PROJECT => {
            reasons.push(reason(Because::FewContributors(few), fact));
            "small-project"
        }
        Some((fact, many)) => {
            reasons.push(reason(Because::ManyContributors(many), fact));
            "company-open"
        }
        None => {
            let verification = Verification::Unverified;
            reasons.push(Reason { because: Because::ContributorsNotCounted, verification });
            "company-open"
        }
    }
}

fn proprietary(tool: &Tool, reasons: &mut Vec<Reason>) -> &'static str {
    let authorisation =
        |fits: &dyn Fn(&Fact) -> bool| tool.facts(FactKind::Authorisation).find(|fact| fits(fact));
    if let Some(fact) = authorisation(&|fact| fact.value.starts_with("listed within")) {
        reasons.push(reason(Because::PartOfCloud, fact));
        return "cloud-service";
    }
    let own =
        tool.facts(FactKind::SelfHosted).find(|fact| fact.deployment() == Some(Deployment::Yes));
    let parts = tool.parts().count();
    if let Some(fact) = authorisation(&is_authorised) {
        reasons.push(reason(Because::Authorised, fact));
        let Some(component) = first(tool, FactKind::Component) else { return "cloud-service" };
        if parts < PLATFORM_PARTS {
            reasons.push(reason(Because::OnePart, component));
            return "cloud-service";
        }
        reasons.push(reason(Because::SeveralParts(parts), component));
        return "authorised-platform";
    }
    if let Some(fact) = authorisation(&|_| true) {
        reasons.push(reason(Because::NotListed, fact));
    }
    match own {
        Some(fact) => {
            reasons.push(reason(Because::RunByAgency, fact));
            "self-hosted"
        }
        None => {
            reasons.extend(
                first(tool, FactKind::Hosted).map(|fact| reason(Because::HostedOnly, fact)),
            );
            "young-service"
        }
    }
}

fn first(tool: &Tool, kind: FactKind) -> Option<&Fact> {
    tool.facts(kind).next()
}

fn reason(because: Because, fact: &Fact) -> Reason {
    Reason { because, verification: fact.verification }
}
