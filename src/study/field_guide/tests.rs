use super::*;
use crate::scenario::{load, shipped as cases};

const HEAD: &str = "tool,name,kind,value,source,as_of,verification\n";
const SOUND: &str = "x,X,component,serving,a,2026,computed\nx,X,model,open,a,2026,computed\nx,X,licence,MIT,a,2026-01,verified\n";

#[test]
fn the_shipped_guide_is_read_whole() {
    let guide = read(SHIPPED).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(guide.tools.len(), 70);
    for (part, name) in Part::ALL {
        let fill = guide.tools.iter().filter(|tool| tool.parts().any(|it| it == part)).count();
        assert!(fill >= 3, "{name} has {fill} tools");
    }
    let facts = guide.tools.iter().flat_map(|tool| &tool.facts);
    assert!(facts.clone().all(|fact| !fact.source.is_empty() && is_date(&fact.as_of)));
    for fact in facts {
        let unchecked = fact.source.starts_with("not checked");
        assert!(!unchecked || !fact.is_verified(), "{fact:?} is marked as checked");
    }
}

#[test]
fn a_row_that_does_not_say_where_from_when_and_how_well_is_refused() {
    assert!(read(&format!("{HEAD}{SOUND}")).is_ok());
    for (row, found) in [
        ("x,X,event,bought,,2026,verified", "no source"),
        ("x,X,event,bought,a,,verified", "no as_of"),
        ("x,X,event,bought,a,2026,", "no verification"),
        ("x,X,event,bought,a,last year,verified", "the date last year"),
        ("x,X,event,bought,a,2026,rumour", "the grade rumour"),
        ("x,X,colour,red,a,2026,verified", "the kind colour"),
        ("x,X,component,coffee,a,2026,verified", "the value coffee"),
        ("x,X,licence,Beer-1.0,a,2026,verified", "the value Beer-1.0"),
        ("x,X,stars,many,a,2026,verified", "the value many"),
        ("x,Y,event,bought,a,2026,verified", "the name Y for x"),
        ("x,X,event,bought", "4 fields"),
    ] {
        let faults = read(&format!("{HEAD}{SOUND}{row}\n")).expect_err(row);
        assert_eq!((faults.len(), faults[0].line, faults[0].found.as_str()), (1, 5, found));
    }
    let two = read(&format!("{HEAD}{SOUND}x,X,event,b,,2026,verified\nx,X,event,b,a,,verified\n"));
    assert_eq!(two.expect_err("two faults").len(), 2, "all faults are told at once");
    assert!(read("a,b\n1,2\n").is_err());
    assert!(read(&format!("{HEAD}x,X,event,b,a,2026,verified\n")).is_err(), "no licence");
}

#[test]
fn words_and_filters_narrow_together() {
    let guide = shipped();
    let count = |filter: &Filter| guide.find(filter).len();
    let all = Filter::default();
    assert_eq!(count(&all), 70);
    let named = |text: &str| Filter {
        words: text.split_whitespace().map(str::to_owned).collect(),
        ..Filter::default()
    };
    assert_eq!(count(&named("MLFLOW onnx FLAVOUR")), 1);
    assert_eq!(count(&named("mlflow nowhere-to-be-found")), 0);
    let serving = Filter { part: Some(Part::Serving), ..all.clone() };
    let open = Filter { model: Some(ToolModel::Open), ..serving.clone() };
    let copyleft = Filter { licence: Some(LicenceFamily::Copyleft), ..all.clone() };
    assert!(count(&open) > 2 && count(&open) < count(&serving) && count(&serving) < 70);
    assert!(guide.find(&copyleft).iter().any(|found| found.tool.slug == "minio"));
    let authorised = guide.find(&Filter { authorised: true, ..all.clone() });
    let slugs: Vec<&str> = authorised.iter().map(|found| found.tool.slug.as_str()).collect();
    assert!(slugs.contains(&"sas") && slugs.contains(&"vertex") && !slugs.contains(&"wandb"));
    let closed = Filter { air_gapped: true, ..all.clone() };
    assert!(guide.find(&closed).iter().all(|found| found.tool.slug != "datadog"));
    let sure = Filter { verified_only: true, ..closed };
    let found = guide.find(&sure);
    assert_eq!(found.len(), 1, "one air gap was read in a published page");
    assert!(found[0].facts.iter().all(|fact| fact.is_verified()));
}

#[test]
fn every_tool_resembles_an_archetype_of_the_cases_and_says_why() {
    let case = load(&cases::files("family-benefits").expect("shipped")).case.expect("no errors");
    for tool in &shipped().tools {
        let Resemblance { archetype, reasons } = resembles(tool).expect("a model is required");
        assert!(
            case.archetypes.iter().any(|it| it.slug == archetype),
            "{}: {archetype}",
            tool.slug
        );
        assert!(!reasons.is_empty());
    }
    let guide = shipped();
    let of = |slug: &str| {
        let tool = guide.tools.iter().find(|tool| tool.slug == slug).expect("in the guide");
        resembles(tool).expect("a model is required").archetype
    };
    for (slug, archetype) in [
        ("airflow", "foundation"),
        ("metaflow", "small-project"),
        ("triton", "company-open"),
        ("prefect", "open-core"),
        ("confluent", "managed-open"),
        ("seldon", "source-visible"),
        ("sagemaker", "cloud-service"),
        ("palantir", "authorised-platform"),
        ("domino", "self-hosted"),
        ("tecton", "young-service"),
    ] {
        assert_eq!(of(slug), archetype, "{slug}");
    }
}
