//! Ways for the pipes: along the lanes between stations, never through one that they do not serve.
//!
//! The board is a grid of lines: odd lines run through the middle of columns and rows, even lines between them. A way
//! is a chain of corners on that grid; where several pipes share a line, each has a lane of its own.
//!
//! Invariant: the same stations and pipes give the same ways.

use std::collections::BTreeMap;

/// Column line and row line, from 0.
pub type Node = (u8, u8);

/// One way, from station to station.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Where it begins, turns and ends.
    pub corners: Vec<Node>,
    /// Of each straight piece: how many lanes aside of the line it runs (0: on the line).
    pub lanes: Vec<f32>,
}

/// Price of a turn, of a line that another pipe runs on, of crossing another pipe, and of the outermost
/// lines, in half cells. Chosen by eye.
const TURN: u32 = 7;
const STEP: u32 = 10;
const SHARED: u32 = 6;
const CROSSED: u32 = 5;
const OUTSIDE: u32 = 2;
/// Orders of lanes that are tried at most where many pipes share a line.
const MOST_ORDERS: usize = 120;

/// The ways of all pipes between stations at these places.
#[must_use]
pub fn routes(columns: u8, rows: u8, places: &[(u8, u8)], pipes: &[(usize, usize)]) -> Vec<Route> {
    let mut grid = Grid::new(columns, rows, places);
    let far = |&(a, b): &(usize, usize)| {
        let ((ax, ay), (bx, by)) = (places[a], places[b]);
        u32::from(ax.abs_diff(bx)) + u32::from(ay.abs_diff(by))
    };
    // The short ones first: they have the least choice.
    let mut order: Vec<usize> = (0..pipes.len()).collect();
    order.sort_by_key(|pipe| (far(&pipes[*pipe]), *pipe));
    let mut ways = vec![Route::default(); pipes.len()];
    for pipe in order {
        let (a, b) = pipes[pipe];
        let path = grid.path(middle(places[a]), middle(places[b]));
        grid.take(&path);
        let corners = corners(&path);
        let lanes = vec![0.0; corners.len().saturating_sub(1)];
        ways[pipe] = Route { corners, lanes };
    }
    spread(&mut ways);
    ways
}

const fn middle(place: (u8, u8)) -> Node {
    (place.0 * 2 + 1, place.1 * 2 + 1)
}

struct Grid {
    size: (u8, u8),
    stations: Vec<Node>,
    /// Pipes on each step between two nodes, and through each node along (columns, rows).
    steps: BTreeMap<(Node, Node), u32>,
    through: BTreeMap<Node, (u32, u32)>,
}

impl Grid {
    fn new(columns: u8, rows: u8, places: &[(u8, u8)]) -> Self {
        let stations = places.iter().map(|place| middle(*place)).collect();
        let size = (columns * 2 + 1, rows * 2 + 1);
        Self { size, stations, steps: BTreeMap::new(), through: BTreeMap::new() }
    }

    fn neighbours(&self, (x, y): Node) -> impl Iterator<Item = Node> + use<> {
        let size = self.size;
        [(1, 0), (0, 1), (-1, 0), (0, -1)].into_iter().filter_map(move |(dx, dy)| {
            let next = (x.checked_add_signed(dx)?, y.checked_add_signed(dy)?);
            (next.0 < size.0 && next.1 < size.1).then_some(next)
        })
    }

    /// The cheapest way; ties go to the node that comes first.
    fn path(&self, from: Node, to: Node) -> Vec<Node> {
        // What a place costs depends on how it was entered: `true` is along a row.
        let mut open = std::collections::BTreeSet::from([(0, from, None::<bool>)]);
        let mut best: Known = BTreeMap::from([((from, None), (0, None))]);
        while let Some((cost, at, along)) = open.pop_first() {
            if at == to {
                return unwind(&best, (at, along));
            }
            if best.get(&(at, along)).is_some_and(|known| known.0 < cost) {
                continue;
            }
            for next in self.neighbours(at) {
                if next != to && self.stations.contains(&next) {
                    continue;
                }
                let row = next.1 == at.1;
                let mut price = cost + STEP + self.price(at, next, row);
                if along.is_some_and(|along| along != row) {
                    price += TURN;
                }
                let state = (next, Some(row));
                if best.get(&state).is_none_or(|known| price < known.0) {
                    best.insert(state, (price, Some((at, along))));
                    open.insert((price, next, Some(row)));
                }
            }
        }
        vec![from, to]
    }

    fn price(&self, at: Node, next: Node, row: bool) -> u32 {
        let shared = self.steps.get(&step(at, next)).copied().unwrap_or(0);
        let (columns, rows) = self.through.get(&next).copied().unwrap_or((0, 0));
        let crossed = if row { columns } else { rows };
        let edge = |at: u8, size: u8| at == 0 || at + 1 == size;
        let outside = edge(next.0, self.size.0) || edge(next.1, self.size.1);
        shared * SHARED + crossed * CROSSED + if outside { OUTSIDE } else { 0 }
    }

    fn take(&mut self, path: &[Node]) {
        for pair in path.windows(2) {
            *self.steps.entry(step(pair[0], pair[1])).or_default() += 1;
        }
        for three in path.windows(3) {
            let through = self.through.entry(three[1]).or_default();
            if three[0].1 == three[2].1 {
                through.1 += 1;
            } else if three[0].0 == three[2].0 {
                through.0 += 1;
            } else {
                // A turn is in the way of both.
                through.0 += 1;
                through.1 += 1;
            }
        }
    }
}

fn step(a: Node, b: Node) -> (Node, Node) {
    (a.min(b), a.max(b))
}

/// A node and how it was entered: along a row, along a column, or not at all at the start.
type Entered = (Node, Option<bool>);
/// What each cost at least, and where the way to it came from.
type Known = BTreeMap<Entered, (u32, Option<Entered>)>;

fn unwind(best: &Known, end: Entered) -> Vec<Node> {
    let mut path = vec![end.0];
    let mut at = end;
    while let Some((_, Some(before))) = best.get(&at) {
        path.push(before.0);
        at = *before;
    }
    path.reverse();
    path
}

/// Only where it begins, turns and ends.
fn corners(path: &[Node]) -> Vec<Node> {
    let straight = |three: &[Node]| {
        (three[0].0 == three[1].0 && three[1].0 == three[2].0)
            || (three[0].1 == three[1].1 && three[1].1 == three[2].1)
    };
    let turns = path.windows(3).filter(|three| !straight(three)).map(|three| three[1]);
    let ends = (path.first().copied(), path.last().copied());
    ends.0.into_iter().chain(turns).chain(ends.1).collect()
}

/// A straight piece: of which way, which piece, from where to where on its line.
struct Piece {
    way: usize,
    piece: usize,
    span: (f32, f32),
}

/// Gives pipes that share a line lanes side by side, in the order that crosses least.
fn spread(ways: &mut [Route]) {
    for cluster in clusters(ways) {
        let taken = coloured(&cluster);
        let lanes = taken.iter().max().map_or(1, |most| most + 1);
        if lanes < 2 {
            continue;
        }
        let mut best: Option<(usize, Vec<usize>)> = None;
        for order in orders(lanes) {
            lay(ways, &cluster, &taken, &order);
            let crossings = crossings(ways);
            if best.as_ref().is_none_or(|best| crossings < best.0) {
                best = Some((crossings, order));
            }
        }
        if let Some((_, order)) = best {
            lay(ways, &cluster, &taken, &order);
        }
    }
}

/// Pieces that share a line and overlap there, directly or through others.
fn clusters(ways: &[Route]) -> Vec<Vec<Piece>> {
    let mut lines: BTreeMap<(bool, u8), Vec<Piece>> = BTreeMap::new();
    for (way, route) in ways.iter().enumerate() {
        let last = route.corners.len().saturating_sub(2);
        for (piece, pair) in route.corners.windows(2).enumerate() {
            let row = pair[0].1 == pair[1].1;
            let (a, b) = if row { (pair[0].0, pair[1].0) } else { (pair[0].1, pair[1].1) };
            let reach = |at: u8, station: bool, up: bool| {
                // Within a station nothing is seen; a corner needs a little room.
                let by = if station { -0.6 } else { 0.2 };
                f32::from(at) + if up { by } else { -by }
            };
            let (first, end) = (piece == 0, piece == last);
            let span = if a <= b {
                (reach(a, first, false), reach(b, end, true))
            } else {
                (reach(b, end, false), reach(a, first, true))
            };
            let line = (row, if row { pair[0].1 } else { pair[0].0 });
            lines.entry(line).or_default().push(Piece { way, piece, span });
        }
    }
    let mut clusters = Vec::new();
    for mut pieces in lines.into_values() {
        pieces.sort_by(|a, b| a.span.0.total_cmp(&b.span.0));
        let mut reach = f32::NEG_INFINITY;
        for piece in pieces {
            if piece.span.0 >= reach {
                clusters.push(Vec::new());
            }
            reach = reach.max(piece.span.1);
            if let Some(cluster) = clusters.last_mut() {
                cluster.push(piece);
            }
        }
    }
    clusters
}

/// The first lane that is free, piece by piece from the left.
fn coloured(cluster: &[Piece]) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::with_capacity(cluster.len());
    for (at, piece) in cluster.iter().enumerate() {
        let busy = |lane: usize| {
            cluster[..at].iter().zip(&taken).any(|(other, other_lane)| {
                *other_lane == lane && other.span.1 > piece.span.0 && other.span.0 < piece.span.1
            })
        };
        taken.push((0..).find(|lane| !busy(*lane)).unwrap_or(0));
    }
    taken
}

fn lay(ways: &mut [Route], cluster: &[Piece], taken: &[usize], order: &[usize]) {
    let most = order.len() as f32 - 1.0;
    for (piece, lane) in cluster.iter().zip(taken) {
        ways[piece.way].lanes[piece.piece] = order[*lane] as f32 - most / 2.0;
    }
}

/// Orders of so many lanes: all of them where there are few.
fn orders(lanes: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for lane in 0..lanes {
        let mut longer = Vec::new();
        for order in &all {
            for at in 0..=order.len() {
                let mut order: Vec<usize> = order.clone();
                order.insert(at, lane);
                longer.push(order);
            }
        }
        longer.truncate(MOST_ORDERS);
        all = longer;
    }
    all
}

/// How far apart two lanes are, in half cells, where ways are compared.
const LANE: f32 = 0.08;

impl Route {
    /// The points of the way; `place` gives a line's place (`true`: a column line) moved by so many lanes.
    pub fn points(&self, place: impl Fn(bool, u8, f32) -> f32) -> Vec<(f32, f32)> {
        let row = |piece: usize| self.corners[piece].1 == self.corners[piece + 1].1;
        let pieces = self.lanes.len();
        let at = |(index, corner): (usize, &Node)| {
            // The pieces that meet here, one along a row, one along a column, say how far it is moved.
            let (before, after) = (index.checked_sub(1), (index < pieces).then_some(index));
            let lane = |along_row: bool| {
                let pieces = [before, after].into_iter().flatten();
                pieces.filter(|piece| row(*piece) == along_row).map(|it| self.lanes[it]).next()
            };
            (
                place(true, corner.0, lane(false).unwrap_or(0.0)),
                place(false, corner.1, lane(true).unwrap_or(0.0)),
            )
        };
        self.corners.iter().enumerate().map(at).collect()
    }
}

/// How often two ways cross.
fn crossings(ways: &[Route]) -> usize {
    let drawn: Vec<_> =
        ways.iter().map(|way| way.points(|_, line, lane| f32::from(line) + lane * LANE)).collect();
    let mut count = 0;
    for (at, a) in drawn.iter().enumerate() {
        for b in &drawn[at + 1..] {
            for one in a.windows(2) {
                count += b.windows(2).filter(|two| cross(one, two)).count();
            }
        }
    }
    count
}

fn cross(one: &[(f32, f32)], two: &[(f32, f32)]) -> bool {
    let row = |piece: &[(f32, f32)]| piece[0].1 == piece[1].1;
    let (along, across) = match (row(one), row(two)) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        _ => return false,
    };
    let within = |value: f32, a: f32, b: f32| value > a.min(b) && value < a.max(b);
    within(across[0].0, along[0].0, along[1].0) && within(along[0].1, across[0].1, across[1].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_round_a_station_that_it_does_not_serve() {
        let places = [(0, 0), (1, 0), (2, 0)];
        let ways = routes(3, 1, &places, &[(0, 1), (1, 2), (0, 2)]);
        assert_eq!(ways[0].corners, [(1, 1), (3, 1)], "neighbours are joined straight");
        assert!(ways[2].corners.len() >= 4, "{:?}", ways[2].corners);
        assert!(!ways[2].corners.contains(&(3, 1)));
    }

    #[test]
    fn pipes_on_one_line_run_side_by_side() {
        let places = [(0, 0), (1, 0)];
        let ways = routes(2, 1, &places, &[(0, 1), (1, 0)]);
        let lanes: Vec<_> = ways.iter().map(|way| way.lanes.clone()).collect();
        assert!(lanes[0] != lanes[1] || ways[0].corners.len() != ways[1].corners.len(), "{ways:?}");
    }

    #[test]
    fn lanes_are_ordered_so_that_no_more_ways_cross_than_must() {
        // A fan from one station to three below: side by side, no crossing is needed.
        let places = [(1, 0), (0, 1), (1, 1), (2, 1)];
        let ways = routes(3, 2, &places, &[(0, 1), (0, 2), (0, 3)]);
        assert_eq!(crossings(&ways), 0, "{ways:?}");
    }
}
