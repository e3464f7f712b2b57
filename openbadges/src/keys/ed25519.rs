//! Ed25519 (RFC 8032), strictly: one message, one signature.

use crate::Error;
use curve25519_dalek::constants::EIGHT_TORSION;
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use quick_cache::sync::Cache;
use std::sync::LazyLock;

/// The key that these bytes are, if it is one that only its owner signs for.
pub(super) fn public(bytes: &[u8; 32]) -> Result<VerifyingKey, Error> {
    /// An issuer has few keys, and finding the point takes a tenth of checking a signature.
    static POINTS: LazyLock<Cache<[u8; 32], VerifyingKey>> = LazyLock::new(|| Cache::new(512));
    if let Some(key) = POINTS.get(bytes) {
        return Ok(key);
    }
    let key = VerifyingKey::from_bytes(bytes)
        .map_err(|_| Error::Key("it is no point of the curve Ed25519".into()))?;
    if key.is_weak() {
        return Err(Error::Key("it would take any signature".into()));
    }
    POINTS.insert(*bytes, key);
    Ok(key)
}

/// Does the signature fit? The same answer as `verify_strict`, for a seventh less: that one finds
/// the point R (§5.1.7) to see that its order isn't small. But what fits has R as `compress`
/// writes it, and only eight points are of small order: their bytes tell.
pub(super) fn verifies(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> bool {
    static SMALL: LazyLock<[[u8; 32]; 8]> =
        LazyLock::new(|| EIGHT_TORSION.map(|point| point.compress().to_bytes()));
    Signature::from_slice(signature).is_ok_and(|signature| {
        !SMALL.contains(signature.r_bytes()) && key.verify(message, &signature).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use curve25519_dalek::{EdwardsPoint, Scalar};
    use ed25519_dalek::{Signer, SigningKey};
    use sha2::{Digest, Sha512};

    /// What stands for k in RFC 8032, §5.1.7.
    fn challenge(r: &[u8], key: &VerifyingKey, message: &[u8]) -> Scalar {
        let digest = Sha512::new().chain_update(r).chain_update(key).chain_update(message);
        Scalar::from_bytes_mod_order_wide(&digest.finalize().into())
    }

    fn agree(key: &VerifyingKey, message: &[u8], signature: &[u8; 64]) -> bool {
        let strict = key.verify_strict(message, &Signature::from_bytes(signature)).is_ok();
        assert_eq!(verifies(key, message, signature), strict, "{signature:?}");
        strict
    }

    #[test]
    fn each_changed_bit_is_refused() {
        let secret = SigningKey::from_bytes(&[7; 32]);
        let key = secret.verifying_key();
        let signature = secret.sign(b"a badge").to_bytes();
        assert!(agree(&key, b"a badge", &signature));
        for bit in 0..512 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!agree(&key, b"a badge", &changed), "bit {bit}");
        }
    }

    #[test]
    fn a_second_signature_by_the_order_added_is_refused() {
        let secret = SigningKey::from_bytes(&[7; 32]);
        let mut signature = secret.sign(b"a badge").to_bytes();
        // L, little endian (RFC 8032, §5.1).
        let order = hex::decode("edd3f55c1a631258d69cf7a2def9de14").expect("hex");
        let mut carry = 0;
        for at in 0..32 {
            let of_order = order.get(at).copied().unwrap_or(if at == 31 { 0x10 } else { 0 });
            let sum = u16::from(signature[32 + at]) + u16::from(of_order) + carry;
            signature[32 + at] = sum as u8;
            carry = sum >> 8;
        }
        assert!(!agree(&secret.verifying_key(), b"a badge", &signature));
    }

    #[test]
    fn an_r_of_small_order_is_refused_where_the_sum_fits() {
        let secret = SigningKey::from_bytes(&[7; 32]);
        // The owner of a key can make such signatures, with a key of mixed order for any of the
        // eight: then one signature fits more messages than one.
        let mut fitted = 0;
        for (torsion, number) in EIGHT_TORSION.iter().zip(0u32..) {
            let point = EdwardsPoint::mul_base(&secret.to_scalar()) + torsion;
            let key = VerifyingKey::from_bytes(&point.compress().to_bytes()).expect("a point");
            for r in EIGHT_TORSION {
                let r = r.compress().to_bytes();
                for tries in 0..16 {
                    let message = format!("badge {number}, {tries}");
                    let s = challenge(&r, &key, message.as_bytes()) * secret.to_scalar();
                    let signature = [r, s.to_bytes()].concat().try_into().expect("64 bytes");
                    let loose = key.verify(message.as_bytes(), &Signature::from_bytes(&signature));
                    fitted += u32::from(loose.is_ok());
                    assert!(!agree(&key, message.as_bytes(), &signature));
                }
            }
        }
        assert!(fitted > 64, "{fitted} would fit, were R not looked at");
    }
}
