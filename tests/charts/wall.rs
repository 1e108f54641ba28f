//! A wall with one picture on it, as a projector shows it.

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Rect, Ui, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::AccessKitNode;
use stackholders::ui::canvas::Canvas;
use stackholders::ui::theme::{Look, Palette, Theme, fonts};

use super::lab::Scene;
use super::raster::{self, Picture};

pub const WIDE: Vec2 = vec2(1280.0, 720.0);
pub const FULL: Vec2 = vec2(1920.0, 1080.0);

/// Least size of a text on a wall (points).
pub const LEAST: f32 = 22.0;

#[derive(Clone, Copy, Debug)]
pub struct Projector {
    pub size: Vec2,
    pub palette: Palette,
    pub scale: f32,
}

impl Projector {
    /// The theme that the program hands to a picture on a wall.
    pub fn theme(self) -> Theme {
        let look =
            Look { palette: self.palette, text: self.scale, projector: true, ..Look::default() };
        let mut theme = Theme::of(&look);
        theme.text.small = theme.text.small.max(LEAST);
        theme
    }
}

pub struct Wall {
    pub harness: Harness<'static>,
    pub theme: Theme,
    projector: Projector,
}

/// What the accessibility tree says of one thing.
#[derive(Clone, Debug)]
pub struct Thing {
    pub role: Role,
    pub name: String,
    pub on: Option<bool>,
    pub acts: bool,
    pub rect: Rect,
}

/// A text as it is drawn.
#[derive(Clone, Debug)]
pub struct Text {
    pub words: String,
    /// The smallest size in it.
    pub size: f32,
    pub rect: Rect,
    /// The part of the screen it is drawn in.
    pub clip: Rect,
    pub elided: bool,
}

impl Wall {
    pub fn new(projector: Projector, scene: Scene) -> Self {
        let theme = projector.theme();
        let Scene { mut draw, .. } = scene;
        let put_on = theme.clone();
        let mut dressed = false;
        let app = move |ui: &mut Ui| {
            if !dressed {
                // Fonts are there from the next picture on.
                ui.ctx().set_fonts(fonts());
                put_on.apply(ui.ctx());
                ui.ctx().request_repaint();
                dressed = true;
                return;
            }
            let screen = ui.ctx().content_rect();
            let builder = egui::UiBuilder::new().max_rect(screen);
            ui.scope_builder(builder, |ui| draw(ui, &put_on));
        };
        let mut harness = Harness::builder().with_size(projector.size).build_ui(app);
        for _ in 0..6 {
            harness.step();
        }
        Self { harness, theme, projector }
    }

    pub fn size(&self) -> Vec2 {
        self.projector.size
    }

    pub fn picture(&self) -> Picture {
        let ctx = &self.harness.ctx;
        let panels = ctx.tessellate(self.shapes().to_vec(), 1.0);
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method lives too short")]
        let font = ctx.fonts(|fonts| fonts.image());
        let board = Canvas::default();
        raster::draw(self.projector.size, self.theme.ground, &board, &panels, &font)
    }

    fn shapes(&self) -> &[ClippedShape] {
        &self.harness.output().shapes
    }

    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        for ClippedShape { clip_rect, shape } in self.shapes() {
            collect_texts(shape, *clip_rect, &mut texts);
        }
        texts
    }

    pub fn things(&self) -> Vec<Thing> {
        let mut things = Vec::new();
        collect_things(self.harness.kittest_state().root(), &mut things);
        things
    }
}

fn collect_texts(shape: &Shape, clip: Rect, texts: &mut Vec<Text>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|it| collect_texts(it, clip, texts)),
        Shape::Text(text) => {
            let sections = text.galley.job.sections.iter();
            let size = sections.map(|it| it.format.font_id.size).fold(f32::INFINITY, f32::min);
            texts.push(Text {
                words: text.galley.text().to_owned(),
                size,
                rect: text.visual_bounding_rect(),
                clip,
                elided: text.galley.elided,
            });
        }
        _ => {}
    }
}

fn collect_things(node: AccessKitNode<'_>, things: &mut Vec<Thing>) {
    let bounds = node.bounding_box();
    let rect = bounds.map_or(Rect::NOTHING, |it| {
        Rect::from_min_max(pos2(it.x0 as f32, it.y0 as f32), pos2(it.x1 as f32, it.y1 as f32))
    });
    let data = node.data();
    let acts = data.supports_action(egui::accesskit::Action::Click)
        || data.supports_action(egui::accesskit::Action::Focus);
    things.push(Thing {
        role: node.role(),
        name: node.label().or_else(|| node.value()).unwrap_or_default(),
        on: node.toggled().map(|it| it == egui::accesskit::Toggled::True),
        acts: acts && node.role() != Role::ScrollBar,
        rect,
    });
    for child in node.children() {
        collect_things(child, things);
    }
}
