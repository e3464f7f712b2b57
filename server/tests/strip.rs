//! Uploaded PDFs are read in a process of their own, which can't take the server with it.
#![allow(clippy::unwrap_used)] // what stories do

use std::io::Write;

use evidence::{Refusal, testing::samples};
use flate2::{Compression, write::ZlibEncoder};
use foundation::Error;

async fn stripped(pdf: Vec<u8>) -> Result<Vec<u8>, String> {
    evidence::strip_pdfs_by(env!("CARGO_BIN_EXE_cairn"));
    match evidence::stripped(pdf).await {
        Ok(kept) => Ok(kept.bytes),
        Err(Error::Refused(why)) => Err(why.to_string()),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_pdf_comes_out_as_it_does_in_one_process() {
    let kept = stripped(samples::pdf("Rosalind-Quimby")).await.unwrap();
    assert_eq!(kept, evidence::strip(&samples::pdf("Ana")).unwrap().bytes);
}

#[tokio::test]
async fn a_refusal_comes_out_with_its_reason() {
    let refused = stripped(samples::form("We waited.", false)).await.unwrap_err();
    assert_eq!(refused, Refusal::OpenForm.to_string());
    let refused = stripped(b"%PDF-1.7\nnothing".to_vec()).await.unwrap_err();
    assert_eq!(refused, Refusal::Broken.to_string());
}

#[tokio::test]
async fn a_pdf_that_unpacks_without_end_ends_its_own_process_alone() {
    assert_eq!(stripped(endless()).await.unwrap_err(), Refusal::Broken.to_string());
    assert!(stripped(samples::pdf("Ana")).await.is_ok());
}

/// Few bytes that unpack to millions of objects: a hundred streams with an array of millions each.
fn endless() -> Vec<u8> {
    let mut packer = ZlibEncoder::new(vec![], Compression::best());
    packer.write_all(b"1000 0 [").unwrap();
    packer.write_all(&b"0 ".repeat(7_000_000)).unwrap();
    packer.write_all(b"]").unwrap();
    let packed = packer.finish().unwrap();
    let mut pdf = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        .to_vec();
    for object in 4..104 {
        let head = format!(
            "{object} 0 obj<</Type/ObjStm/N 1/First 7/Filter/FlateDecode/Length {}>>stream\n",
            packed.len()
        );
        pdf.extend(head.bytes());
        pdf.extend(&packed);
        pdf.extend(b"\nendstream endobj\n");
    }
    pdf.extend(b"trailer<</Root 1 0 R>>\n");
    pdf
}
