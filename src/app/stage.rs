//! The game with its look on: one pass makes views, draws the screen and carries out what was asked for.
//!
//! The window and the tests both play through this, so that a test sees what a person sees.

use egui::{Context, Id, LayerId, Rect, Ui, UiBuilder};

use super::game::Game;
use super::screen::screen;
use crate::ui::action::Action;
use crate::ui::panels::why;
use crate::ui::theme::{Look, Theme, fonts};

/// The game, and what is remembered from one picture to the next.
pub struct Stage {
    pub game: Game,
    pub theme: Theme,
    /// Where the board is on the screen.
    pub board: Option<Rect>,
    look: Option<Look>,
    wishes: Vec<Action>,
    /// What had the keyboard in the last pass.
    focus: Option<Id>,
    /// The "why?" that is open: what had the keyboard when it was opened, and the pictures of it so far.
    asked: Option<(Option<Id>, u8)>,
}

/// Pictures after which a thing that is gone has lost the keyboard.
const GONE: u8 = 3;

impl Stage {
    #[must_use]
    pub fn new(game: Game) -> Self {
        let theme = Theme::of(&game.look);
        Self { game, theme, board: None, look: None, wishes: Vec::new(), focus: None, asked: None }
    }

    /// The next picture is the first one on its screen: fonts and look are put on anew.
    pub fn forget_look(&mut self) {
        (self.look, self.board, self.focus, self.asked) = (None, None, None, None);
    }

    /// Asks for something, to be carried out after the next picture.
    pub fn wish(&mut self, wish: Action) {
        self.wishes.push(wish);
    }

    /// Draws one picture. The views must be fresh.
    pub fn draw(&mut self, ctx: &Context) {
        let worn = self.game.worn(ctx.content_rect().height());
        if self.look != Some(worn) {
            let first = self.look.is_none();
            self.look = Some(worn);
            self.theme = Theme::of(&worn);
            self.theme.apply(ctx);
            ctx.request_repaint();
            if first {
                // Fonts are there from the next pass on.
                ctx.set_fonts(fonts());
                return;
            }
        }
        self.follow_why(ctx);
        self.follow_focus(ctx);
        let mut ui = Ui::new(
            ctx.clone(),
            "screen".into(),
            UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect()),
        );
        let (wish, board) = screen(&mut ui, &self.theme, &mut self.game);
        self.board = board;
        self.wishes.extend(wish);
    }

    /// The keyboard goes into a "why?" that takes the place of what it stood on, and back to it afterwards.
    fn follow_why(&mut self, ctx: &Context) {
        let focus = ctx.memory(egui::Memory::focused);
        match (self.game.why.is_some(), self.asked) {
            (true, None) => self.asked = Some((focus, 0)),
            (true, Some((from @ Some(_), pictures))) if pictures < GONE => {
                self.asked = Some((from, pictures + 1));
                if focus.is_none()
                    && let Some(close) = ctx.data(|data| data.get_temp::<Id>(why::closing()))
                {
                    ctx.memory_mut(|memory| memory.request_focus(close));
                    self.asked = Some((from, GONE));
                }
                ctx.request_repaint();
            }
            (false, Some((from, _))) => {
                self.asked = None;
                if let Some(from) = from {
                    ctx.memory_mut(|memory| memory.request_focus(from));
                }
            }
            _ => {}
        }
    }

    /// What the keyboard has reached is scrolled into view.
    fn follow_focus(&mut self, ctx: &Context) {
        let now = ctx.memory(egui::Memory::focused);
        if now == self.focus {
            return;
        }
        self.focus = now;
        let hidden = |id: &Id| {
            let seen = ctx.read_response(*id);
            seen.is_some_and(|it| !it.interact_rect.contains_rect(it.rect.shrink(1.0)))
        };
        let Some(id) = now.filter(hidden) else { return };
        // The wish of a screen reader to see something does what is needed here, too.
        let request = egui::accesskit::ActionRequest {
            action: egui::accesskit::Action::ScrollIntoView,
            target_tree: egui::accesskit::TreeId::ROOT,
            target_node: id.accesskit_id(),
            data: None,
        };
        ctx.input_mut(|input| input.events.push(egui::Event::AccessKitActionRequest(request)));
        ctx.request_repaint();
    }

    /// Carries out what was asked for; says whether there was anything.
    pub fn apply(&mut self) -> bool {
        let wishes = std::mem::take(&mut self.wishes);
        let any = !wishes.is_empty();
        for wish in wishes {
            self.game.apply(wish);
        }
        any
    }
}
