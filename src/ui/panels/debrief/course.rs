//! Courses of one gauge over the months: one line a table, each called by its name and told by its dashes.

use egui::{
    Align2, Color32, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::super::super::theme::{Theme, strong};
use crate::scenario::plan::Gauge;
use crate::view::debrief::timeline::Course;
use crate::view::words;

/// A line of the picture.
pub struct Line<'a> {
    /// What stands at its end: a letter, or a short name.
    pub name: &'a str,
    pub course: &'a Course,
    /// Drawn with weight.
    pub in_hand: bool,
}

/// Lengths of dash and gap for each line in turn; none is drawn through.
const DASHES: [Option<(f32, f32)>; 4] =
    [None, Some((12.0, 6.0)), Some((4.0, 5.0)), Some((16.0, 9.0))];

/// Draws courses of `gauge` with a needle at `now` (a month). `years` are the names of the years and whether each is an
/// outlook.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    gauge: Gauge,
    lines: &[Line<'_>],
    years: &[(String, bool)],
    now: Option<u16>,
    height: f32,
) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let told: Vec<String> =
        lines.iter().map(|line| format!("{}: {}", line.name, line.course.told)).collect();
    let told = format!("{} over the years. {}", words::gauge(gauge), told.join("; "));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &told));
    let points = || lines.iter().flat_map(|line| &line.course.points);
    let months = years.len().max(1) as f32 * 12.0;
    let least = points().map(|it| it.1).fold(f64::INFINITY, f64::min);
    let most = points().map(|it| it.1).fold(f64::NEG_INFINITY, f64::max);
    if !least.is_finite() || !most.is_finite() {
        return;
    }
    // A gauge that hardly moves is not blown up to fill the picture.
    let margin = ((most - least) * 0.08).max(most.abs() * 0.02).max(0.5);
    let (least, mut most) = ((least - margin).max(least.min(0.0)), most + margin);
    if !matches!(gauge, Gauge::Cost | Gauge::Security) {
        // Out of a hundred there is no more than a hundred.
        most = most.min(100.0);
    }
    let small = FontId::proportional(theme.text.small);
    let text = |value: f64| words::headline(gauge, value);
    let painter = ui.painter();
    let wide =
        |text: &str| painter.layout_no_wrap(text.to_owned(), small.clone(), theme.muted).size().x;
    let left = wide(&text(most)).max(wide(&text(least))) + 10.0;
    let right = lines.iter().map(|line| wide(line.name)).fold(0.0, f32::max) + 14.0;
    let plot = Rect::from_min_max(
        rect.min + vec2(left, theme.text.small * 0.6),
        rect.max - vec2(right, theme.text.small * 1.5),
    );
    let at = |month: f32, value: f64| {
        pos2(
            plot.left() + plot.width() * (month / months).clamp(0.0, 1.0),
            plot.bottom() - plot.height() * ((value - least) / (most - least)) as f32,
        )
    };
    for (value, align) in [(most, Align2::RIGHT_CENTER), (least, Align2::RIGHT_CENTER)] {
        let y = at(0.0, value).y;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, theme.line));
        painter.text(pos2(plot.left() - 8.0, y), align, text(value), small.clone(), theme.muted);
    }
    for (index, (year, outlook)) in years.iter().enumerate() {
        let x = at(index as f32 * 12.0, least).x;
        if *outlook {
            let cell = Rect::from_min_max(
                pos2(x, plot.top()),
                pos2(x + plot.width() / years.len() as f32, plot.bottom()),
            );
            painter.rect_filled(cell, 0.0, theme.sunken);
        }
        painter.vline(x, plot.y_range(), Stroke::new(1.0, theme.line));
        let step = plot.width() / years.len() as f32;
        let name =
            if wide(year) + 8.0 < step { year.clone() } else { year[year.len() - 2..].to_owned() };
        let middle = pos2(x + step / 2.0, plot.bottom() + 4.0);
        painter.text(middle, Align2::CENTER_TOP, name, small.clone(), theme.muted);
    }
    let colours = [theme.ink, theme.open, theme.proprietary, theme.managed];
    let mut ends: Vec<(f32, &str, Color32)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let colour = colours[index % colours.len()];
        let width = if line.in_hand { 4.0 } else { 2.5 };
        let path: Vec<Pos2> = line
            .course
            .points
            .iter()
            .map(|(month, value)| at(f32::from(*month) + 1.0, *value))
            .collect();
        let stroke = Stroke::new(width, colour);
        match DASHES[index % DASHES.len()] {
            None => {
                painter.add(Shape::line(path.clone(), stroke));
            }
            Some((dash, gap)) => painter.extend(Shape::dashed_line(&path, stroke, dash, gap)),
        }
        if let Some(end) = path.last() {
            painter.circle_filled(*end, width + 1.0, colour);
            ends.push((end.y, line.name, colour));
        }
    }
    if let Some(now) = now {
        let x = at(f32::from(now) + 1.0, least).x;
        painter.vline(x, plot.y_range(), Stroke::new(2.0, theme.accent));
    }
    // Names that would lie on each other move apart.
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let high = theme.text.small * 1.1;
    let mut floor = f32::NEG_INFINITY;
    let room = high * ends.len() as f32;
    let top_most = (plot.bottom() - room).max(plot.top());
    for (index, (y, name, colour)) in ends.iter().enumerate() {
        let y = y.min(top_most + high * (index as f32 + 0.5)).max(floor);
        floor = y + high;
        let place = pos2(plot.right() + 8.0, y);
        let font = FontId::new(theme.text.small, strong());
        painter.text(place, Align2::LEFT_CENTER, *name, font, *colour);
    }
}
