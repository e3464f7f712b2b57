//! Compact JWS: what the standards sign is read, and every trick with a header is refused.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use common::*;
use openbadges::jose::{self, Jws};
use openbadges::keys::{Algorithm, PublicKey, SecretKey};
use proptest::prelude::*;
use serde_json::{Value, json};

fn keys_of_each_kind() -> [SecretKey; 5] {
    [
        SecretKey::from_seed(&[2; 32]),
        SecretKey::p256(&[2; 32]).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/p-384.pem")).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/p-521.pem")).unwrap(),
        SecretKey::from_pem(include_str!("fixtures/keys/rsa-2048.pem")).unwrap(),
    ]
}

/// A JWS with any header and no real signature.
fn with_header(header: &str) -> String {
    let [header, payload] = [header, "{}"].map(|it| BASE64URL.encode(it));
    format!("{header}.{payload}.AAAA")
}

fn refused(text: &str, why: &str) {
    let refusal = Jws::read(text).unwrap_err().to_string();
    assert!(refusal.contains(why), "{text}: {refusal}");
}

const KID: &str = "did:web:cairn.example:issuers:lakeside#1";

/// RFC 7515, §A.2 and §A.3: the payload of both.
const JOE: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p\
                   c19yb290Ijp0cnVlfQ";

#[test]
fn the_vector_of_es256_holds() {
    let key = PublicKey::from_jwk(&json!({
        "kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }))
    .unwrap();
    let signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let jws = Jws::read(&format!("eyJhbGciOiJFUzI1NiJ9.{JOE}.{signature}")).unwrap();
    assert!(jws.verifies(&key));
    assert_eq!(jws.claims().unwrap()["iss"], "joe");
}

/// RFC 7515, §A.4.
#[test]
fn the_vector_of_es512_holds() {
    let key = PublicKey::from_jwk(&json!({
        "kty": "EC", "crv": "P-521",
        "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQ\
              Gk",
        "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyM\
              j2",
    }))
    .unwrap();
    let text = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI\
                1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjy\
                qOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
    let jws = Jws::read(text).unwrap();
    assert!(jws.verifies(&key));
    assert_eq!(jws.payload(), b"Payload");
}

#[test]
fn the_vector_of_rs256_holds() {
    let key = PublicKey::from_jwk(&json!({
        "kty": "RSA", "e": "AQAB",
        "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPME\
              zP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bS\
              f63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5\
              ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4F\
              RWyuXpoQ",
    }))
    .unwrap();
    let signature = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_\
                     lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75\
                     vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHW\
                     EsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlV\
                     mtVrBp0igcN_IoypGlUPQGe77Rw";
    assert!(Jws::read(&format!("eyJhbGciOiJSUzI1NiJ9.{JOE}.{signature}")).unwrap().verifies(&key));
}

/// RFC 8037, §A.4.
#[test]
fn the_vector_of_eddsa_holds_both_ways() {
    let seed = BASE64URL.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
    let key = SecretKey::from_seed(&seed.try_into().unwrap());
    let text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPO\
                t7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    assert!(Jws::read(text).unwrap().verifies(&key.public()));
    assert_eq!(jose::sign(json!({}), b"Example of Ed25519 signing", &key).unwrap(), text);
}

#[test]
fn an_open_badge_repeats_what_it_says_as_claims() {
    for key in keys_of_each_kind() {
        let credential = credential(DISTRICT).to_value();
        let jws = Jws::read(&jose::sign_open_badge(&credential, &key, KID).unwrap()).unwrap();
        assert!(jws.verifies(&key.public()));
        assert_eq!(jws.says("typ"), Some("JWT"));
        assert_eq!(jws.says("kid"), Some(KID));
        assert_eq!(jws.says("alg"), Some(key.public().algorithm().name()));
        let mut claims = Value::Object(jws.claims().unwrap());
        for (name, value) in [
            ("iss", json!(DISTRICT)),
            ("jti", credential["id"].clone()),
            ("sub", credential["credentialSubject"]["id"].clone()),
            ("nbf", json!(1_772_546_520)),
            ("exp", json!(4_005_381_720_u64)),
        ] {
            assert_eq!(claims.as_object_mut().unwrap().shift_remove(name).unwrap(), value);
        }
        assert_eq!(claims, credential);
    }
}

#[test]
fn a_vc_is_its_payload_and_nothing_else() {
    let credential = credential(DISTRICT).to_value();
    let jws = Jws::read(&jose::sign_vc(&credential, &key(), KID).unwrap()).unwrap();
    assert!(jws.verifies(&key().public()));
    assert_eq!(jws.says("typ"), Some("vc+jwt"));
    assert_eq!(jws.payload(), credential.to_string().as_bytes());
}

#[test]
fn what_would_say_two_things_is_not_signed() {
    let with = |name: &str, value: Value| {
        let mut credential = credential(DISTRICT).to_value();
        credential[name] = value;
        credential
    };
    for credential in [with("iss", json!("x")), with("proof", json!({})), with("issuer", json!(7))]
    {
        assert!(jose::sign_open_badge(&credential, &key(), KID).is_err());
    }
    assert!(jose::sign_open_badge(&with("validUntil", json!("soon")), &key(), KID).is_err());
    for credential in [with("vc", json!({})), with("vp", json!({})), with("proof", json!({}))] {
        assert!(jose::sign_vc(&credential, &key(), KID).is_err());
    }
    assert!(jose::sign(json!({"alg": "RS256"}), b"", &key()).is_err());
    assert!(jose::sign(json!("x"), b"", &key()).is_err());
    assert!(jose::sign_vc(&json!("x"), &key(), KID).is_err());
}

#[test]
fn alg_none_is_refused_however_it_is_written() {
    for alg in ["none", "None", "NONE", "nOnE"] {
        let text = with_header(&format!(r#"{{"alg":"{alg}"}}"#));
        refused(&text, "nobody signed it");
        refused(&text.replace(".AAAA", "."), "nobody signed it");
    }
    for header in [r#"{}"#, r#"{"alg":null}"#, r#"{"alg":["EdDSA"]}"#] {
        refused(&with_header(header), "no alg");
    }
}

/// The trick: the issuer's public key, which all have, as the secret of an HMAC.
#[test]
fn a_public_key_is_never_taken_for_a_shared_secret() {
    for alg in ["HS256", "HS384", "HS512"] {
        refused(&with_header(&format!(r#"{{"alg":"{alg}"}}"#)), "can also write it");
    }
}

#[test]
fn a_key_is_used_in_its_own_way_only() {
    for signer in keys_of_each_kind() {
        let text = jose::sign(json!({}), b"{}", &signer).unwrap();
        let (_, rest) = text.split_once('.').unwrap();
        for alg in ["EdDSA", "ES256", "RS256", "PS256", "ES384", "ES512", "ES256K", "eddsa", ""] {
            let header = BASE64URL.encode(format!(r#"{{"alg":"{alg}"}}"#));
            let jws = Jws::read(&format!("{header}.{rest}")).unwrap();
            let own = Algorithm::named(alg) == Some(signer.public().algorithm());
            assert_eq!(jws.verifies(&signer.public()), own, "{alg}");
            for other in keys_of_each_kind() {
                let fits = own && other.public() == signer.public();
                assert_eq!(jws.verifies(&other.public()), fits, "{alg}");
            }
        }
    }
}

#[test]
fn a_header_that_asks_for_more_is_refused() {
    refused(&with_header(r#"{"alg":"EdDSA","crit":["exp"]}"#), "crit");
    refused(&with_header(r#"{"alg":"EdDSA","crit":[]}"#), "crit");
    refused(&with_header(r#"{"alg":"EdDSA","b64":false}"#), "b64");
    refused(&with_header(r#"{"alg":"EdDSA","zip":"DEF"}"#), "zip");
}

#[test]
fn a_header_that_says_a_thing_twice_is_refused() {
    refused(&with_header(r#"{"alg":"EdDSA","alg":"RS256"}"#), "twice");
    refused(&with_header(r#"{"alg":"EdDSA","\u0061lg":"RS256"}"#), "twice");
}

#[test]
fn what_is_no_compact_jws_is_refused() {
    let fine = jose::sign(json!({}), b"{}", &key()).unwrap();
    refused("", "three texts");
    refused("a.b", "three texts");
    refused(&format!("{fine}."), "three texts");
    refused(&format!("{fine}="), "base64url");
    refused(&format!("{fine}\n"), "base64url");
    refused(&format!(" {fine}"), "base64url");
    refused(&fine.replacen('.', "+.", 1), "base64url");
    refused(&format!("{}.e30.", BASE64URL.encode("[]")), "no object");
    refused(&format!("{}.e30.", BASE64URL.encode("x")), "JSON");
    refused(
        &with_header(&format!(r#"{{"alg":"EdDSA","x":"{}"}}"#, "x".repeat(20_000))),
        "too long",
    );
    refused(&"x".repeat(5 << 20), "more work");
}

/// `e30` and `e31` would be the same bytes to a careless reader.
#[test]
fn one_text_has_one_meaning() {
    let fine = jose::sign(json!({}), b"{}", &key()).unwrap();
    assert!(fine.contains(".e30."));
    refused(&fine.replace(".e30.", ".e31."), "base64url");
}

#[test]
fn every_changed_byte_is_refused() {
    for key in keys_of_each_kind() {
        let original = jose::sign(json!({"kid": KID}), br#"{"name":"Wait time"}"#, &key).unwrap();
        for at in 0..original.len() {
            for change in [b'A', b'z', b'.', b'_', b'='] {
                let mut changed = original.clone().into_bytes();
                if changed[at] == change {
                    continue;
                }
                changed[at] = change;
                let changed = String::from_utf8(changed).unwrap();
                let holds = Jws::read(&changed).is_ok_and(|it| it.verifies(&key.public()));
                assert!(!holds, "{changed}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}", header in "\\PC{0,60}") {
        drop(Jws::read(&text));
        if let Ok(jws) = Jws::read(&with_header(&header)) {
            drop(jws.claims());
        }
    }

    #[test]
    fn any_payload_is_read_as_it_was_signed(payload: Vec<u8>) {
        let jws = Jws::read(&jose::sign(json!({}), &payload, &key()).unwrap()).unwrap();
        prop_assert_eq!(jws.payload(), payload);
        prop_assert!(jws.verifies(&key().public()));
    }
}
