//! The forms in which a wallet can have a credential (OID4VCI 1.0, appendix A).

use award::Held;
use foundation::{App, Result};
use serde_json::{Value, json};

use super::proof::ALGORITHMS;

/// What a wallet asks for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Configuration {
    /// JSON-LD with a Data Integrity proof.
    JsonLd,
    /// A JWT, as Open Badges has it.
    Jwt,
}

impl Configuration {
    pub const ALL: [Configuration; 2] = [Configuration::JsonLd, Configuration::Jwt];

    pub fn name(self) -> &'static str {
        match self {
            Configuration::JsonLd => "OpenBadgeCredential_ldp_vc",
            Configuration::Jwt => "OpenBadgeCredential_jwt_vc_json",
        }
    }

    fn format(self) -> &'static str {
        match self {
            Configuration::JsonLd => "ldp_vc",
            Configuration::Jwt => "jwt_vc_json",
        }
    }

    pub fn named(name: &str) -> Option<Configuration> {
        Configuration::ALL.into_iter().find(|it| it.name() == name)
    }

    /// As wallets asked before 1.0.
    pub fn of_format(format: &str) -> Option<Configuration> {
        Configuration::ALL.into_iter().find(|it| it.format() == format)
    }

    /// What the issuer's metadata says of it.
    pub fn told(self) -> Value {
        let types = json!(["VerifiableCredential", "OpenBadgeCredential"]);
        let contexts = json!([
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ]);
        let (definition, algorithms) = match self {
            Configuration::JsonLd => {
                (json!({ "@context": contexts, "type": types }), json!(["eddsa-rdfc-2022"]))
            }
            Configuration::Jwt => (json!({ "type": types }), json!(["EdDSA"])),
        };
        let display = json!([{ "name": "Open Badge", "locale": "en-US" }]);
        json!({
            "format": self.format(),
            "cryptographic_binding_methods_supported": ["did:key", "did:jwk", "jwk"],
            "credential_signing_alg_values_supported": algorithms,
            "proof_types_supported": {
                "jwt": { "proof_signing_alg_values_supported": ALGORITHMS },
            },
            "credential_definition": definition,
            "credential_metadata": { "display": display },
            "display": display,
        })
    }

    /// The newest edition in this form; none where there can't be one any more.
    pub async fn given(self, app: &App, held: Held) -> Result<Option<Value>> {
        match self {
            Configuration::JsonLd => {
                Ok(Some(serde_json::from_str(&held.text).map_err(anyhow::Error::from)?))
            }
            Configuration::Jwt => Ok(award::jwt(app, held.credential).await?.map(Value::String)),
        }
    }
}
