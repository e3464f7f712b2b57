//! The ways of signing that are read here.

/// How a key signs. A key has one only, so nobody can have it checked in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032; RFC 8037, §3.1).
    EdDsa,
    /// ECDSA on P-256 with SHA-256 (RFC 7518, §3.4).
    Es256,
    /// ECDSA on P-384 with SHA-384 (RFC 7518, §3.4).
    Es384,
    /// ECDSA on P-521 with SHA-512 (RFC 7518, §3.4).
    Es512,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, §3.3).
    Rs256,
}

impl Algorithm {
    /// The `alg` of a JWS (IANA, JSON Web Signature and Encryption Algorithms).
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::EdDsa => "EdDSA",
            Algorithm::Es256 => "ES256",
            Algorithm::Es384 => "ES384",
            Algorithm::Es512 => "ES512",
            Algorithm::Rs256 => "RS256",
        }
    }

    /// The one of that name; Ed25519 has two (RFC 9864, §2.2).
    pub fn named(name: &str) -> Option<Algorithm> {
        match name {
            "EdDSA" | "Ed25519" => Some(Algorithm::EdDsa),
            "ES256" => Some(Algorithm::Es256),
            "ES384" => Some(Algorithm::Es384),
            "ES512" => Some(Algorithm::Es512),
            "RS256" => Some(Algorithm::Rs256),
            _ => None,
        }
    }
}
