//! What every picture says, word for word.

use std::fmt::Debug;

use super::lab::views;

fn keep(name: &str, view: &impl Debug) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_debug_snapshot!(format!("chart-{name}"), view));
}

#[test]
fn every_picture_says_what_was_read_and_accepted() {
    let views = views();
    // One gauge speaks for all: the others have the same form.
    keep("luck", &views.luck.aims[..2].iter().map(words_of_luck).collect::<Vec<_>>());
    keep("parts", &views.parts.aims[..2].iter().map(words_of_parts).collect::<Vec<_>>());
    keep("changes", &views.changes.aims[0]);
    let frontier = &views.frontier;
    let marked = frontier.tables.iter().chain([&frontier.par]);
    let mut told: Vec<String> = marked.map(|it| frontier.told(it, 0, 1)).collect();
    told.push(frontier.reading.clone());
    keep("frontier", &told);
    keep("wardley", &views.wardley.places.iter().map(|it| &it.told).collect::<Vec<_>>());
    keep("causes", &views.causes.arrows.iter().map(|it| &it.told).collect::<Vec<_>>());
    keep("rule", &views.rule);
    keep("mirror", &views.mirror);
    keep("weights", &views.weights);
    keep("survival", &views.survival);
}

/// The words without the places of bars.
fn words_of_luck(aim: &stackholders::view::debrief::luck::LuckAim) -> Vec<String> {
    let mut words =
        vec![aim.place.clone(), aim.told.clone(), aim.beyond.clone(), aim.reading.to_owned()];
    words.extend(aim.line.ticks.iter().map(|(_, text)| text.clone()));
    words.extend(aim.plans.iter().map(|plan| plan.told.clone()));
    words
}

fn words_of_parts(aim: &stackholders::view::debrief::parts::PartsAim) -> Vec<String> {
    let mut words = vec![aim.title.clone(), aim.reading.clone(), aim.found.1.clone()];
    words.extend(aim.short.iter().map(|step| step.told.clone()));
    words.extend([aim.run.1.clone(), aim.luck.told.clone()]);
    words
}
