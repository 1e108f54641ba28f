//! The board: where the stations stand, what they look like, and what a hand can do with them.
//!
//! Shapes go to a [`Canvas`], so that any painter can show them; text and touch stay with egui.

mod layout;
mod pipes;
mod station;
mod words;

pub use layout::{Layout, Line};
pub use words::{name_size, whole_words};

use egui::{Rect, Sense, Stroke, StrokeKind, Ui};

use super::canvas::Canvas;
use super::help;
use super::theme::Theme;
use crate::id::ComponentId;
use crate::view::board::{BoardView, Levels, StationView};
use crate::view::help::Topic;

/// What moves: the clock of the flow, the way from month to month, and the shocks that just struck.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Seconds of flow; it stands still where this does not change.
    pub clock: f32,
    /// How far the picture has come from the month before (0-1).
    pub blend: f32,
    /// Station and seconds since it was struck.
    pub struck: Vec<(usize, f32)>,
    /// Whether data flow at all.
    pub flowing: bool,
    /// Nothing moves; numbers say what motion would.
    pub still: bool,
}

impl Default for Moment {
    fn default() -> Self {
        Self { clock: 0.0, blend: 1.0, struck: Vec::new(), flowing: false, still: false }
    }
}

impl Moment {
    /// The levels of a station now.
    #[must_use]
    pub fn levels(&self, station: &StationView) -> Levels {
        match &station.before {
            Some(before) if self.blend < 1.0 => {
                before.towards(&station.levels, f64::from(self.blend))
            }
            _ => station.levels,
        }
    }
}

/// Seconds for which a shock is shown.
pub const SHOCK: f32 = 2.5;

/// Draws everything but the words.
pub fn paint(view: &BoardView, area: Rect, theme: &Theme, moment: &Moment, canvas: &mut Canvas) {
    let layout = Layout::of(view, area, theme);
    pipes::paint(view, &layout, theme, moment, canvas);
    for (station, rect) in view.stations.iter().zip(&layout.stations) {
        station::paint(station, *rect, theme, moment, canvas);
    }
    for (struck, age) in &moment.struck {
        let Some(rect) = layout.stations.get(*struck) else { continue };
        let share = (age / SHOCK).clamp(0.0, 1.0);
        let grown = rect.expand(4.0 + 13.0 * share);
        canvas.round_frame(grown, 16.0, 4.0 * (1.0 - share) + 1.0, theme.bad);
    }
    for (station, rect) in view.stations.iter().zip(&layout.stations) {
        station::happened(station, *rect, theme, moment, canvas);
    }
}

/// The words on the board and the touch of its stations. Gives the station that was chosen.
pub fn show(
    ui: &mut Ui,
    view: &BoardView,
    theme: &Theme,
    area: Rect,
    selected: Option<usize>,
    can_choose: bool,
) -> Option<usize> {
    write(ui, view, theme, area, &Moment::default(), selected, can_choose)
}

/// The same for a picture that moves.
pub fn write(
    ui: &mut Ui,
    view: &BoardView,
    theme: &Theme,
    area: Rect,
    moment: &Moment,
    selected: Option<usize>,
    can_choose: bool,
) -> Option<usize> {
    let layout = Layout::of(view, area, theme);
    let size = name_size_kept(ui, view, &layout, theme);
    let can_choose = can_choose || help::is_on(ui);
    if moment.still {
        words::flows(ui, view, &layout, theme);
    }
    let mut chosen = None;
    // The keyboard goes through them as they are read: row by row.
    let mut order: Vec<usize> = (0..view.stations.len()).collect();
    order.sort_by_key(|index| (view.stations[*index].place.1, view.stations[*index].place.0));
    for index in order {
        let (station, rect) = (&view.stations[index], layout.stations[index]);
        let sense = if can_choose { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, ui.id().with(("station", index)), sense);
        let spoken = station.spoken.clone();
        let now = selected == Some(index);
        response.widget_info(|| {
            let kind = if can_choose { egui::WidgetType::Button } else { egui::WidgetType::Label };
            let mut info = egui::WidgetInfo::labeled(kind, true, &spoken);
            info.selected = can_choose.then_some(now);
            info
        });
        let frame = if response.has_focus() {
            Some((3.0, theme.focus))
        } else if now {
            Some((3.0, theme.accent))
        } else if response.hovered() && can_choose {
            Some((2.0, theme.accent))
        } else {
            None
        };
        if let Some((width, colour)) = frame {
            let stroke = Stroke::new(width, colour);
            ui.painter().rect_stroke(rect.expand(4.0), 14.0, stroke, StrokeKind::Outside);
        }
        words::station(ui, station, rect, size, theme);
        let topic = Topic::Station(ComponentId(index as u16));
        if help::asks(ui, theme, &response, topic) {
            continue;
        }
        if response.clicked() {
            chosen = Some(index);
        }
        if can_choose {
            response.on_hover_text(&station.spoken);
        }
    }
    chosen
}

/// The size of the names, sought once for each area and set of names.
fn name_size_kept(ui: &Ui, view: &BoardView, layout: &Layout, theme: &Theme) -> f32 {
    let names: Vec<&str> = view.stations.iter().map(|station| station.name.as_str()).collect();
    let size = layout.stations.first().map_or(egui::Vec2::ZERO, Rect::size);
    let key = egui::Id::new(("name size", names, size.x.to_bits(), size.y.to_bits()))
        .with(theme.text.body.to_bits());
    if let Some(known) = ui.data(|data| data.get_temp::<f32>(key)) {
        return known;
    }
    let painter = ui.painter();
    let size = name_size(view, layout, theme, &|job| painter.layout_job(job));
    ui.data_mut(|data| data.insert_temp(key, size));
    size
}
