//! A whole screen, drawn: the frame, and the panel of the moment.

use egui::{Popup, Rect, Ui};

use super::game::{Game, Screen};
use crate::ui::action::{Action, AidWish};
use crate::ui::board;
use crate::ui::canvas::Canvas;
use crate::ui::help;
use crate::ui::keys;
use crate::ui::panels::debrief::desk;
use crate::ui::panels::study;
use crate::ui::panels::{aid, brief, end, frame, play, reveal, title, why, year};
use crate::ui::theme::Theme;
use crate::ui::widgets;

/// Draws the screen; gives what was asked for, and where the board is. One match on the screen.
pub fn screen(ui: &mut Ui, theme: &Theme, game: &mut Game) -> (Option<Action>, Option<Rect>) {
    let by_key = escaped(ui, game).or_else(|| keys::asked(ui.ctx()));
    let mut wish = frame::show(ui, theme, &game.views.frame, game.look, &mut game.frame);
    // Only what stands in the strip is pointed at.
    let aid = &game.views.aid;
    let step = aid.guide.as_ref().filter(|_| !aid.help && aid.hint.is_none());
    help::set(ui.ctx(), aid.help, step.map(|guide| guide.step));
    wish = aid::show(ui, theme, &game.views.aid).or(wish);
    let whole = ui.available_rect_before_wrap();
    // The outline of a "why?" stands beside the screen, or before it where there is no room for both.
    let (left, right) = match &game.why {
        None => (Some(whole), None),
        Some(_) if whole.width() < 900.0 * theme.scale => (None, Some(whole)),
        Some(_) => {
            let (left, right) = whole.split_left_right_at_fraction(0.56);
            (Some(left), Some(right))
        }
    };
    let mut board = None;
    if let Some(left) = left {
        let (action, area) = widgets::place(ui, left, "screen", |ui| panel(ui, theme, game));
        board = area;
        wish = wish.or(action);
    }
    if let (Some(right), Some((name, line))) = (right, &game.why) {
        let closed = widgets::place(ui, right, "why", |ui| why::show(ui, theme, name, line));
        wish = wish.or(closed);
    }
    let asked = help::asked(ui.ctx()).map(|topic| Action::Aid(AidWish::Explain(topic)));
    (by_key.or(asked).or(wish), board)
}

/// Escape closes what was opened last over the screen: a list, the settings, an outline, a message, help.
fn escaped(ui: &Ui, game: &mut Game) -> Option<Action> {
    if !ui.input(|input| input.key_pressed(egui::Key::Escape)) || Popup::is_any_open(ui.ctx()) {
        return None;
    }
    if std::mem::take(&mut game.frame.settings) {
        return None;
    }
    let aid = &game.views.aid;
    if game.why.is_some() {
        Some(Action::CloseWhy)
    } else if game.views.frame.message.is_some() {
        Some(Action::Dismiss)
    } else if aid.hint.is_some() {
        Some(Action::Aid(AidWish::CloseHint))
    } else {
        aid.help.then_some(Action::Aid(AidWish::Help))
    }
}

fn panel(ui: &mut Ui, theme: &Theme, game: &mut Game) -> (Option<Action>, Option<Rect>) {
    match game.screen {
        Screen::Title => (title::show(ui, theme, &game.views.title, &mut game.title), None),
        Screen::Brief => brief::show(ui, theme, &game.views.brief, game.look.projector),
        Screen::Year => {
            let before = game.year.clone();
            let views = &game.views;
            let shown = year::show(
                ui,
                theme,
                &views.planning,
                &views.board,
                views.component.as_ref(),
                &mut game.year,
                game.look.projector,
                views.aid.offered,
            );
            if game.year != before {
                game.touch();
            }
            shown
        }
        Screen::Play => play::show(ui, theme, &game.views.play, &game.views.board, &game.moment),
        Screen::Reveal => {
            let before = game.reveal;
            let alone = game.alone.is_some();
            let wish = reveal::show(ui, theme, &game.views.reveal, &mut game.reveal, alone);
            if game.reveal != before {
                game.touch();
            }
            (wish, None)
        }
        Screen::Debrief => {
            let Some(debrief) = &mut game.debrief else { return (Some(Action::Home), None) };
            let before = debrief.hand.clone();
            let shown = desk::show(ui, theme, &debrief.view, &mut debrief.hand);
            if debrief.hand != before {
                game.touch();
            }
            shown
        }
        Screen::Learn => {
            let Some(learn) = &mut game.learn else { return (Some(Action::Home), None) };
            let before = learn.hand.clone();
            let wish = study::desk::show(ui, theme, &learn.view, &mut learn.hand);
            if learn.hand != before {
                game.touch();
            }
            (wish, None)
        }
        Screen::Review => {
            let Some(review) = &mut game.review else { return (Some(Action::Home), None) };
            let before = review.hand.clone();
            let wish = study::review::desk::show(ui, theme, &review.view, &mut review.hand);
            if review.hand != before {
                game.touch();
            }
            (wish, None)
        }
        Screen::End => (end::show(ui, theme, &game.views.end), None),
    }
}

/// The board of the screen, as shapes below the words.
pub fn shapes(game: &Game, theme: &Theme, area: Option<Rect>, canvas: &mut Canvas) {
    let still = board::Moment { still: true, ..board::Moment::default() };
    let mut moment = &game.moment;
    let view = match game.screen {
        Screen::Debrief => {
            moment = &still;
            game.debrief.as_ref().map(|debrief| &debrief.view.board)
        }
        Screen::Brief => Some(&game.views.brief.board),
        Screen::Year | Screen::Play => Some(&game.views.board),
        Screen::Title | Screen::Reveal | Screen::End | Screen::Learn | Screen::Review => None,
    };
    if let (Some(view), Some(area)) = (view, area) {
        board::paint(view, area, theme, moment, canvas);
    }
}
