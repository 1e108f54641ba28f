//! The learner's own comparison: which tools are in it, what stands in its cells, and its papers.

use super::Learn;
use crate::documents::{csv, html, learner_matrix, learner_matrix_page};
use crate::study::progress::Entry;
use crate::ui::action::Paper;
use crate::view::study::comparison::CRITERIA;

impl Learn {
    /// What was written in earlier days is in hand again.
    pub(super) fn fill_cells(&mut self) {
        let cells = self.progress.cells();
        let mut filled = std::collections::BTreeMap::new();
        for row in self.progress.rows() {
            for (criterion, _) in CRITERIA {
                let text = cells.get(&(row, criterion.slug())).copied().unwrap_or_default();
                filled.insert((row.to_owned(), criterion.slug()), text.to_owned());
            }
        }
        self.hand.cells = filled;
    }

    pub(super) fn put_row(&mut self, row: String, there: bool) {
        if self.progress.rows().contains(&row.as_str()) == there {
            return;
        }
        // Its words stay in the file and come back with it.
        self.note(Entry::Row { row, there });
        self.fill_cells();
    }

    /// Keeps the cells that changed.
    pub(super) fn keep_cells(&mut self) {
        let cells = self.hand.cells.clone();
        for ((row, column), text) in cells {
            let said = self.progress.cells().get(&(row.as_str(), column)).copied().unwrap_or("");
            if said != text.trim() {
                self.note(Entry::Cell { row, column: column.to_owned(), text });
            }
        }
    }

    pub(super) fn write_comparison(&mut self, paper: Paper) {
        let (ending, text) = match paper {
            Paper::Page => {
                ("html", html::write(&learner_matrix_page(&self.lesson, &self.progress)))
            }
            Paper::Table => ("csv", csv::write(&learner_matrix(&self.progress))),
        };
        self.keep_and_show("The comparison", "comparison", ending, &text);
    }
}
