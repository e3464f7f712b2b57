//! Every statement on the tables of `people`.

pub mod addresses;
pub mod appointments;
pub mod handles;
pub mod keys;
pub mod links;
pub mod organizations;
pub mod passwords;
pub mod people;
pub mod relations;
pub mod sessions;
pub mod throttles;
