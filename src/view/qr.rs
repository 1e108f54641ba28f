//! The run code as a square to scan.

use fast_qr::{ECL, QRBuilder};

/// Dark and light modules, row by row, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickCode {
    pub size: usize,
    dark: Vec<bool>,
}

impl QuickCode {
    #[must_use]
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        self.dark[row * self.size + column]
    }
}

/// `None` where the text is longer than any such square holds.
#[must_use]
pub fn quick_code(text: &str) -> Option<QuickCode> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let size = code.size;
    let dark = code.data[..size * size].iter().map(|module| module.value()).collect();
    Some(QuickCode { size, dark })
}
