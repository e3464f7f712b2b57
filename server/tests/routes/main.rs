//! Every route of the table: who may use it, whose its objects are, and from where.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/record.rs"]
mod record;

mod abroad;
mod asks;
mod place;
mod roles;
mod rows;

/// Read in review like prose: a route that opens to others shows here.
#[test]
fn the_table_is_as_it_was_agreed() {
    insta::assert_snapshot!(server::routes().table());
}
