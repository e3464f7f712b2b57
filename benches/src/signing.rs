//! Credentials issued and verified on one core, beside the least that signing can be: SHA-256 and
//! Ed25519 over the bytes that are signed.

use anyhow::{Context, Result, anyhow};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use openbadges::{
    Contexts, Signer, jsonld,
    keys::{SecretKey, did_key},
    verify::Given,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{program::Cairn, table::Table, turns::per_second};

const SEED: [u8; 32] = [7; 32];

/// What an award of the sample district says, signed anew with a key of ours.
pub fn measure(cairn: &Cairn, table: &mut Table) -> Result<()> {
    let credential = earned(cairn)?;
    let key = SecretKey::from_seed(&SEED);
    let issuer = did_key(&key.public());
    let method = format!("{issuer}#{}", key.public().to_multibase());
    let now = Timestamp::now();
    let signer = Signer { key: &key, verification_method: &method, created: now };
    let bare = without_proof(&credential, &issuer)?;
    let signed = signer.sign(&bare, Contexts::built_in()).map_err(|it| anyhow!("{it}"))?;
    let text = signed.to_string();
    let quads = jsonld::canonical(&bare, Contexts::built_in()).map_err(|it| anyhow!("{it}"))?;

    let raw = SigningKey::from_bytes(&SEED);
    let public: VerifyingKey = raw.verifying_key();
    let proof = raw.sign(&digests(&quads));
    let source = bare.to_string();
    let [issued, signs, verified, checks] = per_second([
        &mut || {
            let bare: Value = serde_json::from_str(&source).expect("it was one");
            let signed = signer.sign(&bare, Contexts::built_in()).expect("it was signed before");
            std::hint::black_box(signed.to_string());
        },
        &mut || _ = std::hint::black_box(raw.sign(&digests(&quads))),
        &mut || {
            let report = openbadges::verify(text.as_bytes(), &Given::default(), now);
            assert!(report.proof.has_passed() && report.key.has_passed(), "{report:?}");
        },
        &mut || public.verify_strict(&digests(&quads), &proof).expect("it was signed by this key"),
    ]);
    table.rate("credentials issued, one core", issued, "SHA-256 and Ed25519 sign", signs);
    table.rate("credentials verified, one core", verified, "SHA-256 and Ed25519 verify", checks);
    Ok(())
}

fn digests(quads: &str) -> [u8; 64] {
    let mut both = [0; 64];
    both[32..].copy_from_slice(&Sha256::digest(quads));
    both
}

/// The credential that the demo shows to everyone.
fn earned(cairn: &Cairn) -> Result<Value> {
    let page = cairn.running.get("/demo")?;
    let path = crate::serving::link(&page, "/credentials/").context("the demo has a credential")?;
    Ok(serde_json::from_str(&cairn.running.get(&format!("{path}.json"))?)?)
}

fn without_proof(credential: &Value, issuer: &str) -> Result<Value> {
    let mut bare = credential.clone();
    let fields = bare.as_object_mut().context("a credential is an object")?;
    fields.shift_remove("proof");
    let profile = fields.get_mut("issuer").and_then(Value::as_object_mut);
    profile.context("an issuer is a profile")?.insert("id".into(), issuer.into());
    Ok(bare)
}
