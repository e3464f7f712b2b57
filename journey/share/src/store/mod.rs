//! Every statement on `hosts`, `permissions`, `host_tokens`, `credentials_elsewhere`, `profiles`,
//! `wallet_offers` and `wallet_nonces`.

pub mod elsewhere;
pub mod hosts;
pub mod nonces;
pub mod offers;
pub mod permissions;
pub mod profiles;
pub mod tokens;
