//! What the room sees on a second screen while the script stays on the first: the same desk without its buttons.

use egui::{Context, LayerId, Ui, UiBuilder};

use super::game::Game;
use crate::ui::action::Action;
use crate::ui::keys;
use crate::ui::panels::debrief::desk;
use crate::ui::theme::{Look, Theme, fonts};

/// The look of the second screen, remembered from one picture to the next.
#[derive(Default)]
pub struct Wall {
    theme: Option<(Look, Theme)>,
}

impl Wall {
    /// Draws one picture; the views must be fresh. Gives what a clicker asked for, should its keys arrive here.
    pub fn draw(&mut self, ctx: &Context, game: &Game) -> Option<Action> {
        let look = game.look.on_a_wall(ctx.content_rect().height());
        if self.theme.as_ref().is_none_or(|(worn, _)| *worn != look) {
            let first = self.theme.is_none();
            let theme = Theme::of(&look);
            theme.apply(ctx);
            self.theme = Some((look, theme));
            ctx.request_repaint();
            if first {
                // Fonts are there from the next pass on.
                ctx.set_fonts(fonts());
                return None;
            }
        }
        let (_, theme) = self.theme.as_ref()?;
        let debrief = game.debrief.as_ref()?;
        let builder = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect());
        let mut ui = Ui::new(ctx.clone(), "wall".into(), builder);
        desk::wall(&mut ui, theme, &debrief.view, &debrief.hand);
        keys::asked(ctx).or_else(|| desk::clicked_back(ctx))
    }
}
