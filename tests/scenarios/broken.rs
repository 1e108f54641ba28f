//! The table of broken cases: a small edit, and what an author is told about it.

/// What is done to one file.
#[derive(Clone, Copy)]
pub enum Edit {
    /// The first place of one text becomes another.
    Swap(&'static str, &'static str),
    Whole(&'static str),
    Bytes(&'static [u8]),
    Remove,
}

/// One finding: `severity[code]`, the file, what stands on its line, words of its report.
pub type Told = (&'static str, &'static str, &'static str, &'static [&'static str]);

pub struct Row {
    pub name: &'static str,
    /// `tiny/…` is the case that `stackholders new` writes, `first-week/…` the shipped one.
    pub file: &'static str,
    pub edit: Edit,
    /// All findings that there are, in any order.
    pub told: &'static [Told],
}

const fn row(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    told: &'static [Told],
) -> Row {
    Row { name, file, edit: Edit::Swap(from, to), told }
}

const fn file(name: &'static str, file: &'static str, edit: Edit, told: &'static [Told]) -> Row {
    Row { name, file, edit, told }
}

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // files and syntax
    file("a missing file", "tiny/roles.ron", Edit::Remove, &[
        ("error[missing-file]", "roles.ron", "", &["no file `roles.ron`", "a case has the files scenario.ron, options.ron"]),
    ]),
    file("an empty file", "tiny/roles.ron", Edit::Whole(""), &[
        ("error[syntax]", "roles.ron", "", &["the end of the file", "expected: a value"]),
    ]),
    file("a file of comments", "tiny/roles.ron", Edit::Whole("// later\n"), &[
        ("error[syntax]", "roles.ron", "", &["the end of the file"]),
    ]),
    file("bytes that are no text", "tiny/roles.ron", Edit::Bytes(b"(\n    format: 1,\n    roles: [], // caf\xe9\n)"), &[
        ("error[not-text]", "roles.ron", "roles: [], // caf", &["no UTF-8 text", "save the file as UTF-8"]),
    ]),
    file("a byte order mark", "tiny/roles.ron", Edit::Whole("\u{feff}(format: 1, roles: [])"), &[
        ("error[syntax]", "roles.ron", "", &["byte order mark", "save the file as UTF-8 without"]),
    ]),
    row("a text that is never closed", "tiny/roles.ron", "can run\",", "can run,", &[
        ("error[syntax]", "roles.ron", "The contracting office", &["`,` or `)`", "a text that began on line 9 ends here"]),
    ]),
    row("a last text that is never closed", "tiny/plans.ron", "part by part.\"", "part by part.", &[
        ("error[syntax]", "plans.ron", "Drawn by lot", &["a text that is never closed", "`\"` at its end"]),
    ]),
    row("a bracket that is never closed", "tiny/plans.ron", "body: RandomMix),\n    ],", "body: RandomMix),\n", &[
        ("error[syntax]", "plans.ron", ")", &["found: `)`", "a value or `]`", "the bracket was opened on line 5"]),
    ]),
    row("a missing comma", "tiny/scenario.ron", "played_years: 2,", "played_years: 2", &[
        ("error[syntax]", "scenario.ron", "outlook_years", &["found: `o`", "`,` or `)`"]),
    ]),
    row("a bracket closed too early", "tiny/sources.ron", "format: 1,", "format: 1),", &[
        ("error[syntax]", "sources.ron", "format: 1),", &["the end of the file", "closed too early"]),
    ]),
    row("a comment that is never closed", "tiny/sources.ron", "(\n    format", "/* (\n    format", &[
        ("error[syntax]", "sources.ron", "/* (", &["a comment that is never closed", "`*/`"]),
    ]),
    row("single quotes", "tiny/scenario.ron", "slug: \"tiny\"", "slug: 'tiny'", &[
        ("error[syntax]", "scenario.ron", "slug: 'tiny'", &["a single quote", "double quotes"]),
    ]),
    row("a number with a comma in it", "tiny/scenario.ron", "low: 1400,", "low: 1400k,", &[
        ("error[syntax]", "scenario.ron", "1400k", &["`1400k`", "a decimal number such as 12"]),
    ]),
    row("no format", "tiny/roles.ron", "format: 1,", "", &[
        ("error[missing-format]", "roles.ron", "(", &["no field `format`", "begins with its format version"]),
    ]),
    row("a format in words", "tiny/roles.ron", "format: 1,", "format: \"one\",", &[
        ("error[missing-format]", "roles.ron", "format: \"one\"", &["the text \"one\"", "a whole number"]),
    ]),
    row("a later format", "tiny/roles.ron", "format: 1,", "format: 2,", &[
        ("error[unsupported-format]", "roles.ron", "format: 2", &["found: format 2", "expected: format 1", "written for a later release"]),
    ]),
    row("a format before the first", "tiny/roles.ron", "format: 1,", "format: 0,", &[
        ("error[unsupported-format]", "roles.ron", "format: 0", &["found: format 0", "expected: format 1", "write `format: 1`"]),
    ]),
    // form
    row("an unknown field", "tiny/roles.ron", "goal: \"A pipeline", "gaol: \"A pipeline", &[
        ("error[missing-field]", "roles.ron", "(", &["no field `goal`"]),
        ("error[unknown-field]", "roles.ron", "gaol:", &["the field `gaol`", "one of slug, name, goal, facts", "did you mean `goal`?"]),
    ]),
    row("a number of the rules that does not exist", "first-week/parameters.ron", "hike_horizon:", "hike_horizn:", &[
        ("error[missing-field]", "parameters.ron", "(", &["no field `hike_horizon`"]),
        ("error[unknown-field]", "parameters.ron", "hike_horizn:", &["did you mean `hike_horizon`?"]),
    ]),
    row("a missing number of the rules", "tiny/parameters.ron", "hike_horizon: (unit: \"years\", low: 3, likely: 5, high: 7, as_of: \"2026\", source: Assumption(\"start value\")),", "", &[
        ("error[missing-field]", "parameters.ron", "(", &["no field `hike_horizon`", "`hike_horizon: …`"]),
    ]),
    row("a number without a source", "tiny/scenario.ron", "high: 1600, as_of: \"2026\", source: Assumption(\"start value\")", "high: 1600, as_of: \"2026\"", &[
        ("error[missing-field]", "scenario.ron", "high: 1600, as_of: \"2026\")", &["at agency.appropriation[0]", "no field `source`"]),
    ]),
    row("a field twice", "tiny/scenario.ron", "first_year: 2027,", "first_year: 2027,\n    first_year: 2028,", &[
        ("error[duplicate-field]", "scenario.ron", "first_year: 2028", &["`first_year` a second time"]),
    ]),
    row("a text where a number belongs", "tiny/scenario.ron", "first_year: 2027", "first_year: \"2027\"", &[
        ("error[wrong-type]", "scenario.ron", "first_year", &["the text \"2027\"", "a number"]),
    ]),
    row("a single thing where a list belongs", "tiny/scenario.ron", "slots: [2, 1]", "slots: 2", &[
        ("error[wrong-type]", "scenario.ron", "slots: 2", &["the number 2", "a list [ … ]"]),
    ]),
    row("a map where a struct belongs", "tiny/scenario.ron", "weights: (cost: 25, lock_in: 15, security: 20, scale: 20, compliance: 20)", "weights: {\"cost\": 25}", &[
        ("error[wrong-type]", "scenario.ron", "weights:", &["a map", "a struct ( field: value, … )"]),
    ]),
    row("a year without Some", "tiny/scenario.ron", "planned: None,", "planned: 1,", &[
        ("error[wrong-type]", "scenario.ron", "planned: 1", &["the number 1", "`None` or `Some(…)`"]),
    ]),
    row("an unknown word", "tiny/scenario.ron", "impact: Moderate", "impact: Moderat", &[
        ("error[unknown-variant]", "scenario.ron", "impact:", &["`Moderat`", "one of Low, Moderate, High", "did you mean `Moderate`?"]),
    ]),
    row("an unknown effect", "tiny/events.ron", "PriceCap(scope: Struck, months: 24)", "PriceCup(scope: Struck, months: 24)", &[
        ("error[unknown-variant]", "events.ron", "PriceCup", &["`PriceCup(…)`", "did you mean `PriceCap`?"]),
    ]),
    row("an effect without its fields", "tiny/events.ron", "PriceCap(scope: Struck, months: 24)", "PriceCap", &[
        ("error[wrong-type]", "events.ron", "PriceCap", &["`PriceCap(scope: …, months: …)`"]),
    ]),
    row("a word with something in brackets", "tiny/scenario.ron", "impact: Moderate", "impact: Moderate(2)", &[
        ("error[wrong-type]", "scenario.ron", "impact:", &["`Moderate(…)`", "`Moderate` alone"]),
    ]),
    row("a condition with too few parts", "tiny/scenario.ron", "Job(DetectsDrift, 0.4)", "Job(DetectsDrift)", &[
        ("error[wrong-type]", "scenario.ron", "Job(DetectsDrift)", &["`Job(job, strength)`"]),
    ]),
    row("NaN", "tiny/scenario.ron", "low: 1400,", "low: NaN,", &[
        ("error[not-finite]", "scenario.ron", "low: NaN", &["the number NaN", "a finite number"]),
    ]),
    row("infinity", "tiny/scenario.ron", "high: 1600,", "high: inf,", &[
        ("error[not-finite]", "scenario.ron", "high: inf", &["the number inf"]),
    ]),
    row("a number beyond all numbers", "tiny/scenario.ron", "high: 1600,", "high: 1e999,", &[
        ("error[not-finite]", "scenario.ron", "1e999", &["the number inf"]),
    ]),
    row("half a year", "tiny/scenario.ron", "played_years: 2", "played_years: 1.5", &[
        ("error[not-whole]", "scenario.ron", "played_years", &["the number 1.5", "a whole number"]),
    ]),
    row("a control character in a text", "tiny/roles.ron", "Offices get answers in time", "Offices get\\u{7} answers in time", &[
        ("error[control-character]", "roles.ron", "Offices get", &["a control character"]),
    ]),
    // names
    row("a slug with a capital", "tiny/roles.ron", "slug: \"cio\"", "slug: \"CIO\"", &[
        ("error[bad-slug]", "roles.ron", "CIO", &["\"CIO\"", "lowercase letters, digits and single hyphens"]),
    ]),
    row("a slug that is not the folder's name", "first-week/scenario.ron", "slug: \"first-week\"", "slug: \"second-week\"", &[
        ("error[slug-mismatch]", "scenario.ron", "second-week", &["in the folder \"first-week\"", "rename the folder or change the slug"]),
    ]),
    row("a slug twice", "tiny/roles.ron", "slug: \"security\"", "slug: \"cio\"", &[
        ("error[duplicate-slug]", "roles.ron", "cio", &["the role \"cio\" a second time", "a slug of its own"]),
    ]),
    row("an option twice", "tiny/options.ron", "slug: \"harbor-store\"", "slug: \"ferry-store\"", &[
        ("error[duplicate-slug]", "options.ron", "ferry-store", &["the option \"ferry-store\" a second time"]),
    ]),
    row("a component that is not there", "tiny/options.ron", "component: \"store\"", "component: \"stor\"", &[
        ("error[unknown-id]", "options.ron", "component: \"stor\"", &["at options[0].component", "the component \"stor\"", "the slug of a component", "did you mean `store`?"]),
    ]),
    row("an interface to nowhere", "tiny/scenario.ron", "b: \"service\"", "b: \"servise\"", &[
        ("error[unknown-id]", "scenario.ron", "servise", &["at interfaces[0].b", "did you mean `service`?"]),
    ]),
    row("a use case that touches nothing known", "tiny/scenario.ron", "(\"service\", 1.0)]", "(\"printer\", 1.0)]", &[
        ("error[unknown-id]", "scenario.ron", "printer", &["the component \"printer\""]),
    ]),
    row("an inherited option that is not there", "tiny/scenario.ron", "inherited: \"old-store\"", "inherited: \"olde-store\"", &[
        ("error[unknown-id]", "scenario.ron", "olde-store", &["the option \"olde-store\"", "the slug of an option", "did you mean `old-store`?", ]),
    ]),
    row("a pool that is not there", "first-week/scenario.ron", "platform_pool: \"platform\"", "platform_pool: \"platfrom\"", &[
        ("error[unknown-id]", "scenario.ron", "platfrom", &["at agency.platform_pool", "the pool \"platfrom\"", "did you mean `platform`?"]),
    ]),
    row("a supplier that is not there", "tiny/options.ron", "supplier: \"stoneferry\"", "supplier: \"zebra\"", &[
        ("error[unknown-id]", "options.ron", "zebra", &["the supplier \"zebra\"", "the slug of a supplier"]),
    ]),
    row("an archetype that is not there", "tiny/options.ron", "archetype: \"open-tool\"", "archetype: \"open-tools\"", &[
        ("error[unknown-id]", "options.ron", "open-tools", &["the slug of an archetype", "did you mean `open-tool`?"]),
    ]),
    row("a standard that is not there", "tiny/options.ron", "standards: [\"open-tables\"]", "standards: [\"closed-tables\"]", &[
        ("error[unknown-id]", "options.ron", "closed-tables", &["the standard \"closed-tables\""]),
    ]),
    row("a source that is not there", "tiny/events.ron", "source: Assumption(\"agencies grow\")", "source: Cited(\"growth\")", &[
        ("error[unknown-id]", "events.ron", "Cited(\"growth\")", &["the source \"growth\"", "the slug of a source"]),
    ]),
    row("a source misspelt", "first-week/scenario.ron", "Cited(\"omb-inventory\")", "Cited(\"omb-inventroy\")", &[
        ("error[unknown-id]", "scenario.ron", "omb-inventroy", &["did you mean `omb-inventory`?"]),
        ("warning[unused-source]", "sources.ron", "omb-inventory", &["a source that nothing cites"]),
    ]),
    row("a card that is not there", "tiny/plans.ron", "Respond(card: \"hike\"", "Respond(card: \"hikes\"", &[
        ("error[unknown-id]", "plans.ron", "hikes", &["the card \"hikes\"", "did you mean `hike`?"]),
    ]),
    row("a choice that the card does not have", "tiny/plans.ron", "choice: \"cap\"", "choice: \"cup\"", &[
        ("error[unknown-id]", "plans.ron", "cup", &["the choice \"cup\""]),
    ]),
    row("a reason that is not there", "tiny/plans.ron", "reason: \"people\"", "reason: \"weather\"", &[
        ("error[unknown-id]", "plans.ron", "weather", &["the reason \"weather\""]),
    ]),
    row("a role that is not there", "tiny/plans.ron", "Invest(Harden),", "Invest(Harden), Dissent(\"cia\"),", &[
        ("error[unknown-id]", "plans.ron", "cia", &["the role \"cia\"", "did you mean `cio`?"]),
    ]),
    row("a use case that is not there", "tiny/events.ron", "UseCase(\"answers\")", "UseCase(\"answer\")", &[
        ("error[unknown-id]", "events.ron", "answer", &["the use case \"answer\"", "did you mean `answers`?"]),
    ]),
    // numbers and their sources
    row("a share above 1", "tiny/scenario.ron", "high: 0.6, as_of: \"2026\", source: Assumption(\"start value\")),\n    ),", "high: 1.2, as_of: \"2026\", source: Assumption(\"start value\")),\n    ),", &[
        ("error[out-of-range]", "scenario.ron", "high: 1.2", &["at agency.platform_inheritance.high", "found: 1.2", "a share from 0 to 1"]),
    ]),
    row("a share of a job above 1", "tiny/scenario.ron", "(HoldsData, 1.0)", "(HoldsData, 1.5)", &[
        ("error[out-of-range]", "scenario.ron", "HoldsData, 1.5", &["a share of a job from 0 to 1"]),
    ]),
    row("a negative headcount", "tiny/scenario.ron", "low: 3, likely: 3, high: 3", "low: -3, likely: 3, high: 3", &[
        ("error[out-of-range]", "scenario.ron", "low: -3", &["found: -3", "a number of persons from 0 to 1000"]),
    ]),
    row("a negative count", "tiny/scenario.ron", "played_years: 2", "played_years: -2", &[
        ("error[out-of-range]", "scenario.ron", "played_years: -2", &["the number -2", "a whole number from 0 to 65535"]),
    ]),
    row("too many years", "tiny/scenario.ron", "outlook_years: 1", "outlook_years: 11", &[
        ("error[out-of-range]", "scenario.ron", "outlook_years: 11", &["a number of years of outlook from 0 to 10"]),
    ]),
    row("a huge number", "tiny/scenario.ron", "high: 1600,", "high: 1e308,", &[
        ("error[out-of-range]", "scenario.ron", "1e308", &["found: 1e308", "a yearly appropriation from 0 to 1000000"]),
    ]),
    row("a huge weight", "tiny/scenario.ron", "good: 3000", "good: -1e308", &[
        ("error[out-of-range]", "scenario.ron", "good: -1e308", &["found: -1e308", "a cost in k$ from 0 to 10000000"]),
    ]),
    row("a place off the board", "tiny/scenario.ron", "place: (1, 0)", "place: (1, 16)", &[
        ("error[out-of-range]", "scenario.ron", "place: (1, 16)", &["column 1, row 16", "from 0 to 15"]),
    ]),
    row("a median of nothing", "tiny/parameters.ron", "median: 95", "median: 0", &[
        ("error[out-of-range]", "parameters.ron", "median: 0", &["a median above 0"]),
    ]),
    row("an objective that is not there", "tiny/scenario.ron", "objective: 0", "objective: 1", &[
        ("error[out-of-range]", "scenario.ron", "objective: 1", &["objective 1", "from 0, of 1"]),
    ]),
    row("low above likely", "tiny/scenario.ron", "low: 5, likely: 10, high: 20", "low: 15, likely: 10, high: 20", &[
        ("error[bad-order]", "scenario.ron", "low: 15", &["low 15 above likely 10", "low at most likely"]),
    ]),
    row("likely above high", "first-week/scenario.ron", "low: 3, likely: 4, high: 6", "low: 3, likely: 7, high: 6", &[
        ("error[bad-order]", "scenario.ron", "likely: 7", &["likely 7 above high 6"]),
    ]),
    row("a mode above its high", "tiny/parameters.ron", "low: 0, mode: 30, high: 180", "low: 0, mode: 300, high: 180", &[
        ("error[bad-order]", "parameters.ron", "mode: 300", &["mode 300 above high 180"]),
    ]),
    row("another unit", "tiny/scenario.ron", "data: (unit: \"TB\"", "data: (unit: \"GB\"", &[
        ("error[bad-unit]", "scenario.ron", "unit: \"GB\"", &["the unit \"GB\"", "an amount of data, written \"TB\""]),
    ]),
    row("a day that does not exist", "tiny/scenario.ron", "as_of: \"2026\"", "as_of: \"2026-02-30\"", &[
        ("error[bad-date]", "scenario.ron", "2026-02-30", &["\"2026-02-30\"", "YYYY, YYYY-MM or YYYY-MM-DD"]),
    ]),
    row("an assumption without a reason", "tiny/scenario.ron", "Assumption(\"placed by the author\")", "Assumption(\" \")", &[
        ("error[empty-source]", "scenario.ron", "Assumption(\" \")", &["an empty text", "the reason for the assumption"]),
    ]),
    row("a calibration to nothing", "tiny/scenario.ron", "Assumption(\"placed by the author\")", "Calibrated(\"\")", &[
        ("error[empty-source]", "scenario.ron", "Calibrated(\"\")", &["the behaviour it is calibrated to"]),
    ]),
    // counts and sums
    row("a card with one choice", "tiny/events.ron", "                (\n                    slug: \"queue\",\n                    text: \"Let requests wait\",\n                    effects: [],\n                ),\n", "", &[
        ("error[too-few]", "events.ron", "choices: [", &["1 choice", "at least 2 choices"]),
    ]),
    row("no objectives", "tiny/scenario.ron", "objectives: [\"Apply decision criteria to each part of a pipeline\"]", "objectives: []", &[
        ("error[too-few]", "scenario.ron", "objectives: []", &["0 objectives", "at least 1"]),
        ("error[out-of-range]", "scenario.ron", "objective: 0", &["from 0, of 0"]),
    ]),
    row("a control without a condition", "tiny/scenario.ron", "needs: [Authorised(1.0)]", "needs: []", &[
        ("error[too-few]", "scenario.ron", "needs: []", &["at least one condition"]),
    ]),
    row("too many objectives", "tiny/scenario.ron", "objectives: [", "objectives: [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", ", &[
        ("error[too-many]", "scenario.ron", "objectives: [", &["13 objectives", "at most 12"]),
    ]),
    row("slots for another number of years", "tiny/scenario.ron", "slots: [2, 1]", "slots: [2]", &[
        ("error[wrong-count]", "scenario.ron", "slots: [2]", &["slots for 1 year", "each of the 2 played years"]),
    ]),
    row("a job twice", "tiny/scenario.ron", "(HoldsData, 1.0), ", "(HoldsData, 1.0), (HoldsData, 0.5), ", &[
        ("error[duplicate-entry]", "scenario.ron", "(HoldsData, 0.5)", &["the same job twice"]),
    ]),
    row("two components on one place", "tiny/scenario.ron", "place: (1, 0)", "place: (0, 0)", &[
        ("error[duplicate-entry]", "scenario.ron", "place: (0, 0)", &["a second component on this place"]),
    ]),
    row("a guardrail twice", "tiny/events.ron", "guardrail: Upstream", "guardrail: Harden", &[
        ("error[duplicate-entry]", "events.ron", "guardrail: Harden", &["the same guardrail twice"]),
    ]),
    row("weights that do not sum to 100", "tiny/scenario.ron", "weights: (cost: 25", "weights: (cost: 30", &[
        ("error[bad-weights]", "scenario.ron", "weights:", &["weights that sum to 105", "100"]),
    ]),
    row("a scale without a length", "tiny/scenario.ron", "cost: (good: 3000, bad: 9000)", "cost: (good: 3000, bad: 3000)", &[
        ("error[bad-scale]", "scenario.ron", "bad: 3000", &["good and bad both 3000"]),
    ]),
    row("a season of eleven months", "tiny/scenario.ron", "season: [1.1, ", "season: [", &[
        ("error[bad-season]", "scenario.ron", "season: [", &["a season of 11 numbers", "October to September"]),
    ]),
    row("a season with another mean", "tiny/scenario.ron", "season: [1.1, ", "season: [7.1, ", &[
        ("error[bad-season]", "scenario.ron", "season: [", &["a season with the mean 1.5"]),
    ]),
    row("an event after the last month", "tiny/events.ron", "month: 14", "month: 36", &[
        ("error[beyond-horizon]", "events.ron", "month: 36", &["month 36", "from 0 to 35"]),
    ]),
    row("a control that is never required", "tiny/scenario.ron", "from_year: 1", "from_year: 3", &[
        ("error[beyond-horizon]", "scenario.ron", "from_year: 3", &["required from year 3", "would never be required"]),
    ]),
    row("a use case after the last year", "tiny/scenario.ron", "planned: None,", "planned: Some(3),", &[
        ("error[beyond-horizon]", "scenario.ron", "planned: Some(3)", &["planned for year 3", "from 0 to 2"]),
    ]),
    // the pipeline
    row("an interface with itself", "tiny/scenario.ron", "b: \"service\", standards", "b: \"store\", standards", &[
        ("error[self-loop]", "scenario.ron", "b: \"store\"", &["an interface of \"store\" with itself"]),
        ("warning[isolated-component]", "scenario.ron", "slug: \"service\"", &["no interface of \"service\""]),
    ]),
    row("components apart", "tiny/scenario.ron", "interfaces: [(a: \"store\", b: \"service\", standards: [\"open-tables\"])]", "interfaces: []", &[
        ("warning[isolated-component]", "scenario.ron", "slug: \"store\"", &["no interface of \"store\" with another"]),
        ("warning[isolated-component]", "scenario.ron", "slug: \"service\"", &["no interface of \"service\""]),
        ("warning[unused-entry]", "scenario.ron", "open-tables", &["a standard that fits no interface"]),
    ]),
    row("an inherited option of another component", "tiny/scenario.ron", "inherited: \"old-service\"", "inherited: \"old-store\"", &[
        ("error[bad-inherited]", "scenario.ron", "inherited: \"old-store\"", &["an option of another component"]),
        ("error[unreachable-option]", "options.ron", "old-service", &["neither on offer, nor inherited, nor a fallback"]),
    ]),
    row("a fallback that is in place already", "tiny/scenario.ron", "fallback: \"plain-service\"", "fallback: \"old-service\"", &[
        ("error[bad-fallback]", "scenario.ron", "fallback: \"old-service\"", &["the inherited option as its own fallback"]),
    ]),
    row("a component with two options", "tiny/options.ron", "pitch: \"Licensed product on our own servers\",\n            more: \"The maker supports it and sets the price at each renewal.\",\n            standards: [],\n            authorised: Moderate,\n        ),", "pitch: \"Licensed product on our own servers\",\n            more: \"\",\n            standards: [],\n            authorised: Moderate,\n            on_offer: false,\n        ),", &[
        ("error[unreachable-option]", "options.ron", "ferry-store", &["neither on offer"]),
        ("warning[few-offers]", "scenario.ron", "slug: \"store\"", &["2 options on offer, from 2 sourcing models", "at least 3 options on offer"]),
    ]),
    row("a component with one sourcing model", "tiny/options.ron", "component: \"store\",\n            archetype: \"run-for-us\"", "component: \"service\",\n            archetype: \"run-for-us\"", &[
        ("warning[few-offers]", "scenario.ron", "slug: \"store\"", &["2 options on offer, from 2 sourcing models"]),
    ]),
    row("an option nobody is allowed to adopt", "tiny/options.ron", "more: \"The supplier patches and scales. Interfaces stay open.\",\n            standards: [\"open-tables\"],\n            authorised: Moderate", "more: \"The supplier patches and scales. Interfaces stay open.\",\n            standards: [\"open-tables\"],\n            authorised: Low", &[
        ("error[unreachable-option]", "options.ron", "authorised: Low", &["authorised up to Low", "authorised for Moderate", "nobody could adopt this option"]),
    ]),
    row("an option nobody can pay for", "tiny/scenario.ron", "award_ceiling: (unit: \"k$/year\", low: 500, likely: 500, high: 500", "award_ceiling: (unit: \"k$/year\", low: 150, likely: 150, high: 150", &[
        ("error[unreachable-option]", "options.ron", "ferry-store", &["a yearly price of 184 k$", "at most 150 k$, the award ceiling"]),
        ("error[unreachable-option]", "options.ron", "ferry-service", &["a yearly price of 184 k$"]),
    ]),
    // events and plans
    row("a card for an event that never happens", "tiny/parameters.ron", "surge_probability: (unit: \"share\", low: 0.08, likely: 0.15, high: 0.25", "surge_probability: (unit: \"share\", low: 0, likely: 0, high: 0", &[
        ("error[card-never-fires]", "events.ron", "kind: DemandSurge", &["a card for DemandSurge, which never happens: `surge_probability` is zero"]),
    ]),
    row("a second card for an event", "tiny/events.ron", "kind: AuditFinding", "kind: PriceHike", &[
        ("error[card-never-fires]", "events.ron", "kind: PriceHike", &["a second card for PriceHike", "the first is shown"]),
        ("warning[missing-card]", "events.ron", "cards: [", &["no card for AuditFinding"]),
    ]),
    row("a demand that is aimed at a supplier", "tiny/events.ron", "scope: UseCase(\"answers\")", "scope: Supplier(\"commons\")", &[
        ("error[scope-misses]", "events.ron", "Supplier(\"commons\")", &["Demand aimed at a supplier", "All or UseCase(…)"]),
    ]),
    row("a dated event that strikes nothing", "tiny/events.ron", "scope: UseCase(\"answers\")", "scope: Struck", &[
        ("error[scope-misses]", "events.ron", "scope: Struck", &["Struck in a dated event"]),
    ]),
    row("an effect of no duration", "tiny/events.ron", "PriceCap(scope: Struck, months: 24)", "PriceCap(scope: Struck, months: 0)", &[
        ("error[no-duration]", "events.ron", "months: 0", &["0 months", "at least 1"]),
    ]),
    row("an effect on nobody", "tiny/events.ron", "PriceCap(scope: Struck, months: 24)", "People(pool: \"engineers\", change: 0)", &[
        ("error[no-effect]", "events.ron", "change: 0", &["a change of 0 persons"]),
    ]),
    row("a plan of too many years", "tiny/plans.ron", "body: Years([])", "body: Years([[], [], []])", &[
        ("error[bad-plan]", "plans.ron", "Years([[], [], []])", &["a plan of 3 years", "at most 2"]),
    ]),
    row("a plan with too many guardrails", "tiny/plans.ron", "Invest(Harden),", "Invest(Harden), Invest(Upstream),", &[
        ("error[bad-plan]", "plans.ron", "Invest(Upstream)", &["2 guardrails in year 1", "at most 1"]),
    ]),
    row("a plan that adopts what is not on offer", "tiny/plans.ron", "option: \"harbor-service\"", "option: \"old-service\"", &[
        ("error[bad-plan]", "plans.ron", "old-service", &["\"old-service\", which is not on offer"]),
    ]),
    row("a plan that adopts another component's option", "first-week/plans.ron", "Adopt(component: \"serving\", option: \"harbor-serve\"", "Adopt(component: \"serving\", option: \"meadow-store\"", &[
        ("error[bad-plan]", "plans.ron", "meadow-store", &["\"meadow-store\", an option of another component"]),
    ]),
    row("an event without a card", "tiny/events.ron", "kind: AuditFinding", "kind: PriceHike", &[
        ("error[card-never-fires]", "events.ron", "kind: PriceHike", &["the first is shown"]),
        ("warning[missing-card]", "events.ron", "cards: [", &["no card for AuditFinding", "list in `without_card`"]),
    ]),
    row("an event with a card, said to have none", "first-week/events.ron", "without_card: [", "without_card: [PriceHike, ", &[
        ("error[duplicate-entry]", "events.ron", "without_card: [", &["PriceHike among the kinds without a card"]),
    ]),
    row("a kind without a card, twice", "first-week/events.ron", "without_card: [", "without_card: [DemandSurge, ", &[
        ("error[duplicate-entry]", "events.ron", "DemandSurge", &["the same kind twice"]),
    ]),
    // texts
    row("an empty text", "tiny/roles.ron", "goal: \"Offices get answers in time\"", "goal: \"\"", &[
        ("error[empty-text]", "roles.ron", "goal: \"\"", &["an empty text", "the goal"]),
    ]),
    row("a pitch over its budget", "tiny/options.ron", "pitch: \"Open tool, run by our own engineers\"", "pitch: \"Open tool, run by our own engineers on our own servers in our own halls\"", &[
        ("warning[long-text]", "options.ron", "in our own halls", &["a pitch of 15 words", "at most 12 words"]),
    ]),
    row("a pitch far over its budget", "tiny/options.ron", "pitch: \"Open tool, run by our own engineers\"", "pitch: \"Open tool, run by our own engineers on our own servers in our own halls day and night\"", &[
        ("error[long-text]", "options.ron", "day and night", &["a pitch of 18 words", "at most 12 words"]),
    ]),
    row("wording that takes sides", "tiny/options.ron", "pitch: \"Licensed product on our own servers\"", "pitch: \"The best product, on our own servers\"", &[
        ("warning[partial-wording]", "options.ron", "The best product", &["\"best\" in a pitch", "takes no side", "say what it does"]),
    ]),
    row("a vendor called greedy", "first-week/options.ron", "about: \"", "about: \"Greedy. ", &[
        ("warning[partial-wording]", "options.ron", "Greedy", &["\"greedy\" in a description of a supplier"]),
    ]),
    row("a real product", "tiny/options.ron", "name: \"Ferry store\"", "name: \"Databricks\"", &[
        ("error[product-name]", "options.ron", "Databricks", &["the real name \"databricks\"", "an invented name"]),
    ]),
    row("a loud text", "tiny/events.ron", "text: \"A larger firm buys the supplier. Nothing changes yet.\"", "text: \"A larger firm buys the supplier!\"", &[
        ("warning[loud-text]", "events.ron", "supplier!", &["an exclamation mark", "calm sentences"]),
    ]),
    row("a title in title case", "tiny/events.ron", "title: \"A surge of requests\"", "title: \"Surge Requests Rising\"", &[
        ("warning[title-case]", "events.ron", "Surge Requests", &["a capital for the first word"]),
    ]),
    // what nothing uses
    row("a source that nothing cites", "tiny/sources.ron", "sources: []", "sources: [(slug: \"pay\", title: \"Pay tables\", locator: \"a docket\", as_of: \"2026\", verification: Primary)]", &[
        ("warning[unused-source]", "sources.ron", "pay", &["\"pay\", a source that nothing cites"]),
    ]),
];
