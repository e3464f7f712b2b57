//! Credentials issued and verified on one core, JSON in and JSON out, beside the least that it can
//! be: SHA-256 and Ed25519 over the bytes that are signed.

use std::hint::black_box;

use anyhow::{Context, Result, anyhow};
use ed25519_dalek::{Signer as _, SigningKey};
use jiff::Timestamp;
use openbadges::{
    Contexts, Signer,
    compiled::Compiled,
    json, jsonld,
    keys::{SecretKey, did_key},
    verify::Given,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    credentials, javascript, program,
    table::Table,
    turns::{median, per_second},
};

pub const SEED: [u8; 32] = [7; 32];
/// Credentials that differ, each measured in its turn.
const BATCH: usize = 512;
/// For memory.
const MANY: usize = 1_000_000;

pub fn measure(table: &mut Table) -> Result<()> {
    kind("rich", credentials::rich, table)?;
    kind("minimal", credentials::minimal, table)?;
    memory(table)
}

fn kind(name: &str, make: fn(&str, usize) -> String, table: &mut Table) -> Result<()> {
    let key = SecretKey::from_seed(&SEED);
    let issuer = did_key(&key.public());
    let method = format!("{issuer}#{}", key.public().to_multibase());
    let signer = Signer { key: &key, verification_method: &method, created: Timestamp::now() };
    let batch: Vec<String> = (0..BATCH).map(|it| make(&issuer, it)).collect();
    let anew = |text: &str| -> Result<String> {
        let document = json::parse(text.as_bytes()).map_err(wrong)?;
        Ok(signer.sign(&document, Contexts::built_in()).map_err(wrong)?.to_string())
    };
    let signed: Vec<String> = batch.iter().map(|it| anew(it)).collect::<Result<_>>()?;
    let quads: Vec<[String; 2]> = signed.iter().map(|it| canonical(it)).collect::<Result<_>>()?;

    let mut compiled = Compiled::new(Contexts::built_in());
    for (text, anew) in batch.iter().zip(&signed) {
        anyhow::ensure!(compiled.sign(text, &signer).map_err(wrong)? == *anew);
    }
    let raw = SigningKey::from_bytes(&SEED);
    let public = raw.verifying_key();
    let proofs: Vec<_> = quads.iter().map(|it| raw.sign(&digests(it))).collect();
    let mut turn = [0; 6];
    let mut next = |which: usize| {
        turn[which] = (turn[which] + 1) % BATCH;
        turn[which]
    };
    let turn = std::cell::RefCell::new(&mut next);
    let next = |which: usize| (turn.borrow_mut())(which);
    let [filled, issued, signs, verified, canonicalized, checks] = per_second([
        &mut || _ = black_box(compiled.sign(&batch[next(0)], &signer).expect("it can be signed")),
        &mut || _ = black_box(anew(&batch[next(1)]).expect("it can be signed")),
        &mut || _ = black_box(raw.sign(&digests(&quads[next(2)]))),
        &mut || {
            let report =
                openbadges::verify(signed[next(3)].as_bytes(), &Given::default(), signer.created);
            assert!(report.proof.has_passed() && report.key.has_passed(), "{report:?}");
        },
        &mut || {
            let document = json::parse(batch[next(4)].as_bytes()).expect("it is JSON");
            black_box(jsonld::canonical(&document, Contexts::built_in()).expect("it is JSON-LD"));
        },
        &mut || {
            let at = next(5);
            public.verify_strict(&digests(&quads[at]), &proofs[at]).expect("this key signed it");
        },
    ]);
    let raw = "SHA-256 and Ed25519 sign";
    table.rate(&format!("issued, compiled, {name}"), filled, raw, signs);
    table.rate(&format!("issued, {name}"), issued, raw, signs);
    table.rate(&format!("canonicalized, {name}"), canonicalized, raw, signs);
    table.rate(&format!("verified, {name}"), verified, "SHA-256 and Ed25519 verify", checks);
    beside_javascript(name, &signed[0], signer.created, table)
}

/// The same credential, verified in turns by us and in Node.
fn beside_javascript(name: &str, signed: &str, now: Timestamp, table: &mut Table) -> Result<()> {
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for _ in 0..3 {
        let [rate] = per_second([&mut || {
            black_box(openbadges::verify(signed.as_bytes(), &Given::default(), now));
        }]);
        ours.push(rate);
        theirs.push(javascript::verifies(signed)?);
    }
    let [ours, theirs] = [median(ours), median(theirs)];
    table.times(&format!("verified, {name}"), ours, "`@digitalbazaar/vc` in Node", theirs);
    Ok(())
}

/// A million are issued one after the other: does it take more memory in the end than in the
/// beginning?
fn memory(table: &mut Table) -> Result<()> {
    let key = SecretKey::from_seed(&SEED);
    let issuer = did_key(&key.public());
    let method = format!("{issuer}#{}", key.public().to_multibase());
    let signer = Signer { key: &key, verification_method: &method, created: Timestamp::now() };
    let mut compiled = Compiled::new(Contexts::built_in());
    let mut began = 0.0;
    for number in 0..MANY {
        let credential = credentials::minimal(&issuer, number);
        black_box(compiled.sign(&credential, &signer).map_err(wrong)?);
        if number == MANY / 100 {
            began = program::memory_of("self")?;
        }
    }
    let grown = (program::memory_of("self")? - began).max(0.0);
    table.within("memory that issuing a million, compiled, adds", grown, 1.0, "MiB");
    Ok(())
}

pub fn digests(quads: &[String; 2]) -> [u8; 64] {
    let mut both = [0; 64];
    both[..32].copy_from_slice(&Sha256::digest(&quads[0]));
    both[32..].copy_from_slice(&Sha256::digest(&quads[1]));
    both
}

/// The canonical N-Quads of a credential's proof and of the credential without it.
pub fn canonical(signed: &str) -> Result<[String; 2]> {
    let mut bare: Value = serde_json::from_str(signed)?;
    let fields = bare.as_object_mut().context("a credential is an object")?;
    let mut proof = fields.shift_remove("proof").context("it has a proof")?[0].take();
    let options = proof.as_object_mut().context("a proof is an object")?;
    options.shift_remove("proofValue");
    options.insert("@context".into(), json!(fields["@context"]));
    let canonical = |it: &Value| jsonld::canonical(it, Contexts::built_in()).map_err(wrong);
    Ok([canonical(&proof)?, canonical(&bare)?])
}

fn wrong(error: openbadges::Error) -> anyhow::Error {
    anyhow!("{error}")
}
