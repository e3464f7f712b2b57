//! Several things measured in turns, so that whatever else the machine does slows all of them.

use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
const TURN: Duration = Duration::from_millis(400);

/// How often a second each is done: the median of some rounds. Each call does its work once.
pub fn per_second<const N: usize>(mut works: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut rates: [Vec<f64>; N] = std::array::from_fn(|_| vec![]);
    for work in &mut works {
        work();
    }
    for _ in 0..ROUNDS {
        for (work, rates) in works.iter_mut().zip(&mut rates) {
            rates.push(turn(work));
        }
    }
    rates.map(median)
}

fn turn(work: &mut dyn FnMut()) -> f64 {
    let began = Instant::now();
    let mut done = 0_u32;
    while began.elapsed() < TURN {
        work();
        done += 1;
    }
    f64::from(done) / began.elapsed().as_secs_f64()
}

pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
