//! How proofs are made that are read here, and no other.

use crate::keys::Algorithm;

/// How a proof is made. P-384, which `ecdsa-rdfc-2019` also has, is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// Data Integrity EdDSA Cryptosuites 1.0, §3.2.
    EddsaRdfc2022,
    /// Data Integrity ECDSA Cryptosuites 1.0, §3.2, with keys on P-256.
    EcdsaRdfc2019,
    /// The Ed25519 Signature 2020 of before Data Integrity, a type of its own (Ed25519Signature2020
    /// draft, §4): it signs what `eddsa-rdfc-2022` signs. Many wallets' badges carry it. It is
    /// read, and never made.
    Ed25519Signature2020,
}

impl Suite {
    /// The value of `cryptosuite`, or the type of what has none.
    pub fn name(self) -> &'static str {
        match self {
            Suite::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Suite::EcdsaRdfc2019 => "ecdsa-rdfc-2019",
            Suite::Ed25519Signature2020 => "Ed25519Signature2020",
        }
    }

    /// That of a `DataIntegrityProof` with this cryptosuite.
    pub fn named(cryptosuite: &str) -> Option<Suite> {
        let suites = [Suite::EddsaRdfc2022, Suite::EcdsaRdfc2019];
        suites.into_iter().find(|it| it.name() == cryptosuite)
    }

    /// That of a proof whose type alone says how it was made.
    pub fn typed(proof_type: &str) -> Option<Suite> {
        Some(Suite::Ed25519Signature2020).filter(|it| it.name() == proof_type)
    }

    /// Could a key of this kind have signed in it?
    pub fn takes(self, algorithm: Algorithm) -> bool {
        match self {
            Suite::EddsaRdfc2022 | Suite::Ed25519Signature2020 => algorithm == Algorithm::EdDsa,
            Suite::EcdsaRdfc2019 => algorithm == Algorithm::Es256,
        }
    }

    /// The one that a key signs in; P-521 and RSA have none, and that of P-384 is not made here.
    pub fn of(algorithm: Algorithm) -> Option<Suite> {
        match algorithm {
            Algorithm::EdDsa => Some(Suite::EddsaRdfc2022),
            Algorithm::Es256 => Some(Suite::EcdsaRdfc2019),
            Algorithm::Es384 | Algorithm::Es512 | Algorithm::Rs256 => None,
        }
    }
}
