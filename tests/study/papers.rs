use super::{case, page, progress, run};
use stackholders::documents::{csv, html, learner_matrix, learner_matrix_page, reflection};
use stackholders::study::lesson;
use stackholders::study::progress::{Entry, Progress};

#[test]
fn the_reflection_sets_questions_words_and_records_side_by_side() {
    let lesson = lesson::shipped();
    let case = case("first-week");
    let run = run(&case, "all-open", 1);
    let mut noted = Progress::default();
    for entry in progress::entries() {
        noted.add(entry);
    }
    noted.add(Entry::Reflection {
        lesson: lesson.slug.clone(),
        question: 0,
        text: "<b>I lean</b> & stay".to_owned(),
    });
    let text = html::write(&reflection(&lesson, &noted, Some((&case, &run))));
    let read = page::read(&text);
    assert!(read.faults.is_empty(), "{:#?}", read.faults);
    for question in lesson.questions() {
        assert!(read.visible.contains(question.as_str()), "{question}");
    }
    for shown in
        ["you leaned to: undecided", "and later to: open", "you chose: open 3", "öffentlich"]
    {
        assert!(read.visible.contains(shown), "{shown}: {}", read.visible);
    }
    assert!(!text.contains("<b>I lean"), "what was typed is never markup");
    assert!(
        !read.markup.contains("href=\"http") && !read.markup.contains("src="),
        "nothing outside is fetched"
    );
    let empty = html::write(&reflection(&lesson, &Progress::default(), None));
    assert!(page::read(&empty).faults.is_empty());
}

#[test]
fn the_comparison_is_a_table_of_the_learners_own_words() {
    let mut noted = Progress::default();
    for (row, column, text) in [
        ("serving", "price", "=1+1"),
        ("serving", "people", "two, \"at most\""),
        ("registry", "price", "low"),
        ("registry", "price", ""),
        ("monitoring", "people", "half a person"),
    ] {
        let (row, column, text) = (row.to_owned(), column.to_owned(), text.to_owned());
        noted.add(Entry::Cell { row, column, text });
    }
    let table = learner_matrix(&noted);
    assert_eq!((table.rows.len(), table.columns.len()), (2, 3));
    assert_eq!(
        csv::write(&table),
        "what,people,price\r\nmonitoring,half a person,\r\nserving,\"two, \"\"at most\"\"\",'=1+1\r\n"
    );
    let text = html::write(&learner_matrix_page(&lesson::shipped(), &noted));
    let read = page::read(&text);
    assert!(read.faults.is_empty(), "{:#?}", read.faults);
    assert!(read.visible.contains("half a person"));
}
