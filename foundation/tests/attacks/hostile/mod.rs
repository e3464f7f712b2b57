//! What must be refused, room by room.

use crate::attack::Attack;

mod award;
mod carried;
mod decision;
mod ledger;
mod panel;
mod people;
mod pursuit;
mod recognition;
mod review;
mod submission;
mod vault;

pub fn all() -> Vec<Attack> {
    let rooms = [
        people::attacks(),
        vault::attacks(),
        pursuit::attacks(),
        submission::attacks(),
        review::attacks(),
        panel::attacks(),
        decision::attacks(),
        carried::attacks(),
        award::attacks(),
        recognition::attacks(),
        ledger::attacks(),
    ];
    rooms.into_iter().flatten().collect()
}
