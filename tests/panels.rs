//! The whole game, played and looked at without a window: by keyboard alone, by the accessibility tree alone, screen by
//! screen. `INSTA_UPDATE=always cargo test --features ui --test panels` accepts new texts of the views.

#![expect(clippy::panic, reason = "a test that fails says what it found")]

#[path = "panels/room.rs"]
mod room;

#[path = "panels/hands.rs"]
mod hands;

#[path = "panels/desk.rs"]
mod desk;

#[path = "panels/play.rs"]
mod play;

#[path = "panels/page.rs"]
mod page;

#[path = "panels/learn.rs"]
mod learn;

#[path = "panels/looking_back.rs"]
mod looking_back;

#[path = "panels/guided.rs"]
mod guided;
#[path = "panels/review.rs"]
mod review;

#[path = "panels/beside.rs"]
mod beside;

#[path = "panels/alone.rs"]
mod alone;

#[path = "panels/tour.rs"]
mod tour;

#[path = "panels/walk.rs"]
mod walk;

#[path = "panels/views.rs"]
mod views;
