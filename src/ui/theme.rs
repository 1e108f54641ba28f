//! One visual language: palettes, type scale and spacing from `assets/theme.ron`, and the fonts.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle,
};
use serde::{Deserialize, Serialize};

use crate::scenario::case::SourcingModel;

/// How everything looks. Remembered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    pub palette: Palette,
    /// Text size, 1.0 to 2.0.
    pub text: f32,
    pub reduced_motion: bool,
    /// For the wall: large text, no private facts.
    pub projector: bool,
}

impl Look {
    /// Text scale at which the smallest text is 22 points: what the back of a room can read on a wall.
    pub const WALL: f32 = 1.58;

    /// The look on a wall of this height (points): never smaller than [`Self::WALL`], and larger on a larger one.
    #[must_use]
    pub fn on_a_wall(self, height: f32) -> Self {
        let grown = (Self::WALL * height / 720.0 * 20.0).floor() / 20.0;
        Self { text: self.text.max(grown.clamp(Self::WALL, 2.0)), ..self }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self { palette: Palette::Light, text: 1.0, reduced_motion: false, projector: false }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Palette {
    #[default]
    Light,
    Dark,
    Contrast,
}

/// Colours, sizes and distances of everything drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub dark: bool,
    pub ground: Color32,
    pub surface: Color32,
    pub sunken: Color32,
    pub line: Color32,
    pub ink: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub on_accent: Color32,
    pub focus: Color32,
    pub flow: Color32,
    pub good: Color32,
    pub caution: Color32,
    pub bad: Color32,
    pub open: Color32,
    pub proprietary: Color32,
    pub managed: Color32,
    pub inherited: Color32,
    /// Text sizes with the text scale in them (points).
    pub text: Sizes,
    pub space: Spaces,
    /// Least height of what can be pressed (points).
    pub touch: f32,
    /// The text scale itself.
    pub scale: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Sizes {
    pub small: f32,
    pub body: f32,
    pub lead: f32,
    pub heading: f32,
    pub title: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Spaces {
    pub hair: f32,
    pub small: f32,
    pub medium: f32,
    pub large: f32,
}

#[derive(Deserialize)]
struct File {
    light: Colours,
    dark: Colours,
    contrast: Colours,
    text: Sizes,
    space: Spaces,
    touch: f32,
}

#[derive(Deserialize)]
struct Colours {
    dark: bool,
    ground: String,
    surface: String,
    sunken: String,
    line: String,
    ink: String,
    muted: String,
    accent: String,
    on_accent: String,
    focus: String,
    flow: String,
    good: String,
    caution: String,
    bad: String,
    open: String,
    proprietary: String,
    managed: String,
    inherited: String,
}

/// The weight of headings and of what matters.
#[must_use]
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

impl Theme {
    /// The theme of a look.
    #[must_use]
    pub fn of(look: &Look) -> Self {
        let file: File = ron::from_str(include_str!("../../assets/theme.ron"))
            .expect("the theme is part of the program and tested");
        let Colours {
            dark,
            ground,
            surface,
            sunken,
            line,
            ink,
            muted,
            accent,
            on_accent,
            focus,
            flow,
            good,
            caution,
            bad,
            open,
            proprietary,
            managed,
            inherited,
        } = match look.palette {
            Palette::Light => file.light,
            Palette::Dark => file.dark,
            Palette::Contrast => file.contrast,
        };
        let colour =
            |text: String| Color32::from_hex(&format!("#{text}")).expect("colours are tested");
        let scale = look.text.clamp(1.0, 2.0);
        let Sizes { small, body, lead, heading, title } = file.text;
        // Large text grows less: what is readable already need not fill the screen.
        let soft = 1.0 + (scale - 1.0) * 0.6;
        Self {
            dark,
            ground: colour(ground),
            surface: colour(surface),
            sunken: colour(sunken),
            line: colour(line),
            ink: colour(ink),
            muted: colour(muted),
            accent: colour(accent),
            on_accent: colour(on_accent),
            focus: colour(focus),
            flow: colour(flow),
            good: colour(good),
            caution: colour(caution),
            bad: colour(bad),
            open: colour(open),
            proprietary: colour(proprietary),
            managed: colour(managed),
            inherited: colour(inherited),
            text: Sizes {
                small: small * scale,
                body: body * scale,
                lead: lead * scale,
                heading: heading * soft,
                title: title * soft,
            },
            space: file.space,
            touch: file.touch,
            scale,
        }
    }

    /// The colour of a model; its shape says the same.
    #[must_use]
    pub const fn model(&self, model: SourcingModel) -> Color32 {
        match model {
            SourcingModel::Open => self.open,
            SourcingModel::Proprietary => self.proprietary,
            SourcingModel::Managed => self.managed,
            SourcingModel::Inherited => self.inherited,
        }
    }

    /// Puts the theme on.
    pub fn apply(&self, ctx: &egui::Context) {
        let base = if self.dark { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(base);
        ctx.style_mut_of(base, |style| self.style(style));
    }

    fn style(&self, style: &mut egui::Style) {
        let font = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Small, font(self.text.small)),
            (TextStyle::Body, font(self.text.body)),
            (TextStyle::Button, font(self.text.body)),
            (TextStyle::Monospace, font(self.text.body)),
            (TextStyle::Heading, FontId::new(self.text.heading, strong())),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = egui::vec2(self.space.small, self.space.small);
        spacing.button_padding = egui::vec2(self.space.medium, self.space.small);
        spacing.interact_size = egui::vec2(self.touch, self.touch.max(self.text.body * 1.6));
        spacing.scroll.floating = false;
        spacing.scroll.bar_width = 8.0;
        spacing.scroll.foreground_color = false;
        spacing.icon_width = 20.0 * self.scale.min(1.5);
        spacing.icon_width_inner = 12.0 * self.scale.min(1.5);
        // Text is read, not pressed: a screen reader is not offered to.
        style.interaction.selectable_labels = false;
        let visuals = &mut style.visuals;
        *visuals = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        visuals.panel_fill = self.ground;
        visuals.window_fill = self.surface;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_corner_radius = CornerRadius::same(10);
        visuals.extreme_bg_color = self.sunken;
        visuals.text_edit_bg_color = Some(self.surface);
        visuals.faint_bg_color = self.sunken;
        visuals.override_text_color = None;
        visuals.hyperlink_color = self.accent;
        visuals.weak_text_color = Some(self.muted);
        visuals.selection.bg_fill = self.accent;
        visuals.selection.stroke = Stroke::new(1.0, self.on_accent);
        visuals.warn_fg_color = self.caution;
        visuals.error_fg_color = self.bad;
        let round = CornerRadius::same(8);
        let widgets = &mut visuals.widgets;
        for (state, fill, edge) in [
            (&mut widgets.noninteractive, self.surface, self.line),
            (&mut widgets.inactive, self.surface, self.line),
            (&mut widgets.hovered, self.sunken, self.accent),
            (&mut widgets.active, self.sunken, self.focus),
            (&mut widgets.open, self.sunken, self.accent),
        ] {
            // The handle of a scroll bar is all that takes this one.
            state.bg_fill = if edge == self.line { self.muted } else { edge };
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.5, self.ink);
            state.corner_radius = round;
            state.expansion = 0.0;
        }
        widgets.noninteractive.bg_fill = self.ground;
        // What has the keyboard is drawn like what is pressed: with the focus colour, twice as thick.
        widgets.active.bg_stroke = Stroke::new(2.5, self.focus);
        widgets.hovered.bg_stroke = Stroke::new(2.0, self.accent);
    }
}

/// The fonts of the program: Inter, under the SIL Open Font Licence (`assets/fonts/OFL.txt`).
#[must_use]
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    };
    add("regular", include_bytes!("../../assets/fonts/Inter-Medium.otf"));
    add("semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf"));
    let families = &mut fonts.families;
    families.insert(FontFamily::Proportional, vec!["regular".to_owned()]);
    families.insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    families.insert(strong(), vec!["semibold".to_owned()]);
    fonts
}

/// WCAG 2.x relative luminance and contrast ratio.
#[cfg(test)]
pub(crate) fn contrast(a: Color32, b: Color32) -> f32 {
    let channel = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let light = |colour: Color32| {
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_colour_can_be_read_on_every_ground() {
        for palette in [Palette::Light, Palette::Dark, Palette::Contrast] {
            let theme = Theme::of(&Look { palette, ..Look::default() });
            // WCAG 2.x: 1.4.3 for text, 1.4.6 where contrast was asked for.
            let least = if palette == Palette::Contrast { 7.0 } else { 4.5 };
            for ground in [theme.ground, theme.surface, theme.sunken] {
                for (name, text) in [
                    ("ink", theme.ink),
                    ("muted", theme.muted),
                    ("accent", theme.accent),
                    ("good", theme.good),
                    ("caution", theme.caution),
                    ("bad", theme.bad),
                    ("open", theme.open),
                    ("proprietary", theme.proprietary),
                    ("managed", theme.managed),
                    ("inherited", theme.inherited),
                ] {
                    let ratio = contrast(text, ground);
                    assert!(
                        ratio >= least,
                        "{palette:?}: {name} on {ground:?} has {ratio:.2}, least {least}"
                    );
                }
                let focus = contrast(theme.focus, ground);
                assert!(focus >= 3.0, "{palette:?}: focus on {ground:?} has {focus:.2}, least 3");
            }
            assert!(contrast(theme.on_accent, theme.accent) >= least, "{palette:?}: on accent");
        }
    }

    #[test]
    fn text_grows_to_twice_its_size() {
        let at = |text| Theme::of(&Look { text, ..Look::default() });
        assert_eq!(at(2.0).text.body, 2.0 * at(1.0).text.body);
        assert_eq!(at(9.0).text.body, at(2.0).text.body, "a text scale beyond the range");
        assert!(at(1.0).text.small >= 14.0);
    }
}
