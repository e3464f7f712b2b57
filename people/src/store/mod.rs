//! Every statement on the tables of `people`.

pub mod organizations;
pub mod people;
pub mod relations;
pub mod sessions;
