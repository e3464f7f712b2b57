//! The house, put together: the program `cairn`.

pub mod backup;
pub mod badge;
pub mod commands;
pub mod data;
pub mod demo;
pub mod import;
pub mod instance;
mod journey;
pub mod keys;
pub mod log;
mod routes;
pub mod serve;
pub mod settings;
mod site_pages;
mod vc_api;
pub mod verify;
mod whole;

pub use journey::journey;
pub use routes::routes;

/// What a command says when something below it broke: the cause, since it is the operator who reads.
pub fn told(error: foundation::Error) -> anyhow::Error {
    anyhow::anyhow!("{}", error.cause())
}
