//! ECDSA on the curves of NIST, each with the hash that goes with it (RFC 7518, §3.4).

use super::Algorithm;
use crate::Error;
use p256::ecdsa::signature::{SignatureEncoding, Signer, Verifier};
use p256::elliptic_curve::zeroize::Zeroizing;
use p256::pkcs8::DecodePrivateKey;

/// A curve (SP 800-186, §3.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    pub const ALL: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

    /// The `crv` of a JWK (RFC 7518, §6.2.1.1).
    pub fn name(self) -> &'static str {
        match self {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
        }
    }

    /// How many bytes its numbers have.
    pub fn size(self) -> usize {
        match self {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }

    /// How its keys sign.
    pub fn algorithm(self) -> Algorithm {
        match self {
            Curve::P256 => Algorithm::Es256,
            Curve::P384 => Algorithm::Es384,
            Curve::P521 => Algorithm::Es512,
        }
    }
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Public {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
}

impl Public {
    /// From a point as SEC 1 (§2.3.3) writes it, compressed or not.
    pub fn from_point(curve: Curve, point: &[u8]) -> Result<Public, Error> {
        use Public::{P256, P384, P521};
        let key = match curve {
            Curve::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map(P256),
            Curve::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map(P384),
            Curve::P521 => p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map(P521),
        };
        key.map_err(|_| Error::Key(format!("it is no point of the curve {}", curve.name())))
    }

    /// One coordinate, and which of two the other is.
    pub fn compressed(&self) -> Vec<u8> {
        self.point(true)
    }

    /// Both coordinates.
    pub fn coordinates(&self) -> (Vec<u8>, Vec<u8>) {
        let point = self.point(false);
        let (x, y) = point[1..].split_at(self.curve().size());
        (x.to_vec(), y.to_vec())
    }

    fn point(&self, compressed: bool) -> Vec<u8> {
        match self {
            Public::P256(key) => key.to_sec1_point(compressed).as_bytes().to_vec(),
            Public::P384(key) => key.to_sec1_point(compressed).as_bytes().to_vec(),
            Public::P521(key) => key.to_sec1_point(compressed).as_bytes().to_vec(),
        }
    }

    pub fn curve(&self) -> Curve {
        match self {
            Public::P256(_) => Curve::P256,
            Public::P384(_) => Curve::P384,
            Public::P521(_) => Curve::P521,
        }
    }

    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Public::P256(key) => fits::<p256::ecdsa::Signature>(key, message, signature),
            Public::P384(key) => fits::<p384::ecdsa::Signature>(key, message, signature),
            Public::P521(key) => fits::<p521::ecdsa::Signature>(key, message, signature),
        }
    }
}

fn fits<S: SignatureEncoding>(key: &impl Verifier<S>, message: &[u8], signature: &[u8]) -> bool {
    S::try_from(signature).is_ok_and(|it| key.verify(message, &it).is_ok())
}

#[derive(Clone)]
pub(super) enum Secret {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::ecdsa::SigningKey),
}

impl Secret {
    /// From a number below the curve's order (SEC 1, §3.2.1).
    pub fn new(curve: Curve, number: &[u8]) -> Result<Secret, Error> {
        use Secret::{P256, P384, P521};
        let key = match curve {
            _ if number.len() != curve.size() => return Err(no_secret(curve)),
            Curve::P256 => p256::ecdsa::SigningKey::from_slice(number).map(P256),
            Curve::P384 => p384::ecdsa::SigningKey::from_slice(number).map(P384),
            Curve::P521 => p521::ecdsa::SigningKey::from_slice(number).map(P521),
        };
        key.map_err(|_| no_secret(curve))
    }

    /// From PKCS#8 (RFC 5958; RFC 5915).
    pub fn from_der(curve: Curve, bytes: &[u8]) -> Result<Secret, Error> {
        use Secret::{P256, P384, P521};
        let key = match curve {
            Curve::P256 => p256::SecretKey::from_pkcs8_der(bytes).map(|it| P256(it.into())),
            Curve::P384 => p384::SecretKey::from_pkcs8_der(bytes).map(|it| P384(it.into())),
            Curve::P521 => p521::SecretKey::from_pkcs8_der(bytes).map(|it| P521(it.into())),
        };
        key.map_err(|_| no_secret(curve))
    }

    pub fn number(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self {
            Secret::P256(key) => key.to_bytes().to_vec(),
            Secret::P384(key) => key.to_bytes().to_vec(),
            Secret::P521(key) => key.to_bytes().to_vec(),
        })
    }

    pub fn public(&self) -> Public {
        match self {
            Secret::P256(key) => Public::P256(*key.verifying_key()),
            Secret::P384(key) => Public::P384(*key.verifying_key()),
            Secret::P521(key) => Public::P521(*key.verifying_key()),
        }
    }

    /// With a number that follows from the message (RFC 6979): no random source is needed.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        match self {
            Secret::P256(key) => signed::<p256::ecdsa::Signature>(key, message),
            Secret::P384(key) => signed::<p384::ecdsa::Signature>(key, message),
            Secret::P521(key) => signed::<p521::ecdsa::Signature>(key, message),
        }
    }
}

fn no_secret(curve: Curve) -> Error {
    Error::Key(format!("it is no secret of the curve {}", curve.name()))
}

fn signed<S: SignatureEncoding>(key: &impl Signer<S>, message: &[u8]) -> Result<Vec<u8>, Error> {
    let signature = key.try_sign(message).map_err(|_| Error::Key("it could not sign".into()))?;
    Ok(signature.to_vec())
}
