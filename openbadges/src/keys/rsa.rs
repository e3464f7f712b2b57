//! RSA with SHA-256 (RFC 8017, §8.2), as RS256 signs: Open Badges asks every verifier for it.

use crate::Error;
use p256::elliptic_curve::zeroize::Zeroizing;
use rsa::pkcs1::{DecodeRsaPublicKey, EncodeRsaPublicKey};
use rsa::rand_core::{self, CryptoRng, RngCore};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BigUint, Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use sha2::{Digest, Sha256};

/// Shorter ones can be broken (RFC 7518, §3.3); longer ones only cost time.
const BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// How PKCS#1 names SHA-256 before the digest (RFC 8017, §9.2, note 1).
const SHA_256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

fn scheme() -> Pkcs1v15Sign {
    Pkcs1v15Sign { hash_len: Some(32), prefix: SHA_256.into() }
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Public(RsaPublicKey);

impl Public {
    /// From modulus and exponent, big-endian.
    pub fn new(modulus: &[u8], exponent: &[u8]) -> Result<Public, Error> {
        let most = BITS.end() / 8;
        if modulus.len() > most || exponent.len() > most {
            return Err(Error::Key(format!("an RSA key has {} bits at most", BITS.end())));
        }
        let [n, e] = [modulus, exponent].map(BigUint::from_bytes_be);
        checked(RsaPublicKey::new(n, e))
    }

    /// From PKCS#1 (RFC 8017, §A.1.1).
    pub fn from_der(bytes: &[u8]) -> Result<Public, Error> {
        checked(RsaPublicKey::from_pkcs1_der(bytes))
    }

    pub fn to_der(&self) -> Vec<u8> {
        // Two numbers of a known size are always written.
        self.0.to_pkcs1_der().map(|it| it.as_bytes().to_vec()).unwrap_or_default()
    }

    pub fn modulus(&self) -> Vec<u8> {
        self.0.n().to_bytes_be()
    }

    pub fn exponent(&self) -> Vec<u8> {
        self.0.e().to_bytes_be()
    }

    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify(scheme(), &Sha256::digest(message), signature).is_ok()
    }
}

/// What every such key must be (an odd modulus, an odd exponent above 1) was looked at before.
fn checked<E>(key: Result<RsaPublicKey, E>) -> Result<Public, Error> {
    let key = key.map_err(|_| Error::Key("it is no RSA key".into()))?;
    if !BITS.contains(&key.n().bits()) {
        let (least, most) = (BITS.start(), BITS.end());
        return Err(Error::Key(format!("an RSA key has {least} to {most} bits")));
    }
    Ok(Public(key))
}

#[derive(Clone)]
pub(super) struct Secret(RsaPrivateKey);

impl Secret {
    pub fn new(key: RsaPrivateKey) -> Result<Secret, Error> {
        checked(Ok::<_, Error>(key.to_public_key()))?;
        key.validate().map_err(|_| Error::Key("its numbers don't belong together".into()))?;
        Ok(Secret(key))
    }

    pub fn public(&self) -> Public {
        Public(self.0.to_public_key())
    }

    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let digest = Sha256::digest(message);
        let secret = Zeroizing::new(self.0.d().to_bytes_be());
        let mut blinding = Blinding {
            seed: Zeroizing::new(
                Sha256::new().chain_update(&*secret).chain_update(digest).finalize().into(),
            ),
            count: 0,
        };
        self.0
            .sign_with_rng(&mut blinding, scheme(), &digest)
            .map_err(|_| Error::Key("it could not sign".into()))
    }
}

/// Numbers that only the key's holder knows. They hide from a clock what is computed
/// (RUSTSEC-2023-0071) and leave no trace in the signature, so that no random source is needed.
struct Blinding {
    seed: Zeroizing<[u8; 32]>,
    count: u64,
}

impl CryptoRng for Blinding {}

impl RngCore for Blinding {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, place: &mut [u8]) {
        for part in place.chunks_mut(32) {
            self.count += 1;
            let block = Sha256::new()
                .chain_update(*self.seed)
                .chain_update(self.count.to_be_bytes())
                .finalize();
            part.copy_from_slice(&block[..part.len()]);
        }
    }

    fn try_fill_bytes(&mut self, place: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(place);
        Ok(())
    }
}
