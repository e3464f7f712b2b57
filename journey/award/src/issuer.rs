//! Who issues: the organization as the standards name it, for as long as there are credentials.

use foundation::{App, Conn, Result, Tx};
use jiff::Timestamp;
use openbadges::keys::{
    ControllerDocument, PublicKey, SecretKey, VerificationMethod, did_key, did_web,
};
use people::{Key, Organization};

/// An issuer with the key that it signs with now.
pub struct Issuer {
    pub organization: Organization,
    /// `did:web:host:issuers:slug`; on an address that can't have one (an IP address, plain http),
    /// the key's own `did:key`, where another key means another identity.
    pub did: String,
    /// The full name of the key, as proofs give it.
    pub method: String,
    pub key: Key,
    pub secret: SecretKey,
}

impl Issuer {
    /// Its first key is made when it first signs.
    pub async fn signing(tx: &mut Tx, app: &App, organization: Organization) -> Result<Issuer> {
        let (key, secret) = people::signing_key(tx, app.secrets(), organization.id).await?;
        Ok(Issuer::with(app, organization, key, secret))
    }

    /// The same for whoever only reads; none if it has never signed.
    pub async fn current(
        conn: &mut Conn,
        app: &App,
        organization: Organization,
    ) -> Result<Option<Issuer>> {
        let current = people::current_key(conn, app.secrets(), organization.id).await?;
        Ok(current.map(|(key, secret)| Issuer::with(app, organization, key, secret)))
    }

    fn with(app: &App, organization: Organization, key: Key, secret: SecretKey) -> Issuer {
        let did = did(app, &organization, &secret.public());
        let method = format!("{did}#{}", key.public);
        Issuer { organization, did, method, key, secret }
    }
}

fn did(app: &App, organization: &Organization, key: &PublicKey) -> String {
    did_web(&address(app, organization)).unwrap_or_else(|_| did_key(key))
}

/// Where the issuer's own page is, and below it its keys and lists.
pub fn address(app: &App, organization: &Organization) -> String {
    app.site().url(&format!("/issuers/{}", organization.slug))
}

/// All keys that it ever signed with, each with its dates: what the old ones signed stays good.
pub fn document(did: &str, keys: &[Key]) -> Result<ControllerDocument> {
    let mut methods = vec![];
    for key in keys {
        let public = PublicKey::from_multibase(&key.public).map_err(anyhow::Error::from)?;
        let method = VerificationMethod::new(did, &public).created(key.begins_at);
        methods.push(ended(method, key.ends_at));
    }
    Ok(ControllerDocument::new(did, methods))
}

fn ended(method: VerificationMethod, at: Option<Timestamp>) -> VerificationMethod {
    match at {
        Some(at) => method.expires(at),
        None => method,
    }
}
