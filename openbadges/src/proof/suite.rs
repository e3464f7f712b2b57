//! The cryptosuites that are read here, and no other.

use crate::keys::Algorithm;

/// How a proof is made. P-384, which `ecdsa-rdfc-2019` also has, is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// Data Integrity EdDSA Cryptosuites 1.0, §3.2.
    EddsaRdfc2022,
    /// Data Integrity ECDSA Cryptosuites 1.0, §3.2, with keys on P-256.
    EcdsaRdfc2019,
}

impl Suite {
    /// The value of `cryptosuite`.
    pub fn name(self) -> &'static str {
        match self {
            Suite::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Suite::EcdsaRdfc2019 => "ecdsa-rdfc-2019",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Suite> {
        [Suite::EddsaRdfc2022, Suite::EcdsaRdfc2019].into_iter().find(|it| it.name() == name)
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
