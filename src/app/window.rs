//! The window: three systems around the game, and the board as a mesh.
//!
//! Invariants: nothing here knows a rule; `refresh` makes views, `draw` shows them and collects wishes, `apply` is the
//! only system that changes the game.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use bevy::a11y::{AccessibilityRequested, ActionRequest};
use bevy::diagnostic::{FrameTimeDiagnosticsPlugin, LogDiagnosticsPlugin};
use bevy::log::{Level, LogPlugin};
use bevy::prelude::*;
use bevy::window::{ExitCondition, FileDragAndDrop, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContexts, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass, egui,
};

use super::game::{Game, Screen};
use super::graphics::{self, Shown};
use super::picture;
use super::second;
use super::stage::Stage;
use crate::ui::action::{Action, Wish};

/// How long the window rests when nothing happens: the clock shows minutes.
const REST: Duration = Duration::from_secs(5);
/// How long it rests while the clock of a script runs.
const SECOND: Duration = Duration::from_secs(1);
/// How long it rests while a screen reader is listening.
const ATTENTIVE: Duration = Duration::from_millis(100);
/// What the log leaves out.
const QUIET: &str = "error,bevy_render::slab_allocator=off,wgpu_hal=off,wgpu_core=off,zbus=off";

/// What it has while pictures are timed.
const TIMED: &str = "error,bevy_diagnostic=info,bevy_render::slab_allocator=off";

#[derive(Resource)]
pub(super) struct Shell {
    pub(super) stage: Stage,
    shown: Shown,
}

/// Opens the window and plays.
#[must_use]
pub fn run() -> ExitCode {
    let folder = folder();
    graphics::guarded(&folder.clone(), |shown| open(folder, shown))
}

fn open(folder: PathBuf, shown: Shown) -> ExitCode {
    let shell = Shell { stage: Stage::new(Game::new(folder)), shown };
    let window = Window {
        title: "Stackholders".to_owned(),
        resolution: WindowResolution::new(1280, 720),
        resize_constraints: WindowResizeConstraints {
            min_width: 640.0,
            min_height: 400.0,
            ..default()
        },
        ..default()
    };
    // What the engine has to say interests those who work on it: `RUST_LOG=info` brings it back.
    let timed = frames_are_timed();
    let (level, filter) = if timed { (Level::INFO, TIMED) } else { (Level::ERROR, QUIET) };
    let log = LogPlugin { level, filter: filter.to_owned(), ..default() };
    // The room's screen does not outlive the desk.
    let exit_condition = ExitCondition::OnPrimaryClosed;
    let window = WindowPlugin { primary_window: Some(window), exit_condition, ..default() };
    let input =
        quiet_input.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass);
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(window).set(log))
        .add_plugins(EguiPlugin::default())
        .insert_resource(shell)
        .insert_resource(idle(REST))
        .init_resource::<picture::Drawn>()
        .init_resource::<second::Second>()
        .add_systems(Startup, picture::set_up)
        .add_systems(PreUpdate, input)
        .add_systems(Update, (dropped, pass_time, second::follow, refresh).chain())
        .add_systems(EguiPrimaryContextPass, (draw, apply).chain())
        .add_systems(second::WallPass, second::draw)
        .add_systems(PostUpdate, picture::paint);
    if timed {
        app.add_plugins((FrameTimeDiagnosticsPlugin::default(), LogDiagnosticsPlugin::default()));
    }
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// Whether how long pictures take is written to the log, as `docs/performance.md` tells.
#[expect(clippy::disallowed_methods, reason = "a measurement is asked for from outside")]
fn frames_are_timed() -> bool {
    std::env::var_os("STACKHOLDERS_FRAMES").is_some_and(|value| value == "1")
}

/// Where runs are kept.
fn folder() -> PathBuf {
    let usual = dirs::data_dir().map(|data| data.join("stackholders"));
    usual.unwrap_or_else(|| PathBuf::from("stackholders-runs"))
}

/// Nothing moves: the machine rests until somebody does something, or the clock has to be moved on.
fn idle(rest: Duration) -> WinitSettings {
    WinitSettings {
        focused_mode: UpdateMode::reactive(rest),
        unfocused_mode: UpdateMode::reactive_low_power(rest),
    }
}

/// Takes out of the input what says nothing new, so that egui does not draw again for it, and puts in what a screen
/// reader asks for, so that it can press as well as read.
fn quiet_input(
    mut inputs: Query<&mut EguiInput>,
    mut asked: MessageReader<ActionRequest>,
    mut held: Local<egui::Modifiers>,
) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *held, *now) != *now,
            _ => true,
        });
        let asked =
            asked.read().map(|request| egui::Event::AccessKitActionRequest(request.0.clone()));
        input.events.extend(asked);
    }
}

/// A file that is dropped on the window is opened.
fn dropped(mut files: MessageReader<FileDragAndDrop>, mut shell: ResMut<Shell>) {
    for file in files.read() {
        if let FileDragAndDrop::DroppedFile { path_buf, .. } = file {
            let path = path_buf.to_string_lossy().into_owned();
            let debrief = shell.stage.game.screen == Screen::Debrief;
            shell.stage.wish(if debrief {
                Action::Debrief(Wish::Add(path))
            } else {
                Action::Open(path)
            });
        }
    }
}

fn pass_time(
    time: Res<Time<Real>>,
    read_aloud: Res<AccessibilityRequested>,
    mut shell: ResMut<Shell>,
    mut settings: ResMut<WinitSettings>,
) {
    // A closed lid is no time at the table.
    shell.stage.game.tick(time.delta_secs().min(2.0 * REST.as_secs_f32()));
    let wanted = if shell.stage.game.moves() {
        WinitSettings {
            focused_mode: UpdateMode::Continuous,
            unfocused_mode: UpdateMode::reactive_low_power(Duration::from_millis(100)),
        }
    } else {
        // What a screen reader presses does not wake the window by itself.
        let rest = if shell.stage.game.counts() { SECOND } else { REST };
        idle(if read_aloud.get() { ATTENTIVE } else { rest })
    };
    let same = wanted.focused_mode == settings.focused_mode
        && wanted.unfocused_mode == settings.unfocused_mode;
    if !same {
        *settings = wanted;
    }
}

fn refresh(mut shell: ResMut<Shell>) {
    shell.stage.game.refresh();
}

fn draw(
    mut contexts: EguiContexts,
    mut shell: ResMut<Shell>,
    mut ground: ResMut<ClearColor>,
) -> Result {
    shell.stage.draw(contexts.ctx_mut()?);
    let [r, g, b, _] = shell.stage.theme.ground.to_array();
    let colour = Color::srgb_u8(r, g, b);
    if ground.0 != colour {
        ground.0 = colour;
    }
    shell.shown.mark();
    Ok(())
}

fn apply(mut contexts: EguiContexts, mut shell: ResMut<Shell>) -> Result {
    if shell.stage.apply() {
        if let Some(path) = shell.stage.game.to_show() {
            // Where no program is known for it, the path on the screen has to do.
            let _ = opener::open(path);
        }
        contexts.ctx_mut()?.request_repaint();
    }
    Ok(())
}
