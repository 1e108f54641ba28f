//! A room with a table: the game as the window shows it, in a folder of its own, picture by picture.

use egui::accesskit::{Action, ActionData, ActionRequest, NodeId, Role, TreeId};
use egui::{Event, Key, Modifiers, Rect, Vec2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::AccessKitNode;
use stackholders::app::game::Game;
use stackholders::app::stage::Stage;
use stackholders::ui::theme::Look;

/// Pictures after which a screen must have come to rest.
const REST: usize = 12;

pub struct Room {
    harness: Harness<'static, Stage>,
    folder: tempfile::TempDir,
}

/// What the accessibility tree says of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    pub id: NodeId,
    pub role: Role,
    pub name: String,
    pub value: String,
    pub on: Option<bool>,
    pub focusable: bool,
    pub clickable: bool,
    pub enabled: bool,
    pub rect: Rect,
}

impl Room {
    pub fn new(size: Vec2, look: Look) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a moment");
        let mut game = Game::new(folder.path().to_owned());
        game.look = look;
        game.looking = false;
        let draw = |ui: &mut egui::Ui, stage: &mut Stage| {
            stage.game.refresh();
            stage.draw(ui.ctx());
            stage.apply();
        };
        let harness = Harness::builder().with_size(size).build_ui_state(draw, Stage::new(game));
        let mut room = Self { harness, folder };
        room.settle();
        room
    }

    /// Where its runs are kept.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn game(&self) -> &Game {
        &self.stage().game
    }

    pub fn game_mut(&mut self) -> &mut Game {
        &mut self.harness.state_mut().game
    }

    /// One picture with these events.
    pub fn picture(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    /// Pictures until nothing asks for another.
    pub fn settle(&mut self) {
        for _ in 0..REST {
            self.harness.step();
            let output = &self.harness.output().viewport_output;
            if output.values().all(|it| !it.repaint_delay.is_zero()) {
                return;
            }
        }
        let causes = self.harness.ctx.repaint_causes();
        panic!("the picture does not come to rest: {causes:?}");
    }

    pub fn key(&mut self, key: Key, modifiers: Modifiers) {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.picture(vec![event(true)]);
        self.picture(vec![event(false)]);
    }

    /// Asks a thing in the tree to act, as a screen reader does.
    pub fn ask(&mut self, target_node: NodeId, action: Action, data: Option<ActionData>) {
        self.picture(vec![Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data,
        })]);
        self.settle();
    }

    /// Where a thing is, and what of it can be seen.
    pub fn response(&self, id: NodeId) -> Option<(Rect, Rect)> {
        self.ctx().viewport(|viewport| {
            let layers = viewport.prev_pass.widgets.layers();
            let mut widgets = layers.flat_map(|(_, widgets)| widgets.iter());
            let widget = widgets.find(|widget| widget.id.accesskit_id() == id)?;
            Some((widget.rect, widget.interact_rect))
        })
    }

    pub fn ctx(&self) -> &egui::Context {
        &self.harness.ctx
    }

    /// What egui wants painted.
    pub fn shapes(&self) -> &[egui::epaint::ClippedShape] {
        &self.harness.output().shapes
    }

    pub fn stage(&self) -> &Stage {
        self.harness.state()
    }

    /// What is on the screen, in the order of the tree.
    pub fn things(&self) -> Vec<Thing> {
        let mut things = Vec::new();
        collect(self.harness.kittest_state().root(), &mut things);
        things
    }

    /// What has the keyboard.
    pub fn focus(&self) -> Option<NodeId> {
        self.harness.ctx.memory(egui::Memory::focused).map(|id| id.accesskit_id())
    }
}

fn collect(node: AccessKitNode<'_>, things: &mut Vec<Thing>) {
    let bounds = node.bounding_box();
    let rect = bounds.map_or(Rect::NOTHING, |it| {
        Rect::from_min_max(pos2(it.x0 as f32, it.y0 as f32), pos2(it.x1 as f32, it.y1 as f32))
    });
    let data = node.data();
    things.push(Thing {
        id: node.locate().0,
        role: node.role(),
        name: node.label().unwrap_or_default(),
        value: node.value().unwrap_or_default(),
        on: node.toggled().map(|it| it == egui::accesskit::Toggled::True),
        focusable: data.supports_action(Action::Focus),
        clickable: data.supports_action(Action::Click),
        enabled: !node.is_disabled(),
        rect,
    });
    for child in node.children() {
        collect(child, things);
    }
}
