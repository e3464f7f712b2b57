//! Small secrets (private keys) are sealed by a key that stands outside the database and its backups.

use anyhow::anyhow;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};

use crate::Result;

/// The key-encryption key.
#[derive(Clone)]
pub struct Secrets(XChaCha20Poly1305);

impl Secrets {
    /// From 32 bytes, in hexadecimal.
    pub fn from_hex(key: &str) -> Result<Secrets> {
        let bytes = hex::decode(key.trim())
            .map_err(|_| anyhow!("the key-encryption key isn't hexadecimal"))?;
        let cipher = XChaCha20Poly1305::new_from_slice(&bytes)
            .map_err(|_| anyhow!("the key-encryption key isn't 32 bytes long"))?;
        Ok(Secrets(cipher))
    }

    /// A new key, in hexadecimal.
    pub fn fresh_hex() -> String {
        hex::encode(rand::random::<[u8; 32]>())
    }

    pub fn seal(&self, secret: &[u8]) -> Result<String> {
        let nonce = rand::random::<[u8; 24]>();
        let sealed =
            self.0.encrypt(&XNonce::from(nonce), secret).map_err(|_| anyhow!("sealing failed"))?;
        Ok(hex::encode([&nonce[..], &sealed].concat()))
    }

    pub fn open(&self, sealed: &str) -> Result<Vec<u8>> {
        let bytes = hex::decode(sealed).map_err(|_| anyhow!("not what was sealed"))?;
        let (nonce, sealed) =
            bytes.split_first_chunk::<24>().ok_or_else(|| anyhow!("not what was sealed"))?;
        let opened = self.0.decrypt(&XNonce::from(*nonce), sealed);
        Ok(opened.map_err(|_| {
            anyhow!("the key-encryption key is another one than this was sealed with")
        })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let [ours, other] = [(); 2].map(|()| Secrets::from_hex(&Secrets::fresh_hex()).unwrap());
        let sealed = ours.seal(b"a seed").unwrap();
        assert_eq!(ours.open(&sealed).unwrap(), b"a seed");
        assert!(
            other.open(&sealed).is_err() && ours.open("00").is_err() && ours.open("zz").is_err()
        );
    }
}
