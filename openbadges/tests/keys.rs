//! Keys of each kind: what is a key is read, what is none or a weak one is not.
#![allow(clippy::unwrap_used)] // tests do

use openbadges::keys::{Algorithm, PublicKey, SecretKey, did_key, key_of_did_key};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Made with `openssl genpkey` for these tests.
const RSA: &str = include_str!("fixtures/keys/rsa-2048.pem");
const P256: &str = include_str!("fixtures/keys/p-256.pem");
const P384: &str = include_str!("fixtures/keys/p-384.pem");
const P521: &str = include_str!("fixtures/keys/p-521.pem");
const ED25519: &str = include_str!("fixtures/keys/ed25519.pem");

fn pem(text: &str) -> SecretKey {
    SecretKey::from_pem(text).unwrap()
}

fn refused(jwk: Value, why: &str) {
    let refusal = PublicKey::from_jwk(&jwk).unwrap_err().to_string();
    assert!(refusal.contains(why), "{jwk}: {refusal}");
}

#[test]
fn a_secret_of_each_kind_is_read_from_pkcs_8_and_signs() {
    for (text, algorithm) in [
        (ED25519, Algorithm::EdDsa),
        (P256, Algorithm::Es256),
        (P384, Algorithm::Es384),
        (P521, Algorithm::Es512),
        (RSA, Algorithm::Rs256),
    ] {
        let key = pem(text);
        assert_eq!(key.public().algorithm(), algorithm);
        let signature = key.sign(b"stones").unwrap();
        assert_eq!(key.sign(b"stones").unwrap(), signature, "always the same");
        assert!(key.public().verifies(b"stones", &signature));
        assert!(!key.public().verifies(b"stone", &signature));
        for at in 0..signature.len() {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            assert!(!key.public().verifies(b"stones", &changed));
        }
        assert!(!key.public().verifies(b"stones", &signature[1..]));
        assert!(!key.public().verifies(b"stones", &[&signature[..], &[0]].concat()));
        assert!(!key.public().verifies(b"stones", &[]));
    }
}

#[test]
fn what_openssl_signed_holds() {
    let signature = include_bytes!("fixtures/keys/by-rsa-2048.sig");
    assert!(pem(RSA).public().verifies(b"stones", signature));
    assert_eq!(pem(RSA).sign(b"stones").unwrap(), signature);
}

#[test]
fn what_is_no_secret_in_pkcs_8_is_refused() {
    for text in [
        "",
        "-----BEGIN PRIVATE KEY-----",
        &RSA.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
        &P256.replace("PRIVATE KEY", "PUBLIC KEY"),
        &ED25519.replace('M', "N"),
        include_str!("fixtures/keys/rsa-1024.pem"),
        include_str!("fixtures/keys/secp256k1.pem"),
        include_str!("fixtures/keys/x25519.pem"),
        &format!("-----BEGIN PRIVATE KEY-----\n{}", "A".repeat(100_000)),
    ] {
        assert!(SecretKey::from_pem(text).is_err(), "{text}");
    }
}

#[test]
fn a_secret_is_never_printed() {
    for key in [ED25519, P256, P384, P521].map(pem) {
        let secret = key.to_multibase().unwrap();
        assert!(!format!("{key:?}").contains(&secret));
        let back = SecretKey::from_multibase(&secret).unwrap();
        assert_eq!(back.public(), key.public());
    }
    assert_eq!(pem(RSA).to_multibase(), None);
    let refusal = SecretKey::from_multibase("z3u2enough-to-be-a-secret").unwrap_err().to_string();
    assert!(!refusal.contains("enough"));
}

#[test]
fn the_vectors_of_rfc_8032_hold() {
    let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                     085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    let key = SecretKey::from_seed(&hex::decode(seed).unwrap().try_into().unwrap());
    assert_eq!(hex::encode(key.sign(&[0x72]).unwrap()), signature);
    assert!(key.public().verifies(&[0x72], &hex::decode(signature).unwrap()));
}

/// VC DI EdDSA 1.0, §A.1, and VC DI ECDSA 1.0, §A.1.
#[test]
fn the_key_pairs_of_the_specifications_are_read() {
    for (secret, public) in [
        (
            "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
            "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        ),
        (
            "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN",
            "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP",
        ),
        (
            "z2fanyY7zgwNpZGxX5fXXibvScNaUWNprHU9dKx7qpVj7mws9J8LLt4mDB5TyH2GLHWkUc",
            "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ",
        ),
    ] {
        let key = SecretKey::from_multibase(secret).unwrap();
        assert_eq!(key.public().to_multibase(), public);
        assert_eq!(key.to_multibase().unwrap(), secret);
        assert_eq!(PublicKey::from_multibase(public).unwrap(), key.public());
    }
}

/// RFC 6979, §A.2.5 to §A.2.7: each curve with its hash, the message "sample".
#[test]
fn the_vectors_of_rfc_6979_hold() {
    for (prefix, number, signature) in [
        (
            "8626",
            "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
             f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        ),
        (
            "8726",
            "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872\
             c9ea60d2edf5",
            "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36\
             dd1e80fabe4699ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145\
             786e679e7b82c71a38628ac8",
        ),
        (
            "8826",
            "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb32f1f47c7085\
             5836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538",
            "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e25a1ee9017b5d450\
             606add152b534931d7d4e8455cc91f9b15bf05ec36e377fa00617cce7cf5064806c467f678d3b4080d6f\
             1cc50af26ca209417308281b68af282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1e\
             e0e44da4a67a",
        ),
    ] {
        let bytes = hex::decode([prefix, number].concat()).unwrap();
        let key = SecretKey::from_multibase(&format!("z{}", bs58::encode(bytes).into_string()));
        assert_eq!(hex::encode(key.unwrap().sign(b"sample").unwrap()), signature);
    }
}

/// RFC 8037, §A.2 and §A.3.
#[test]
fn the_jwk_and_thumbprint_of_rfc_8037_hold() {
    let jwk = json!({
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    assert_eq!(key.to_jwk(), jwk);
    assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

/// RFC 7517, §A.1: its key for encryption, taken for one that signs.
#[test]
fn an_ec_key_is_read_and_written_with_both_coordinates() {
    let jwk = json!({
        "kty": "EC", "crv": "P-256",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    assert_eq!(key.to_jwk(), jwk);
    assert_eq!(PublicKey::from_multibase(&key.to_multibase()).unwrap(), key);
    assert!(key.to_multibase().starts_with("zDna"));
}

#[test]
fn a_key_of_each_kind_is_read_as_it_was_written() {
    for text in [ED25519, P256, P384, P521, RSA] {
        let key = pem(text).public();
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()).unwrap(), key);
        assert_eq!(PublicKey::from_multibase(&key.to_multibase()).unwrap(), key);
        assert_eq!(key_of_did_key(&did_key(&key)).unwrap(), key);
    }
}

#[test]
fn a_public_key_that_gives_its_secret_away_is_refused() {
    for text in [ED25519, P256, P384, P521, RSA] {
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            let mut jwk = pem(text).public().to_jwk();
            jwk[private] = json!("AQAB");
            refused(jwk, "secret");
        }
    }
}

#[test]
fn a_jwk_with_its_secret_is_read_by_whoever_signs() {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
    for (key, other) in [(ED25519, P256), (P256, P384), (P384, P521), (P521, ED25519)] {
        let [key, other] = [key, other].map(pem);
        let secret = |key: &SecretKey| {
            let bytes = bs58::decode(&key.to_multibase().unwrap()[1..]).into_vec().unwrap();
            json!(BASE64URL.encode(&bytes[2..]))
        };
        let mut jwk = key.public().to_jwk();
        jwk["d"] = secret(&key);
        assert_eq!(SecretKey::from_jwk(&jwk).unwrap().public(), key.public());
        jwk["d"] = secret(&other);
        assert!(SecretKey::from_jwk(&jwk).is_err());
        jwk["d"] = json!(BASE64URL.encode([1; 32]));
        assert!(SecretKey::from_jwk(&jwk).is_err());
        assert!(SecretKey::from_jwk(&key.public().to_jwk()).is_err());
    }
    assert!(SecretKey::from_jwk(&pem(RSA).public().to_jwk()).is_err());
}

#[test]
fn a_jwk_made_for_something_else_is_refused() {
    let with = |key: &str, value: Value| {
        let mut jwk = pem(RSA).public().to_jwk();
        jwk[key] = value;
        jwk
    };
    refused(with("use", json!("enc")), "signatures");
    refused(with("key_ops", json!(["encrypt"])), "checking");
    refused(with("key_ops", json!("verify")), "checking");
    refused(with("alg", json!("PS256")), "alg");
    refused(with("alg", json!("HS256")), "alg");
    let fine = [("use", json!("sig")), ("key_ops", json!(["verify"])), ("alg", json!("RS256"))];
    for (key, value) in fine {
        assert!(PublicKey::from_jwk(&with(key, value)).is_ok(), "{key}");
    }
}

#[test]
fn a_weak_rsa_key_is_refused() {
    let with = |key: &str, bytes: &[u8]| {
        use base64::Engine;
        let mut jwk = pem(RSA).public().to_jwk();
        jwk[key] = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes).into();
        jwk
    };
    refused(with("n", &[0xff; 128]), "2048 to 4096 bits");
    refused(with("n", &[0xff; 513]), "4096 bits at most");
    refused(with("n", &[0xfe; 256]), "no RSA key");
    refused(with("n", &[&[0][..], &[0xff; 256]].concat()), "no number");
    refused(with("n", &[]), "no number");
    refused(with("e", &[1]), "no RSA key");
    refused(with("e", &[2]), "no RSA key");
    refused(with("e", &[0xff; 9]), "no RSA key");
}

#[test]
fn a_jwk_off_its_curve_or_of_another_is_refused() {
    let p256 = pem(P256).public().to_jwk();
    let with = |key: &str, value: Value| {
        let mut jwk = p256.clone();
        jwk[key] = value;
        jwk
    };
    refused(with("y", p256["x"].clone()), "no point of the curve P-256");
    refused(with("crv", json!("P-384")), "48 bytes");
    refused(with("crv", json!("P-521")), "66 bytes");
    refused(with("crv", json!("secp256k1")), "a curve that is not read here: secp256k1");
    refused(with("crv", Value::Null), "OKP (Ed25519), EC or RSA");
    refused(with("kty", json!("OKP")), "OKP (Ed25519), EC or RSA");
    refused(with("kty", json!("oct")), "OKP (Ed25519), EC or RSA");
    refused(with("x", json!("AAAA")), "32 bytes");
    refused(with("x", json!(format!("{}=", p256["x"].as_str().unwrap()))), "base64url");
    refused(with("x", json!(7)), "base64url");
    refused(with("y", Value::Null), "base64url");
    refused(json!("z6Mk"), "object");
    let x25519 = json!({"kty": "OKP", "crv": "X25519", "x": p256["x"]});
    refused(x25519, "OKP (Ed25519), EC or RSA");
    let small_order = json!({"kty": "OKP", "crv": "Ed25519", "x": "A".repeat(43)});
    refused(small_order, "any signature");
}

#[test]
fn a_multikey_of_another_kind_is_refused() {
    // X25519, secp256k1, BLS: real keys that sign nothing here.
    for text in [
        "z6LShs9GGnqk85isEBzzshkuVWrVKsRp24GnDuHk8QWkARMW",
        "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
        "zUC7K4ndUaGZgV7Cp2yJy6JtMoUHY6u7tkcSYUvPrEidqBmLCTLmi6d5WvwnUqejscAkERJ3bfjEiSYtdPkRSE8kSa11hFBr4sTgnbZ95SJj19PN2jdvJjyzpSZgxkyyxNnBNnY",
    ] {
        assert!(PublicKey::from_multibase(text).is_err(), "{text}");
    }
    for text in [
        "",
        "z",
        "z6Mk",
        "6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "u7QGwDY2Tjn93PVFWWq02piP1NE9_XRlg-c8-jhJiDqKBDw",
        "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq",
        "z6Mk0OIl",
        "zé",
    ] {
        assert!(PublicKey::from_multibase(text).is_err(), "{text}");
    }
    let zeros = format!("z{}", "1".repeat(100_000));
    assert!(PublicKey::from_multibase(&zeros).is_err());
    assert!(SecretKey::p256(&[0; 32]).is_err());
    assert!(SecretKey::p256(&[0xff; 32]).is_err());
}

proptest! {
    #[test]
    fn each_p_256_key_is_read_as_it_was_written_and_signs(number: [u8; 32], message: Vec<u8>) {
        prop_assume!(SecretKey::p256(&number).is_ok());
        let secret = SecretKey::p256(&number).unwrap();
        let key = PublicKey::from_jwk(&secret.public().to_jwk()).unwrap();
        prop_assert_eq!(&PublicKey::from_multibase(&key.to_multibase()).unwrap(), &key);
        prop_assert!(key.verifies(&message, &secret.sign(&message).unwrap()));
    }

    #[test]
    fn no_text_makes_a_key_reader_panic(text in "\\PC{0,80}", digits in "z[1-9A-HJ-NP-Za-km-z]{0,80}") {
        drop(PublicKey::from_multibase(&text));
        drop(PublicKey::from_multibase(&digits));
        drop(SecretKey::from_multibase(&digits));
        drop(SecretKey::from_pem(&text));
        drop(PublicKey::from_jwk(&json!({"kty": "EC", "crv": "P-256", "x": text, "y": digits})));
        drop(PublicKey::from_jwk(&json!({"kty": "RSA", "n": text, "e": digits})));
    }
}
