//! The debrief: any mix of sources becomes a room, what is told of a run is what it was, two runs differ by what was
//! decided alone, and the script keeps the clock.

#[path = "debrief/contrasts.rs"]
mod contrasts;
#[path = "debrief/lab.rs"]
mod lab;
#[path = "debrief/maps.rs"]
mod maps;
#[path = "documents/page.rs"]
mod page;
#[path = "debrief/papers.rs"]
mod papers;
#[path = "debrief/rooms.rs"]
mod rooms;
#[path = "debrief/shows.rs"]
mod shows;
#[path = "debrief/times.rs"]
mod times;
#[path = "debrief/views.rs"]
mod views;
