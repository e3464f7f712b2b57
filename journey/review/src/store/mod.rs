//! Every statement on the tables of `review`.

pub mod decisions;
pub mod nearness;
pub mod notes;
pub mod panels;
pub mod qualifications;
pub mod reviews;
