//! The window: three systems around the game, and the board as a mesh.
//!
//! Invariants: nothing here knows a rule; `refresh` makes views, `draw` shows them and collects wishes, `apply` is the
//! only system that changes the game.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use bevy::a11y::ActionRequest;
use bevy::prelude::*;
use bevy::window::{FileDragAndDrop, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContexts, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass,
    PrimaryEguiContext, egui,
};

use super::game::Game;
use super::picture;
use super::stage::Stage;
use crate::ui::action::Action;

/// Exit code where there is no display (the one of "service unavailable").
const NO_DISPLAY: u8 = 69;

#[derive(Resource)]
pub(super) struct Shell {
    pub(super) stage: Stage,
}

/// Opens the window and plays.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(missing) = missing_display() {
        complain(missing);
        return ExitCode::from(NO_DISPLAY);
    }
    let folder = folder();
    let shell = Shell { stage: Stage::new(Game::new(folder)) };
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
    let plugins = DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() });
    let exit = App::new()
        .add_plugins(plugins)
        .add_plugins(EguiPlugin::default())
        .insert_resource(shell)
        .insert_resource(idle())
        .init_resource::<picture::Drawn>()
        .add_systems(Startup, picture::set_up)
        .add_systems(
            PreUpdate,
            assist.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(Update, (dropped, pass_time, refresh).chain())
        .add_systems(EguiPrimaryContextPass, (draw, apply).chain())
        .add_systems(PostUpdate, picture::paint)
        .run();
    match exit {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// What is missing for a window, if it can be known beforehand.
#[expect(
    clippy::disallowed_methods,
    reason = "where the display is, is said by the environment only"
)]
fn missing_display() -> Option<&'static str> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Some("no display: neither DISPLAY nor WAYLAND_DISPLAY is set");
    }
    None
}

#[expect(clippy::print_stderr, reason = "without a window there is no other place to say it")]
fn complain(what: &str) {
    eprintln!("error: {what}");
    eprintln!(
        "help: start it on a desktop; `stackholders --help` lists what works without a window"
    );
}

/// Where runs are kept.
fn folder() -> PathBuf {
    let usual = dirs::data_dir().map(|data| data.join("stackholders"));
    usual.unwrap_or_else(|| PathBuf::from("stackholders-runs"))
}

/// Nothing moves: the machine rests until somebody does something, and the clock ticks each second.
fn idle() -> WinitSettings {
    WinitSettings {
        focused_mode: UpdateMode::reactive(Duration::from_secs(1)),
        unfocused_mode: UpdateMode::reactive_low_power(Duration::from_secs(1)),
    }
}

/// A file that is dropped on the window is opened.
fn dropped(mut files: MessageReader<FileDragAndDrop>, mut shell: ResMut<Shell>) {
    for file in files.read() {
        if let FileDragAndDrop::DroppedFile { path_buf, .. } = file {
            shell.stage.wish(Action::Open(path_buf.to_string_lossy().into_owned()));
        }
    }
}

fn pass_time(time: Res<Time<Real>>, mut shell: ResMut<Shell>, mut settings: ResMut<WinitSettings>) {
    shell.stage.game.tick(time.delta_secs().min(2.0));
    let moving = shell.stage.game.moves();
    let continuous = settings.focused_mode == UpdateMode::Continuous;
    if moving != continuous {
        *settings = if moving {
            WinitSettings {
                focused_mode: UpdateMode::Continuous,
                unfocused_mode: UpdateMode::reactive_low_power(Duration::from_millis(100)),
            }
        } else {
            idle()
        };
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
    Ok(())
}

fn apply(mut contexts: EguiContexts, mut shell: ResMut<Shell>) -> Result {
    if shell.stage.apply() {
        contexts.ctx_mut()?.request_repaint();
    }
    Ok(())
}

/// What a screen reader asks for goes to the panels.
fn assist(
    mut requests: MessageReader<ActionRequest>,
    mut inputs: Query<&mut EguiInput, With<PrimaryEguiContext>>,
) {
    for request in requests.read() {
        for mut input in &mut inputs {
            input.events.push(egui::Event::AccessKitActionRequest(request.0.clone()));
        }
    }
}
