//! The board as one mesh of coloured triangles below the words.

use bevy::asset::RenderAssetUsages;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

use super::screen::shapes;
use super::window::Shell;
use crate::ui::canvas::Canvas;

/// The mesh, and what was drawn into it last.
#[derive(Resource, Default)]
pub(super) struct Drawn {
    mesh: Handle<Mesh>,
    canvas: Canvas,
}

pub(super) fn set_up(
    mut commands: Commands,
    mut drawn: ResMut<Drawn>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<ColorMaterial>>,
) {
    drawn.mesh = meshes.add(mesh_of(&Canvas::default(), Vec2::ZERO));
    commands.spawn(Camera2d);
    commands.spawn((
        Mesh2d(drawn.mesh.clone()),
        MeshMaterial2d(materials.add(ColorMaterial::from_color(Color::WHITE))),
        // The mesh is made anew in place; its bounds are not followed.
        bevy::camera::visibility::NoFrustumCulling,
    ));
}

/// Draws the board where the panels left room for it.
pub(super) fn paint(
    shell: Res<Shell>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut drawn: ResMut<Drawn>,
    mut meshes: ResMut<Assets<Mesh>>,
) {
    let mut canvas = Canvas::default();
    let stage = &shell.stage;
    shapes(&stage.game, &stage.theme, stage.board, &mut canvas);
    if canvas == drawn.canvas {
        return;
    }
    if let Some(mut mesh) = meshes.get_mut(&drawn.mesh) {
        *mesh = mesh_of(&canvas, Vec2::new(window.width(), window.height()));
    }
    drawn.canvas = canvas;
}

/// Screen points have their origin in the upper left corner, the world has it in the middle.
fn mesh_of(canvas: &Canvas, window: Vec2) -> Mesh {
    let place = |point: &egui::Pos2| [point.x - window.x / 2.0, window.y / 2.0 - point.y, 0.0];
    let positions: Vec<[f32; 3]> = canvas.points.iter().map(place).collect();
    let colours: Vec<[f32; 4]> = canvas
        .colours
        .iter()
        .map(|colour| {
            let [r, g, b, a] = colour.to_array();
            Color::srgba_u8(r, g, b, a).to_linear().to_f32_array()
        })
        .collect();
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, positions);
    mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, colours);
    mesh.insert_indices(Indices::U32(canvas.triangles.clone()));
    mesh
}
