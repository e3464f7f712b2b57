//! What waits for whom, across rooms. Words: move.
//! No tables. It promises that whoever signs in sees what is theirs to do next, and finds it at the
//! very field.

mod page;

use people::{Routes, Who, get};

pub fn routes() -> Routes {
    Routes::of([get("/today", Who::SignedIn, page::show)]).nav("Today", "/today", Who::SignedIn)
}
