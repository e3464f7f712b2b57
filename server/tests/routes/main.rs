//! Every route of the table: who may use it, whose its objects are, and from where.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/record.rs"]
mod record;

mod abroad;
mod asks;
mod hosts;
mod place;
mod roles;
mod rows;

/// Read in review like prose: a route that opens to others shows here.
#[test]
fn the_table_is_as_it_was_agreed() {
    insta::assert_snapshot!(server::routes().table());
}

#[test]
fn where_only_programs_come_nothing_is_for_people() {
    assert_eq!(Vec::from_iter(server::routes().misplaced()), Vec::<&str>::new());
}

/// Of these alone, pages of other sites see the answer: never somebody's own.
#[test]
fn what_other_sites_may_read_is_as_it_was_agreed() {
    let open: std::collections::BTreeSet<_> = server::routes().open_to_other_sites().collect();
    insta::assert_snapshot!(Vec::from_iter(open).join("\n"));
}
