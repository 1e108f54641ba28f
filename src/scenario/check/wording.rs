//! Wording: calm, and fair to every kind of supplier.
//!
//! Options are archetypes with invented names, so a real product or vendor in a text that players read
//! is an error; a word that takes sides is a warning. Background statements and sources may name both.

use super::Scene;
use super::texts::{Playable, Voice, playable};
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::raw::Text;

/// Words and phrases that take sides, in lowercase.
const PARTIAL: &[&str] = &[
    "amateur",
    "amateurish",
    "battle-tested",
    "best",
    "best-in-class",
    "bloated",
    "bullet-proof",
    "cheap",
    "clearly",
    "clunky",
    "cutting-edge",
    "dinosaur",
    "enterprise-grade",
    "foolproof",
    "game-changing",
    "greedy",
    "hobbyist",
    "industry-leading",
    "inferior",
    "innovative",
    "legacy vendor",
    "lock-in trap",
    "naive",
    "next-generation",
    "no-brainer",
    "obsolete vendor",
    "obviously",
    "of course",
    "overpriced",
    "powerful",
    "predatory",
    "rip-off",
    "risky",
    "seamless",
    "shady",
    "simply",
    "state-of-the-art",
    "superior",
    "trustworthy",
    "unreliable",
    "unsafe vendor",
    "untrustworthy",
    "vendor lock-in trap",
    "world-class",
    "worst",
];

/// Comparisons: a fact may make one, because it has a source, and a reason to tap is one.
const COMPARISONS: &[&str] = &["best", "worst"];

/// Distinctive names of real products and vendors, in lowercase.
const PRODUCTS: &[&str] = &[
    "aif360",
    "airbyte",
    "algorithmia",
    "amazon web services",
    "anthropic",
    "anyscale",
    "apache airflow",
    "apache iceberg",
    "apache spark",
    "argo workflows",
    "astronomer.io",
    "aws",
    "azure",
    "bentoml",
    "bigquery",
    "broadcom",
    "chatgpt",
    "cloudera",
    "cvat",
    "dagster",
    "databricks",
    "datadog",
    "datahub",
    "dataiku",
    "datarobot",
    "delta lake",
    "determined ai",
    "docker",
    "domino data lab",
    "dvc",
    "egeria",
    "elasticsearch",
    "flyte",
    "github",
    "gitlab",
    "google",
    "grafana",
    "great expectations gx",
    "h2o.ai",
    "hashicorp",
    "hopsworks",
    "hugging face",
    "huggingface",
    "ibm",
    "jupyter",
    "jupyterhub",
    "kafka",
    "kserve",
    "kubeflow",
    "kubernetes",
    "label studio",
    "labelbox",
    "lakefs",
    "langflow",
    "litellm",
    "metaflow",
    "microsoft",
    "minio",
    "mlflow",
    "mongodb",
    "neptune.ai",
    "nvidia",
    "openai",
    "open policy agent",
    "opentofu",
    "palantir",
    "postgresql",
    "pytorch",
    "redshift",
    "sagemaker",
    "salesforce",
    "sas viya",
    "scale ai",
    "scikit-learn",
    "seldon",
    "servicenow",
    "tecton",
    "tensorflow",
    "terraform",
    "ultralytics",
    "valkey",
    "vertex ai",
    "vllm",
    "vmware",
    "wandb",
    "watsonx",
    "weights & biases",
    "whylabs",
    "whylogs",
    "zenml",
];

/// Names that are also ordinary words: only with a capital, and not at the beginning of a sentence.
const CAPITALISED: &[&str] = &[
    "Airflow",
    "Amazon",
    "Anaconda",
    "Feast",
    "Oracle",
    "Prefect",
    "Prometheus",
    "Ray",
    "Redis",
    "Snowflake",
    "Triton",
];

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    for Playable { text, voice, what, .. } in playable(scene.raw) {
        of_text(text, voice, what, faults);
    }
}

/// The wording of one text.
pub(crate) fn of_text(text: &Text, voice: Voice, what: &str, faults: &mut Faults) {
    if !text.is_known() {
        return;
    }
    let plain = normalised(text);
    let compares = matches!(what, "fact" | "reason");
    let partial = PARTIAL.iter().filter(|it| !(compares && COMPARISONS.contains(it)));
    for phrase in partial.filter(|phrase| holds(&plain, phrase)) {
        faults.push(
            Fault::warning(
                "partial-wording",
                text.span,
                &format!("\"{phrase}\" in a {what}"),
                "wording that takes no side",
            )
            .hint("say what it does, or give the number"),
        );
    }
    let written = PRODUCTS.iter().filter(|name| holds(&plain, name)).copied();
    for name in written.chain(CAPITALISED.iter().filter(|name| inside(text, name)).copied()) {
        faults.push(
            Fault::error(
                "product-name",
                text.span,
                &format!("the real name \"{name}\" in a {what}"),
                "an invented name or the kind of tool",
            )
            .hint("real products may stand in background and sources.ron"),
        );
    }
    if text.contains('!') {
        let found = format!("an exclamation mark in a {what}");
        faults.push(Fault::warning("loud-text", text.span, &found, "calm sentences"));
    }
    if voice == Voice::Name && is_title_case(text) {
        faults.push(Fault::warning(
            "title-case",
            text.span,
            &format!("\"{}\"", crate::scenario::tree::shortened(text)),
            "a capital for the first word and for proper names only",
        ));
    }
}

/// Lowercase words with single spaces, and a space at both ends.
fn normalised(text: &str) -> String {
    let mut plain = String::from(" ");
    for word in text.split(|c: char| !(c.is_alphanumeric() || "-.&".contains(c))) {
        let word = word.trim_matches(|c: char| c == '-' || c == '.');
        if !word.is_empty() {
            plain.push_str(&word.to_lowercase());
            plain.push(' ');
        }
    }
    plain
}

fn holds(plain: &str, phrase: &str) -> bool {
    plain
        .match_indices(phrase)
        .any(|(at, _)| plain[..at].ends_with(' ') && plain[at + phrase.len()..].starts_with(' '))
}

/// Whether a capitalised name stands inside a sentence, where an ordinary word would have no capital.
fn inside(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].trim_end();
        let whole = !text[at + name.len()..].starts_with(char::is_alphanumeric)
            && !text[..at].ends_with(char::is_alphanumeric);
        whole && !before.is_empty() && !before.ends_with(['.', '?', '!', ':', '"'])
    })
}

/// Two words or more, and every longer word after the first begins with a capital.
fn is_title_case(name: &str) -> bool {
    let mut longer = name
        .split_whitespace()
        .skip(1)
        .filter(|word| word.chars().count() >= 4 && !word.chars().all(|c| !c.is_lowercase()))
        .peekable();
    longer.peek().is_some() && longer.all(|word| word.starts_with(char::is_uppercase))
}
