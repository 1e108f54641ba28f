//! The page: the game in a browser, drawn with WebGL2, and the functions that the page around it calls.
//!
//! Invariants: the game outlives its picture, so that a lost picture loses no run; nothing is told to the page while the
//! game is held, because the page may answer at once.

mod crew;
mod measured;
mod saved;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use eframe::{WebOptions, WebRunner};
use egui::{Context, Event, FullOutput, LayerId, RawInput, Shape, Ui};
use js_sys::{Function, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crew::Step;

use super::game::{Game, Screen};
use super::mirror::{Done, Mirror, events};
use super::papers;
use super::place;
use super::screen::shapes;
use super::stage::Stage;
use crate::host;
use crate::insight::self_check;
use crate::scenario::shipped::cases;
use crate::ui::action::{Action, Wish};
use crate::ui::canvas::Canvas;
use crate::ui::theme::{Look, Palette};

/// Seconds for which the page rests when nothing happens: the clock shows minutes.
const REST: u64 = 5;
/// A page that was asleep counts no more than this (seconds).
const LONGEST: f64 = 10.0;
/// Steps in which fingers make text larger.
const TEXT_STEP: f32 = 0.1;
/// Pictures after which fonts are there and all is in its place.
const SETTLED: u8 = 3;

/// The game of this page, and what is between it and the page.
struct Page {
    stage: Stage,
    mirror: Mirror,
    canvas: Canvas,
    /// Input that came from the mirror, for the next picture.
    done: Vec<Event>,
    tell: Function,
    /// The picture that is on the screen, to be woken.
    ctx: Option<Context>,
    /// When the last picture was drawn (seconds).
    at: Option<f64>,
    pictures: u8,
    /// How far two fingers went apart since the text grew.
    pinched: f32,
    /// What was said last.
    said: Said,
    /// Whether the page was asked to call [`work`] until nothing is left.
    works: bool,
}

#[derive(Default)]
struct Said {
    place: String,
    message: Option<String>,
    reveal: Option<String>,
}

/// Something for the page.
enum Tell {
    Tree(String),
    Say(String),
    Title(String),
    Save(String, Vec<u8>),
    Choose,
    Ready,
    Work,
}

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
    static RUNNER: RefCell<Option<WebRunner>> = const { RefCell::new(None) };
    static PREFERRED: RefCell<Option<Look>> = const { RefCell::new(None) };
}

/// Does something with the game, then tells the page what came of it.
fn with(what: impl FnOnce(&mut Page) -> Vec<Tell>) {
    let told = PAGE.with_borrow_mut(|page| {
        page.as_mut().map(|page| {
            let told = what(page);
            (told, page.tell.clone())
        })
    });
    let Some((told, tell)) = told else { return };
    for it in told {
        let (kind, text, bytes) = match it {
            Tell::Tree(text) => ("tree", text, None),
            Tell::Say(text) => ("say", text, None),
            Tell::Title(text) => ("title", text, None),
            Tell::Save(name, bytes) => ("save", name, Some(bytes)),
            Tell::Choose => ("choose", String::new(), None),
            Tell::Ready => ("ready", String::new(), None),
            Tell::Work => ("work", String::new(), None),
        };
        let bytes = bytes.map_or(JsValue::UNDEFINED, |bytes| Uint8Array::from(&bytes[..]).into());
        // A page that fails to show something is no reason to stop the game.
        let _ = tell.call3(&JsValue::NULL, &kind.into(), &text.into(), &bytes);
    }
}

impl Page {
    fn picture(&mut self, ui: &Ui) -> Vec<Tell> {
        let ctx = ui.ctx().clone();
        let now = ctx.input(|input| input.time);
        let passed = self.at.map_or(0.0, |at| (now - at).clamp(0.0, LONGEST));
        self.at = Some(now);
        self.stage.game.tick(passed as f32);
        self.pinch(&ctx);
        self.stage.game.refresh();
        // The board lies below the words.
        let painter = ctx.layer_painter(LayerId::background());
        let below = painter.add(Shape::Noop);
        self.stage.draw(&ctx);
        self.canvas.clear();
        shapes(&self.stage.game, &self.stage.theme, self.stage.board, &mut self.canvas);
        if !self.canvas.points.is_empty() {
            painter.set(below, self.canvas.to_egui());
        }
        let mut told = self.carry_out(&ctx);
        if self.stage.game.looks() && !self.works {
            self.works = true;
            told.push(Tell::Work);
        }
        if self.stage.game.moves() || self.pictures < SETTLED {
            ctx.request_repaint();
        } else {
            let rest = if self.stage.game.counts() { 1 } else { REST };
            ctx.request_repaint_after(std::time::Duration::from_secs(rest));
        }
        told
    }

    /// Two fingers apart on the glass: larger text. The wheel with Control is the zoom of the browser.
    fn pinch(&mut self, ctx: &Context) {
        let zoom = ctx.input(egui::InputState::zoom_delta);
        if (zoom - 1.0).abs() < f32::EPSILON {
            return;
        }
        let look = self.stage.game.look;
        self.pinched = (self.pinched * zoom).clamp(1.0 / look.text, 2.0 / look.text);
        let text = (look.text * self.pinched / TEXT_STEP).round() * TEXT_STEP;
        if (text - look.text).abs() >= TEXT_STEP / 2.0 {
            self.pinched = 1.0;
            self.stage.wish(Action::Look(Look { text: text.clamp(1.0, 2.0), ..look }));
        }
    }

    /// Carries out what was asked for, and what it asks of the page.
    fn carry_out(&mut self, ctx: &Context) -> Vec<Tell> {
        let mut told = Vec::new();
        if self.stage.apply() {
            ctx.request_repaint();
        }
        let game = &mut self.stage.game;
        if let Some(path) = game.to_show()
            && let Some((name, bytes)) = saved::of(&path)
        {
            told.push(Tell::Save(name, bytes));
        }
        if game.chooses() {
            told.push(Tell::Choose);
        }
        told
    }

    /// What a picture says to those who do not see it.
    fn words(&mut self, output: &FullOutput, scale: f32) -> Vec<Tell> {
        let mut told = Vec::new();
        if let Some(update) = &output.platform_output.accesskit_update
            && let Some(changes) = self.mirror.follow(update, scale)
            && let Ok(text) = serde_json::to_string(&changes)
        {
            told.push(Tell::Tree(text));
        }
        let game = &self.stage.game;
        let reveal = (game.screen == Screen::Reveal && game.reveal.opened)
            .then_some(game.views.reveal.prediction.as_ref())
            .flatten()
            .map(|it| format!("{}. {}. {}", it.expected, it.happened, it.verdict));
        let now = Said {
            place: self.mirror.root_name().to_owned(),
            message: game.views.frame.message.clone(),
            reveal,
        };
        if now.place != self.said.place {
            told.push(Tell::Title(now.place.clone()));
            told.push(Tell::Say(now.place.clone()));
        }
        for (said, before) in [(&now.message, &self.said.message), (&now.reveal, &self.said.reveal)]
        {
            if said != before
                && let Some(text) = said
            {
                told.push(Tell::Say(text.clone()));
            }
        }
        self.said = now;
        self.pictures = (self.pictures + 1).min(SETTLED + 1);
        if self.pictures == SETTLED {
            told.push(Tell::Ready);
        }
        told
    }
}

/// What the browser's frames call.
struct Frames;

impl eframe::App for Frames {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        with(|page| page.picture(ui));
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        let ground = PAGE.with_borrow(|page| page.as_ref().map(|page| page.stage.theme.ground));
        ground.unwrap_or(visuals.panel_fill).to_normalized_gamma_f32()
    }

    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        // Whoever works at the mirror works at the game.
        input.focused = true;
        input.events.retain(|event| !matches!(event, Event::WindowFocused(_)));
        let done = PAGE.with_borrow_mut(|page| Some(std::mem::take(&mut page.as_mut()?.done)));
        input.events.extend(done.unwrap_or_default());
    }
}

/// Takes the words out of every picture.
struct Words;

impl egui::Plugin for Words {
    fn debug_name(&self) -> &'static str {
        "words for the mirror"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let scale = ctx.zoom_factor();
        with(|page| page.words(output, scale));
    }
}

/// Starts the game on this canvas; after a lost picture, goes on with it on a new one. `tell` is called with what kind of
/// thing it is, a text, and bytes where there are some.
///
/// # Errors
///
/// When the canvas has no WebGL2.
#[wasm_bindgen]
pub async fn start(canvas: HtmlCanvasElement, tell: Function) -> Result<(), JsValue> {
    stop();
    PAGE.with_borrow_mut(|slot| match slot {
        Some(page) => {
            page.stage.forget_look();
            page.mirror.forget();
            (page.tell, page.pictures) = (tell, 0);
            page.done.clear();
        }
        None => {
            let mut game = Game::new(PathBuf::new());
            if let Some(look) = PREFERRED.take() {
                game.prefer(look);
            }
            *slot = Some(Page {
                stage: Stage::new(game),
                mirror: Mirror::default(),
                canvas: Canvas::default(),
                done: Vec::new(),
                tell,
                ctx: None,
                at: None,
                pictures: 0,
                pinched: 1.0,
                said: Said::default(),
                works: false,
            });
        }
    });
    let runner = WebRunner::new();
    RUNNER.set(Some(runner.clone()));
    let options = WebOptions {
        webgl_context_option: eframe::WebGlContextOption::WebGl2,
        dithering: false,
        ..WebOptions::default()
    };
    let make: eframe::AppCreator<'static> = Box::new(|made| {
        let ctx = &made.egui_ctx;
        ctx.enable_accesskit();
        ctx.add_plugin(Words);
        // A browser zooms by itself.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        PAGE.with_borrow_mut(|page| {
            if let Some(page) = page {
                page.ctx = Some(ctx.clone());
            }
        });
        Ok(Box::new(Frames))
    });
    runner.start(canvas, options, make).await
}

/// Lets go of the canvas; the game stays.
#[wasm_bindgen]
pub fn stop() {
    if let Some(runner) = RUNNER.take() {
        runner.destroy();
    }
}

/// What a person has told the browser they prefer.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Preferred {
    reduced_motion: bool,
    dark: bool,
    contrast: bool,
}

/// Takes what a person has told the browser they prefer, before the game starts.
#[wasm_bindgen]
pub fn prefer(json: &str) {
    let Preferred { reduced_motion, dark, contrast } =
        serde_json::from_str(json).unwrap_or_default();
    let palette = match (contrast, dark) {
        (true, _) => Palette::Contrast,
        (false, true) => Palette::Dark,
        (false, false) => Palette::Light,
    };
    PREFERRED.set(Some(Look { palette, reduced_motion, ..Look::default() }));
}

/// Something was done at the mirror.
#[wasm_bindgen]
pub fn act(json: &str) {
    let Ok(done) = serde_json::from_str::<Done>(json) else { return };
    with(|page| {
        page.done.extend(events(&done));
        if done == Done::Save {
            page.stage.wish(Action::SaveRun);
        }
        wake(page);
        match &page.ctx {
            // A page without a picture saves all the same.
            Some(ctx) if done == Done::Save => page.carry_out(&ctx.clone()),
            _ => Vec::new(),
        }
    });
}

fn wake(page: &Page) {
    if let Some(ctx) = &page.ctx {
        ctx.request_repaint();
    }
}

/// A file was chosen or dropped.
#[wasm_bindgen]
pub fn open_file(name: &str, bytes: Vec<u8>) {
    let path = host::take_in(name, bytes);
    with(|page| {
        let debrief = page.stage.game.screen == Screen::Debrief;
        let wish = if debrief { Action::Debrief(Wish::Add(path)) } else { Action::Open(path) };
        page.stage.wish(wish);
        wake(page);
        Vec::new()
    });
}

/// Goes on with what is looked for, for about so many milliseconds. Gives 0 when nothing is left, 1 when something is, and
/// 2 when workers have to do something first. The page calls it when it is told `work`, again and again until nothing is
/// left, with time for whatever else waits in between; after 2, when it has heard of a worker.
#[wasm_bindgen]
#[must_use]
pub fn work(milliseconds: u32) -> u32 {
    let crew = place::crew();
    crew.begin_step();
    let mut step = Step::Over;
    if measured::go_on(milliseconds) {
        step = if crew.waits() { Step::Waits } else { Step::More };
    }
    with(|page| {
        let (found, left) = page.stage.game.work(milliseconds.into());
        if found {
            wake(page);
        }
        if left {
            step = if !found && crew.waits() { Step::Waits } else { Step::More };
        }
        // While others work, a picture may ask for something else.
        page.works = step == Step::More;
        Vec::new()
    });
    step as u32
}

/// Plays so many futures before anybody asks for some, so that the browser has compiled the rules when somebody does; for about
/// so many milliseconds at a time. Says whether some are left.
#[wasm_bindgen]
#[must_use]
pub fn warm(futures: u32, milliseconds: u32) -> bool {
    measured::warm(futures, milliseconds)
}

/// Begins to play so many futures of the plan of a case, as a debrief does; [`work`] goes on with them. For those who
/// measure.
#[wasm_bindgen]
pub fn futures(count: u32) {
    measured::ask(count);
}

/// Whether something is gone when the page is closed.
#[wasm_bindgen]
#[must_use]
pub fn unkept() -> bool {
    PAGE.with_borrow(|page| page.as_ref().is_some_and(|page| page.stage.game.unkept()))
}

#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

#[wasm_bindgen]
#[must_use]
pub fn briefs() -> String {
    papers::briefs()
}

#[wasm_bindgen]
#[must_use]
pub fn brief(slug: &str) -> String {
    papers::brief(slug)
}

#[wasm_bindgen]
#[must_use]
pub fn paper(kind: &str, slug: &str) -> String {
    papers::paper(kind, slug)
}

#[wasm_bindgen]
#[must_use]
pub fn outcome(code: &str) -> String {
    papers::outcome(code)
}

#[wasm_bindgen]
#[must_use]
pub fn replayed(name: &str, bytes: Vec<u8>) -> String {
    papers::replayed(name, bytes)
}

/// The look of what [`brief`], [`outcome`] and [`replayed`] give.
#[wasm_bindgen]
#[must_use]
pub fn styles() -> String {
    crate::documents::html::LOOK.to_owned()
}

/// The digest of so many runs that every program makes up alike.
#[wasm_bindgen]
#[must_use]
pub fn self_check(runs: u32) -> String {
    self_check::digest(&cases(), runs)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
