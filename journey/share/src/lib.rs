//! The educator shows what she earned: other programs read it, or add what she earned elsewhere, when
//! she says so; and a wallet takes it along. Words: host, permission, scope, token, wallet, offer.
//! It promises that nothing of hers goes anywhere without her, and that she can take it back.
//!
//! Tables: hosts, permissions, host_tokens, credentials_elsewhere, profiles, wallet_offers,
//! wallet_nonces.

mod api;
mod bring;
mod oauth;
mod secret;
mod sharing;
mod store;
mod wallet;

use people::{Routes, Who, get, post};

pub use api::{elsewhere::Form, service_description};
pub use bring::bring;
pub use oauth::bearers;
pub use wallet::page::ways;

pub fn routes() -> Routes {
    api::routes()
        .merge(Routes::of([
            get(oauth::METADATA, Who::Program, oauth::metadata::show),
            post(oauth::REGISTRATION, Who::Program, oauth::registration::register),
            get(oauth::AUTHORIZATION, Who::SignedIn, oauth::consent::ask),
            post(oauth::AUTHORIZATION, Who::SignedIn, oauth::consent::answer),
            post(oauth::TOKEN, Who::Program, oauth::token::give),
            post(oauth::REVOCATION, Who::Program, oauth::revocation::revoke),
            get("/sharing", Who::SignedIn, sharing::show),
            post("/sharing/{host}/end", Who::SignedIn, sharing::take_back),
            post("/sharing/credentials/{id}/removal", Who::SignedIn, sharing::remove),
            post("/sharing/profile/removal", Who::SignedIn, sharing::clear_profile),
            get(wallet::METADATA, Who::Program, wallet::metadata::show),
            get("/wallet/offers/{offer}", Who::Program, wallet::offer::read),
            post(wallet::NONCE, Who::Program, wallet::nonce::give),
            post(wallet::CREDENTIAL, Who::Token(wallet::SCOPE), wallet::credential::give)
                .refusing(wallet::refuse),
            get("/credentials/{id}/wallet", Who::SignedIn, wallet::page::show),
            post("/credentials/{id}/wallet", Who::SignedIn, wallet::page::offer),
        ]))
        .telling(oauth::METADATA, oauth::Refused::absent)
        .telling(oauth::REGISTRATION, oauth::Refused::absent)
        .telling(oauth::TOKEN, oauth::Refused::absent)
        .telling(oauth::REVOCATION, oauth::Refused::absent)
        .telling(wallet::METADATA, oauth::Refused::absent)
        .telling("/wallet", oauth::Refused::absent)
        .nav("Sharing", "/sharing", Who::Holder)
}
