//! The second window: opened for the room's screen while it is wanted, closed with the debrief.
//!
//! Invariant: it shows and never decides; a clicker's keys go to the game like those of the first window.

use bevy::camera::RenderTarget;
use bevy::camera::visibility::RenderLayers;
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::window::{WindowCloseRequested, WindowRef, WindowResolution};
use bevy_egui::{EguiContext, EguiSchedule, PrimaryEguiContext};

use super::game::Screen;
use super::wall::Wall;
use super::window::Shell;

/// When the second window is drawn.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct WallPass;

/// The second window and its camera, while there is one.
#[derive(Resource, Default)]
pub(super) struct Second {
    open: Option<(Entity, Entity)>,
    wall: Wall,
}

/// Opens the window when it is wanted and closes it when it is not.
pub(super) fn follow(
    mut commands: Commands,
    mut second: ResMut<Second>,
    mut shell: ResMut<Shell>,
    mut closed: MessageReader<WindowCloseRequested>,
) {
    let game = &mut shell.stage.game;
    let on_desk = game.screen == Screen::Debrief;
    if let (Some((window, _)), Some(debrief)) = (second.open, &mut game.debrief)
        && closed.read().any(|it| it.window == window)
    {
        debrief.hand.wall = false;
    }
    let wanted = on_desk && game.debrief.as_ref().is_some_and(|debrief| debrief.hand.wall);
    match (wanted, second.open) {
        (true, None) => {
            let window = Window {
                title: "Stackholders, what the room sees".to_owned(),
                resolution: WindowResolution::new(1280, 720),
                ..default()
            };
            let window = commands.spawn(window).id();
            let camera = commands
                .spawn((
                    Camera2d,
                    RenderTarget::Window(WindowRef::Entity(window)),
                    // The board of the first window is not in this one: the wall draws its own.
                    RenderLayers::layer(1),
                    EguiSchedule::new(WallPass),
                ))
                .id();
            second.open = Some((window, camera));
            second.wall = Wall::default();
        }
        (false, Some((window, camera))) => {
            // Who closed the window by its own button took it away already.
            for gone in [camera, window] {
                commands.entity(gone).try_despawn();
            }
            second.open = None;
        }
        _ => {}
    }
}

/// Draws it.
pub(super) fn draw(
    mut contexts: Query<&mut EguiContext, Without<PrimaryEguiContext>>,
    mut second: ResMut<Second>,
    mut shell: ResMut<Shell>,
) {
    let Ok(mut context) = contexts.single_mut() else { return };
    let wish = second.wall.draw(context.get_mut(), &shell.stage.game);
    if let Some(wish) = wish {
        shell.stage.wish(wish);
    }
}
