//! Whose key signed? Keys are looked up where their holder publishes them.

use super::loader::Loader;
use super::report::Check;
use crate::jose::Jws;
use crate::json;
use crate::keys::{ControllerDocument, PublicKey, VerificationMethod, did_web_url};

/// Which keys are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Those that their holder publishes.
    Published,
    /// Those, too, that a signature brings along: then anyone can sign in any name, and what
    /// holds says only that nothing was changed since.
    Claimed,
}

/// A key's full name, and the document that has it, or why that couldn't be had.
pub(super) struct Named {
    pub method: String,
    pub document: Result<ControllerDocument, String>,
}

impl Named {
    /// The key itself, or what its absence makes of the signature.
    pub fn key(&self) -> Result<&PublicKey, Check> {
        let keys = match &self.document {
            Ok(keys) => keys,
            Err(why) => return Err(Check::unknown(format!("The key could not be had. {why}"))),
        };
        let Some(method) = keys.method(&self.method) else {
            let why = format!("{} has no key of the name {}.", keys.id, self.method);
            return Err(Check::failed(why));
        };
        let unread = || Check::unknown("Its key is of a kind that is not read here.");
        method.key.as_ref().ok_or_else(unread)
    }
}

/// The document in which a verification method stands.
pub(super) fn of_method(method: &str, keys: Keys, loader: &dyn Loader) -> Named {
    let id = document_of(method);
    let mut document = document(id, loader);
    let is_had = document.as_ref().is_ok_and(|it| it.method(method).is_some());
    if keys == Keys::Claimed
        && !is_had
        && let Some((_, key)) = method.split_once('#')
        && let Ok(key) = PublicKey::from_multibase(key)
    {
        document = Ok(ControllerDocument::new(id, vec![VerificationMethod::new(id, &key)]));
    }
    Named { method: method.to_owned(), document }
}

/// The document with the key that a JWS names, or brings (Open Badges 3.0, §8.2.4; VC-JOSE-COSE,
/// §4). A key that it brings is looked up in its controller's document, too: a header is no proof
/// of whose key it is.
pub(super) fn of_jws(
    jws: &Jws,
    controller: Option<&str>,
    keys: Keys,
    loader: &dyn Loader,
) -> Named {
    if let Some(kid) = jws.says("kid") {
        return of_kid(kid, controller, keys, loader);
    }
    let brought = jws.header().get("jwk").map(PublicKey::from_jwk);
    let unnamed = |why: String| Named { method: String::new(), document: Err(why) };
    let (key, controller) = match (brought, controller) {
        (None, _) => return unnamed("It doesn't say which key signed it.".into()),
        (Some(Err(why)), _) => return unnamed(why.to_string()),
        (_, None) => return unnamed("It doesn't say whose it is.".into()),
        (Some(Ok(key)), Some(controller)) => (key, controller),
    };
    let own = VerificationMethod::jwk(controller, &key);
    if keys == Keys::Claimed {
        let method = own.id.clone();
        return Named { method, document: Ok(ControllerDocument::new(controller, vec![own])) };
    }
    let document = document(controller, loader);
    let known = |it: &ControllerDocument| {
        it.keys.iter().find(|it| it.key.as_ref() == Some(&key)).map(|it| it.id.clone())
    };
    let method = document.as_ref().ok().and_then(known).unwrap_or(own.id);
    Named { method, document }
}

fn of_kid(kid: &str, controller: Option<&str>, keys: Keys, loader: &dyn Loader) -> Named {
    let is_did_key = kid.starts_with("did:key:") && !kid.contains('#');
    if is_did_key {
        let name = kid.trim_start_matches("did:key:");
        return of_method(&format!("{kid}#{name}"), keys, loader);
    }
    if kid.starts_with("did:") || (kid.starts_with("https://") && kid.contains('#')) {
        return of_method(kid, keys, loader);
    }
    let Some(controller) = controller else {
        let why = "It doesn't say whose it is.".to_owned();
        return Named { method: kid.to_owned(), document: Err(why) };
    };
    if kid.starts_with("https://") {
        return Named { method: kid.to_owned(), document: at_url(kid, controller, loader) };
    }
    in_document(kid, document(controller, loader), controller)
}

/// A name inside the controller's document: a fragment, what a JWK calls itself, or the key's
/// thumbprint (RFC 7638), as a URI perhaps (RFC 9278).
fn in_document(kid: &str, document: Result<ControllerDocument, String>, controller: &str) -> Named {
    let full = format!("{controller}#{}", kid.strip_prefix('#').unwrap_or(kid));
    let thumbprint = kid.strip_prefix("urn:ietf:params:oauth:jwk-thumbprint:sha-256:");
    let fits = |it: &&VerificationMethod| {
        it.id == full
            || it.kid.as_deref() == Some(kid)
            || it.key.as_ref().is_some_and(|it| it.thumbprint() == thumbprint.unwrap_or(kid))
    };
    let found = document.as_ref().ok().and_then(|it| it.keys.iter().find(fits));
    Named { method: found.map_or(full.clone(), |it| it.id.clone()), document }
}

/// A JWK at an address of its own (Open Badges 3.0, §8.2.4.1). It is the controller's if the
/// controller's document names it, or if it stands below the controller's own address.
fn at_url(kid: &str, controller: &str, loader: &dyn Loader) -> Result<ControllerDocument, String> {
    if let Ok(document) = document(controller, loader)
        && document.method(kid).is_some()
    {
        return Ok(document);
    }
    let bytes = loader.key_document(kid)?;
    let jwk = json::parse(&bytes).and_then(|it| PublicKey::from_jwk(&it));
    let key = jwk.map_err(|it| it.to_string())?;
    let owner = if is_below(kid, controller) { controller } else { kid };
    let method = VerificationMethod { id: kid.to_owned(), ..VerificationMethod::jwk(owner, &key) };
    Ok(ControllerDocument::new(owner, vec![method]))
}

/// Does whoever publishes one address decide what stands at the other?
fn is_below(url: &str, controller: &str) -> bool {
    let home = match did_web_url(controller) {
        Ok(document) => {
            let folder = document.strip_suffix("/did.json").unwrap_or(&document);
            folder.strip_suffix("/.well-known").unwrap_or(folder).to_owned()
        }
        Err(_) => controller.strip_suffix('/').unwrap_or(controller).to_owned(),
    };
    let is_home = home.starts_with("https://") && !home.contains(['?', '#']);
    let rest = url.strip_prefix(&home).and_then(|it| it.strip_prefix('/'));
    is_home
        && rest.is_some_and(|rest| {
            !rest.contains(['\\', '%', '?', '#'])
                && rest.split('/').all(|it| !matches!(it, "." | ".." | ""))
        })
}

fn document(id: &str, loader: &dyn Loader) -> Result<ControllerDocument, String> {
    if id.starts_with("did:key:") {
        return ControllerDocument::of_did_key(id).map_err(|it| it.to_string());
    }
    let bytes = loader.key_document(id)?;
    let document = ControllerDocument::read(&bytes).map_err(|it| it.to_string())?;
    match document.id == id {
        true => Ok(document),
        false => Err(format!("The key document is of {}, not of {id}.", document.id)),
    }
}

/// The document that names a verification method: all before `#`.
pub(super) fn document_of(method: &str) -> &str {
    method.split_once('#').map_or(method, |it| it.0)
}

/// What [`Loader::key_document`] will be asked for, to check a JWS.
pub(super) fn needed(jws: &Jws, controller: Option<&str>) -> Vec<String> {
    let kid = jws.says("kid");
    let is_https = kid.is_some_and(|it| it.starts_with("https://"));
    let named = kid.filter(|it| is_https || it.starts_with("did:"));
    let own = controller
        .filter(|_| named.is_none() || is_https && !named.is_some_and(|it| it.contains('#')));
    let ids = named.map(document_of).into_iter().chain(own);
    ids.filter(|it| !it.starts_with("did:key:")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_an_issuer_is_the_issuers() {
        for (url, controller, expected) in [
            ("https://a.example/issuers/1/keys/2", "https://a.example/issuers/1", true),
            ("https://a.example/issuers/1/keys/2", "https://a.example/issuers/1/", true),
            ("https://a.example/issuers/1/keys/2", "did:web:a.example:issuers:1", true),
            ("https://a.example/keys/2", "did:web:a.example", true),
            ("https://a.example/issuers/1", "https://a.example/issuers/1", false),
            ("https://a.example/issuers/12/keys", "https://a.example/issuers/1", false),
            ("https://a.example/issuers/1/../2/keys", "https://a.example/issuers/1", false),
            ("https://a.example/issuers/1/%2e%2e/2", "https://a.example/issuers/1", false),
            ("https://a.example/issuers/1/go?to=https:evil", "https://a.example/issuers/1", false),
            ("https://a.example/x", "did:web:a.example:did.json", false),
            ("https://a.example.evil.example/x", "https://a.example", false),
            ("https://a.example/x", "http://a.example", false),
            ("https://a.example/x", "https:", false),
            ("https://a.example/x", "urn:uuid:1", false),
            ("https://a.example/x", "did:key:z6Mk", false),
        ] {
            assert_eq!(is_below(url, controller), expected, "{url} {controller}");
        }
    }
}
