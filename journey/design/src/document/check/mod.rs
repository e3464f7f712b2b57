//! What holds of a microcredential as a whole.

mod limits;
mod references;
mod review;
mod rubric;

use super::{Known, Microcredential, objections::Objections};

pub fn microcredential(it: &Microcredential, known: &Known, say: &mut Objections) {
    references::check(it, known, say);
    limits::check(it, say);
    rubric::check(it, say);
    review::check(&it.review, known, say);
}
