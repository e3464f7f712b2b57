//! Who issues: the organization as the standards name it, for as long as there are credentials.

use std::ops::Deref;

use anyhow::Context;
use foundation::{App, Conn, Result, Tx};
use jiff::Timestamp;
use openbadges::keys::{
    ControllerDocument, PublicKey, SecretKey, VerificationMethod, did_key, did_web,
};
use people::{Key, Organization};

/// An issuer, and the key that it signs with now.
pub struct Issuer {
    pub organization: Organization,
    /// `did:web:host:issuers:slug`; on an address that can't have one (an IP address, plain http),
    /// the key's own `did:key`, where another key means another identity.
    pub did: String,
    /// The full name of the key, as proofs give it.
    pub method: String,
    pub key: Key,
}

/// An issuer about to sign: with the private half of its key, unsealed.
pub struct Signing {
    issuer: Issuer,
    pub secret: SecretKey,
}

impl Deref for Signing {
    type Target = Issuer;

    fn deref(&self) -> &Issuer {
        &self.issuer
    }
}

impl Issuer {
    /// Its first key is made when it first signs.
    pub async fn signing(tx: &mut Tx, app: &App, organization: Organization) -> Result<Signing> {
        let (key, secret) = people::signing_key(tx, app.secrets(), organization.id).await?;
        Ok(Signing { issuer: Issuer::with(app, organization, key)?, secret })
    }

    /// The same with no transaction open: many sign at once, and one is opened for a first key alone.
    pub async fn about_to_sign(app: &App, organization: Organization) -> Result<Signing> {
        let mut read = app.read().await?;
        let known = people::current_key(&mut read, app.secrets(), organization.id).await?;
        drop(read);
        if let Some((key, secret)) = known {
            return Ok(Signing { issuer: Issuer::with(app, organization, key)?, secret });
        }
        let mut tx = app.begin().await?;
        let signing = Issuer::signing(&mut tx, app, organization).await?;
        tx.commit().await?;
        Ok(signing)
    }

    /// For whoever only reads: nothing is unsealed. None if it has never signed.
    pub async fn current(
        conn: &mut Conn,
        app: &App,
        organization: Organization,
    ) -> Result<Option<Issuer>> {
        let keys = people::keys(conn, &[organization.id]).await?;
        let current = keys.into_iter().find(|key| key.ends_at.is_none());
        current.map(|key| Issuer::with(app, organization, key)).transpose()
    }

    /// To sign what has to be signed while somebody reads.
    pub async fn unsealed(&self, conn: &mut Conn, app: &App) -> Result<SecretKey> {
        let current = people::current_key(conn, app.secrets(), self.organization.id).await?;
        let current = current.filter(|(key, _)| key.id == self.key.id);
        Ok(current.context("a key in use has a private half")?.1)
    }

    fn with(app: &App, organization: Organization, key: Key) -> Result<Issuer> {
        let did = did(app, &organization, &public(&key)?);
        let method = format!("{did}#{}", key.public);
        Ok(Issuer { organization, did, method, key })
    }
}

pub fn public(key: &Key) -> Result<PublicKey> {
    Ok(PublicKey::from_multibase(&key.public).map_err(anyhow::Error::from)?)
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
        let method = VerificationMethod::new(did, &public(key)?).created(key.begins_at);
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
