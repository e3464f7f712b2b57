#![doc = include_str!("../README.md")]

pub mod bake;
pub mod compiled;
pub mod contexts;
pub mod dates;
mod error;
pub mod jose;
pub mod json;
pub mod jsonld;
pub mod keys;
pub mod model;
pub mod ob2;
pub mod proof;
pub mod rdf;
pub mod status;
pub mod text;
pub mod validate;
pub mod verify;

pub use contexts::Contexts;
pub use error::Error;
pub use proof::Signer;
pub use verify::verify;
