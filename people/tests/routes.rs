//! Who may use which of this room's routes: one line each, read in review.

#[test]
fn every_route_says_who_may_use_it() {
    insta::assert_snapshot!(people::routes().table());
}
