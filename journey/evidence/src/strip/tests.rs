//! What is kept of small real files, and of broken ones.

use lopdf::{Document, Object};
use proptest::prelude::*;

use super::strip;
use crate::{FileKind, Refusal, testing::samples};

const PLANTED: &str = "Rosalind-Quimby-made-this";

type Sample = fn(&str) -> Vec<u8>;

const SAMPLES: [(FileKind, Sample); 11] = [
    (FileKind::Jpeg, samples::jpeg),
    (FileKind::Png, samples::png),
    (FileKind::WebP, samples::webp),
    (FileKind::Gif, samples::gif),
    (FileKind::Pdf, samples::pdf),
    (FileKind::Text, |_| samples::text("B")),
    (FileKind::Mp3, samples::mp3),
    (FileKind::Aac, samples::aac),
    (FileKind::M4a, samples::m4a),
    (FileKind::Wav, samples::wav),
    (FileKind::Ogg, samples::ogg),
];

fn kept(sample: Sample) -> Vec<u8> {
    strip(&sample(PLANTED)).unwrap().bytes
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|it| it == words)
}

#[test]
fn who_made_it_is_in_no_byte_that_is_kept() {
    for (kind, sample) in SAMPLES {
        let stripped = strip(&sample(PLANTED)).unwrap();
        assert_eq!(stripped.kind, kind);
        assert!(!holds(&stripped.bytes, PLANTED.as_bytes()), "{kind:?}");
        assert!(!holds(&stripped.bytes, b"Quimby"), "{kind:?}");
    }
}

#[test]
fn what_is_kept_is_the_same_whoever_made_it() {
    for (kind, sample) in SAMPLES {
        assert_eq!(strip(&sample("Ana")).unwrap().bytes, kept(sample), "{kind:?}");
    }
}

#[test]
fn what_was_stripped_once_stays_as_it_is() {
    for (kind, sample) in SAMPLES {
        let once = kept(sample);
        let again = strip(&once).unwrap();
        assert_eq!((again.kind, again.bytes), (kind, once));
    }
}

#[test]
fn a_picture_keeps_its_turn_and_its_colors() {
    for sample in [samples::jpeg, samples::png, samples::webp] {
        let kept = kept(sample);
        assert!(holds(&kept, &super::exif::alone(6)));
    }
    let jpeg = kept(samples::jpeg);
    assert!(holds(&jpeg, b"kTRC") && !holds(&jpeg, b"desc"));
    assert!(jpeg.ends_with(b"\xFF\xD9"));
}

#[test]
fn a_pdf_keeps_what_its_pages_show() {
    let kept = Document::load_mem(&kept(samples::pdf)).unwrap();
    assert!(kept.extract_text(&[1]).unwrap().contains("Wait three seconds."));
    let page = kept.page_iter().next().unwrap();
    let marks = kept.get_page_annotations(page).unwrap();
    let kinds: Vec<_> =
        marks.iter().map(|it| it.get(b"Subtype").unwrap().as_name().unwrap()).collect();
    assert_eq!(kinds, [&b"Highlight"[..], b"Link"]);
    assert!(holds(&bytes_of(&kept), b"https://example.org/talk"));
    assert!(holds(&bytes_of(&kept), b"Longer here"));
    let images = kept.get_page_images(page).unwrap();
    assert_eq!(images[0].width, 8);
}

#[test]
fn a_pdf_says_nothing_in_what_it_packs_either() {
    let kept = Document::load_mem(&kept(samples::pdf)).unwrap();
    assert!(!holds(&bytes_of(&kept), b"Quimby"));
    for word in ["JavaScript", "EmbeddedFile", "Metadata", "PieceInfo", "Author", "OpenAction"] {
        assert!(!holds(&bytes_of(&kept), word.as_bytes()), "{word}");
    }
}

/// Everything in it, unpacked.
fn bytes_of(document: &Document) -> Vec<u8> {
    let mut document = document.clone();
    document.decompress();
    samples::saved(&mut document)
}

#[test]
fn a_form_that_was_filled_in_stays_as_it_looks_or_is_refused() {
    let drawn = strip(&samples::form("We waited.", true)).unwrap().bytes;
    assert!(holds(&drawn, b"We waited.") && holds(&drawn, b"Stamp") && !holds(&drawn, b"field 1"));
    assert_eq!(strip(&samples::form("We waited.", false)).unwrap_err(), Refusal::OpenForm);
    assert!(strip(&samples::form("", false)).is_ok());
}

#[test]
fn packed_objects_and_earlier_versions_are_read_and_not_kept() {
    let mut document = Document::load_mem(&samples::pdf(PLANTED)).unwrap();
    let mut packed = vec![];
    document.save_modern(&mut packed).unwrap();
    let document = Document::load_mem(&packed).unwrap();
    let mut later = lopdf::IncrementalDocument::create_from(packed.clone(), document.clone());
    let page = document.page_iter().next().unwrap();
    let mut content = document.get_dictionary(page).unwrap().clone();
    content.set("Rotate", 90);
    later.new_document.objects.insert(page, Object::Dictionary(content));
    let mut bytes = vec![];
    later.save_to(&mut bytes).unwrap();
    assert!(bytes.starts_with(&packed) && bytes.len() > packed.len());

    let kept = strip(&bytes).unwrap().bytes;

    assert!(!holds(&bytes_of(&Document::load_mem(&kept).unwrap()), b"Quimby"));
    assert!(holds(&kept, b"/Rotate 90"));
    assert_eq!(kept.windows(5).filter(|it| it == b"%%EOF").count(), 1);
}

#[test]
fn sound_plays_from_where_its_tables_point() {
    let kept = kept(samples::m4a);
    let at = kept.windows(4).position(|it| it == b"stco").unwrap() + 12;
    let first = u32::from_be_bytes(kept[at..at + 4].try_into().unwrap()) as usize;
    assert!(kept[first..].starts_with(b"\x21\x00\x49\x90"));
    assert_eq!(kept.len(), first + 90);
}

#[test]
fn what_is_not_taken_says_what_to_do() {
    let refused = |bytes: &[u8]| strip(bytes).unwrap_err();
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b" \r\n"), Refusal::Empty);
    assert_eq!(refused(&samples::film("")), Refusal::Film);
    assert_eq!(refused(b"\x1A\x45\xDF\xA3webm"), Refusal::Film);
    assert_eq!(refused(b"RIFF\0\0\0\0AVI LIST"), Refusal::Film);
    assert_eq!(refused(b"\0\0\0\x18ftypheic\0\0\0\0"), Refusal::OtherPicture);
    assert_eq!(refused(b"fLaC\0\0\0\x22"), Refusal::OtherSound);
    assert_eq!(refused(b"PK\x03\x04\x14\0\0\0[Content_Types].xml"), Refusal::Office);
    assert_eq!(refused(b"PK\x03\x04\x14\0\0\0holiday/1.jpg"), Refusal::Packed);
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Refusal::Office);
    assert_eq!(refused(b"{\\rtf1 Hello}"), Refusal::Office);
    assert_eq!(refused(b"\xEF\xBB\xBF <!DOCTYPE html><p>Hello"), Refusal::Markup);
    assert_eq!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Refusal::Markup);
    assert_eq!(
        refused("Größe".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()),
        Refusal::Unknown
    );
    assert_eq!(refused(b"Gr\xF6\xDFe"), Refusal::OtherText);
    assert_eq!(refused(b"\x7FELF\x02\x01\x01\0"), Refusal::Unknown);
    assert_eq!(refused(b"%PDF-1.7\nnothing"), Refusal::Broken);
    assert_eq!(refused(b"\xFF\xD8\xFF\xE0"), Refusal::Broken);
}

#[test]
fn a_name_counts_for_nothing() {
    // Text stays text, whatever it begins like.
    for words in ["BMI and reading\n", "FORMS of address\n", "# Wait time\n"] {
        assert_eq!(strip(words.as_bytes()).unwrap().kind, FileKind::Text);
    }
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused() {
    let mut png = samples::png("");
    png[16..24].copy_from_slice(b"\0\0\xFF\xFF\0\0\xFF\xFF");
    let sum = crc32fast::hash(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    assert_eq!(strip(&png).unwrap_err(), Refusal::TooManyPoints);
    let mut gif = samples::gif("");
    gif[6..10].copy_from_slice(b"\xFF\xFF\xFF\xFF");
    assert_eq!(strip(&gif).unwrap_err(), Refusal::TooManyPoints);
}

#[test]
fn a_file_that_is_two_things_is_kept_as_one() {
    let both = [samples::jpeg(PLANTED), b"PK\x03\x04word/document.xml<script>".to_vec()].concat();
    let kept = strip(&both).unwrap().bytes;
    assert!(!holds(&kept, b"PK\x03\x04") && !holds(&kept, b"<script>"));
}

/// A real file with some of its bytes changed, taken away or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4u8);
    (0..SAMPLES.len(), prop::collection::vec(change, 1..6)).prop_map(|(sample, changes)| {
        let mut bytes = SAMPLES[sample].1(PLANTED);
        for (at, to, how) in changes {
            let at = at.index(bytes.len().max(1));
            match how {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..bytes.len().min(at + usize::from(to)))),
                2 => bytes.insert(at, to),
                _ => bytes.iter_mut().skip(at).take(1).for_each(|it| *it = to),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_it(bytes in mutated()) {
        // What is kept of it can be stripped again.
        if let Ok(kept) = strip(&bytes) {
            prop_assert!(strip(&kept.bytes).is_ok());
        }
    }

    #[test]
    fn nor_do_bytes_that_nobody_made(start in 0..SAMPLES.len(), rest in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut bytes = SAMPLES[start].1("")[..16].to_vec();
        bytes.extend(rest);
        let _ = strip(&bytes);
    }
}
