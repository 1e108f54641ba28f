//! The debrief: any mix of sources becomes a room, what is told of a run is what it was, and two runs differ by what was
//! decided alone.

#[path = "debrief/contrasts.rs"]
mod contrasts;
#[path = "debrief/lab.rs"]
mod lab;
#[path = "debrief/rooms.rs"]
mod rooms;
#[path = "debrief/times.rs"]
mod times;
