//! Small real files, each with the same words wherever its kind has a place for who made it.

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::io::Write;

use crate::strip::{boxes::written as boxed, ogg::Writer, riff::written as chunk};

/// Eight by eight points of gray, turned to the right.
pub fn jpeg(said: &str) -> Vec<u8> {
    let plain = hex(
        "ffdb004300100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c3933383740485c4e4044
         57453738506d51575f626768673e4d71797064785c656763ffc0000b080008000801011100ffc4001400010000
         0000000000000000000000000000ffc40014100100000000000000000000000000000000ffda0008010100003f
         003fffd9",
    );
    let segment = |marker: u8, body: &[u8]| {
        [&[0xFF, marker], &(body.len() as u16 + 2).to_be_bytes()[..], body].concat()
    };
    let words = said.as_bytes();
    [
        b"\xFF\xD8".to_vec(),
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, &[b"Exif\0\0", &exif(said)[..]].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", words].concat()),
        segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile(said)[..]].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", words].concat()),
        segment(0xFE, words),
        plain,
        words.to_vec(), // after its end, as with film that moves before the picture
    ]
    .concat()
}

/// Who made it (315), and which way up it is: 6.
fn exif(said: &str) -> Vec<u8> {
    let mut tiff =
        b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x3B\x01\x02\0".to_vec();
    tiff.extend((said.len() as u32).to_le_bytes());
    tiff.extend(38u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(said.as_bytes());
    tiff
}

/// A gray color profile, named after somebody.
fn profile(said: &str) -> Vec<u8> {
    let tags: [(&[u8], Vec<u8>); 3] = [
        (b"desc", [b"desc\0\0\0\0\0\0\0\x40", said.as_bytes()].concat()),
        (b"kTRC", b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0".to_vec()),
        (b"wtpt", b"XYZ \0\0\0\0\0\0\xF6\xD6\0\x01\0\0\0\0\xD3\x2D".to_vec()),
    ];
    let mut table = 3u32.to_be_bytes().to_vec();
    let mut bodies: Vec<u8> = vec![];
    for (name, body) in tags {
        table.extend(name);
        table.extend((168 + bodies.len() as u32).to_be_bytes());
        table.extend((body.len() as u32).to_be_bytes());
        bodies.extend(body);
    }
    let mut head = vec![0; 128];
    head[..4].copy_from_slice(&(168 + bodies.len() as u32).to_be_bytes());
    head[8..40].copy_from_slice(b"\x02\x10\0\0mntrGRAYXYZ \x07\xEA\0\x0C\0\x03\0\0\0\0\0\0acsp");
    head[100..100 + said.len().min(28)].copy_from_slice(&said.as_bytes()[..said.len().min(28)]);
    [head, table, bodies].concat()
}

/// Four by four points.
pub fn png(said: &str) -> Vec<u8> {
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let named = [&name[..], body].concat();
        let sum = crc32fast::hash(&named).to_be_bytes();
        [&(body.len() as u32).to_be_bytes(), &named[..], &sum].concat()
    };
    let words = said.as_bytes();
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", b"\0\0\0\x04\0\0\0\x04\x08\0\0\0\0"),
        chunk(b"iCCP", &[words, b"\0\0", &packed(&profile(said))].concat()),
        chunk(b"tEXt", &[b"Author\0", words].concat()),
        chunk(b"zTXt", &[b"Comment\0\0", &packed(words)[..]].concat()),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", words].concat()),
        chunk(b"eXIf", &exif(said)),
        chunk(b"tIME", b"\x07\xEA\x0C\x03\x0E\x02\0"),
        chunk(b"IDAT", &packed(&[0, 40, 80, 120, 160].repeat(4))),
        chunk(b"IEND", b""),
        words.to_vec(),
    ]
    .concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(vec![], Compression::default());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

/// Four by four points of one color.
pub fn webp(said: &str) -> Vec<u8> {
    let picture = hex("2f03c000000750a94a74adff8188e87f00");
    let chunks = [
        chunk(b"VP8X", b"\x2C\0\0\0\x03\0\0\x03\0\0"),
        chunk(b"ICCP", &profile(said)),
        chunk(b"VP8L", &picture),
        chunk(b"EXIF", &exif(said)),
        chunk(b"XMP ", said.as_bytes()),
    ]
    .concat();
    let length = (chunks.len() as u32 + 4).to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &chunks, said.as_bytes()].concat()
}

/// Four by four points of one color.
pub fn gif(said: &str) -> Vec<u8> {
    let comment = [b"\x21\xFE", &[said.len() as u8][..], said.as_bytes(), b"\0"].concat();
    let xmp =
        [b"\x21\xFF\x0BXMP DataXMP", &[said.len() as u8][..], said.as_bytes(), b"\0"].concat();
    let repeats = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0".to_vec();
    let head = hex("4749463839610400040081000012526b000000000000000000");
    let frame = hex("2c00000000040004000008090001081c48b020808000");
    [head, repeats, comment, xmp, frame, b"\x3B".to_vec(), said.as_bytes().to_vec()].concat()
}

/// One page that says "Wait three seconds." beside a picture, with everything about it that a word
/// processor adds, and a first version underneath.
pub fn pdf(said: &str) -> Vec<u8> {
    let text = |text: &str| Object::string_literal(text);
    let mut document = Document::with_version("1.5");
    let first = document.add_object(Stream::new(dictionary! {}, format!("({said}) Tj").into()));
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    });
    let colors = document.add_object(Stream::new(dictionary! { "N" => 1 }, profile(said)));
    let picture = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
            "BitsPerComponent" => 8, "Filter" => "DCTDecode",
            "ColorSpace" => vec!["ICCBased".into(), colors.into()],
            "PieceInfo" => dictionary! { "Maker" => dictionary! { "Private" => text(said) } },
        },
        jpeg(said),
    ));
    let xmp = document.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        said.into(),
    ));
    let attached =
        document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, said.into()));
    let file = document.add_object(dictionary! {
        "Type" => "Filespec", "F" => text(said), "EF" => dictionary! { "F" => attached },
    });
    let script = dictionary! { "S" => "JavaScript", "JS" => text(&format!("app.alert('{said}')")) };
    let corner = || Object::Array([10, 10, 90, 30].map(Object::from).to_vec());
    let mark = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Highlight", "Rect" => corner(), "T" => text(said),
        "CreationDate" => text("D:20261203140200"), "NM" => text(said),
        "Contents" => text("Longer here"), "A" => script.clone(),
    });
    let link = dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => corner(),
        "A" => dictionary! { "S" => "URI", "URI" => text("https://example.org/talk") },
    };
    let clip = dictionary! {
        "Type" => "Annot", "Subtype" => "FileAttachment", "Rect" => corner(), "FS" => file,
    };
    let content =
        "BT /F1 12 Tf 20 60 Td (Wait three seconds.) Tj ET q 40 0 0 40 20 10 cm /Im1 Do Q";
    let content = document.add_object(Stream::new(dictionary! {}, content.into()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "LastModified" => text(said),
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
        "Resources" => dictionary! {
            "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "Im1" => picture },
        },
        "Annots" => vec![mark.into(), Object::Dictionary(link), Object::Dictionary(clip)],
        "Metadata" => xmp,
        "AA" => dictionary! { "O" => script.clone() },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let names = |name: &str, value: Object| dictionary! { "Names" => vec![text(name), value] };
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Metadata" => xmp, "Lang" => text("en-US"),
        "OpenAction" => script.clone(),
        "Names" => dictionary! {
            "JavaScript" => names(said, script.into()), "EmbeddedFiles" => names(said, file.into()),
        },
    });
    let about = document.add_object(dictionary! {
        "Author" => text(said), "Title" => text(said), "Creator" => text(said),
    });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", about);
    document.trailer.set("ID", vec![text(said), text(said)]);
    document.trailer.set("First", first);
    saved(&mut document)
}

pub fn saved(document: &mut Document) -> Vec<u8> {
    let mut bytes = vec![];
    document.save_to(&mut bytes).expect("memory takes it");
    bytes
}

/// A form with one field that was filled in; `drawn`, if it shows what it holds.
pub fn form(answer: &str, drawn: bool) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf("Nobody")).expect("ours is whole");
    let look = Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form" }, answer.into());
    let look = document.add_object(look);
    let mut field: Dictionary = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "V" => Object::string_literal(answer),
        "T" => Object::string_literal("field 1"),
        "Rect" => Object::Array([10, 10, 90, 30].map(Object::from).to_vec()),
    };
    if drawn {
        field.set("AP", dictionary! { "N" => look });
    }
    let field = document.add_object(field);
    let page = document.page_iter().next().expect("it has one");
    let page = document.get_dictionary_mut(page).expect("it is one");
    page.set("Annots", vec![Object::Reference(field)]);
    saved(&mut document)
}

pub fn text(said: &str) -> Vec<u8> {
    format!("minute,who,what\n3,A,{said}\n").into_bytes()
}

/// A second and a half of silence.
pub fn mp3(said: &str) -> Vec<u8> {
    let frame = |text: &str| {
        [b"TPE1\0\0\0", &[text.len() as u8 + 1, 0, 0, 3][..], text.as_bytes()].concat()
    };
    let tag = frame(said);
    let head = [b"ID3\x03\0\0\0\0\0", &[tag.len() as u8][..]].concat();
    let mut sound = b"\xFF\xFB\x90\xC0".to_vec();
    sound.resize(417, 0);
    let mut last = format!("TAG{said}").into_bytes();
    last.resize(128, 0);
    let ape = format!("APETAGEX Artist {said}").into_bytes();
    [head, tag, sound.repeat(60), ape, last].concat()
}

/// Frames of silence, as some phones record.
pub fn aac(said: &str) -> Vec<u8> {
    let sound = b"\xFF\xF1\x50\x40\x01\xBF\xFC\x01\x18\x20\x07\x00\x00".repeat(60);
    [sound, said.as_bytes().to_vec()].concat()
}

/// Silence, as a phone's recorder keeps it.
pub fn m4a(said: &str) -> Vec<u8> {
    recording(said, b"soun")
}

/// The same, but it moves.
pub fn film(said: &str) -> Vec<u8> {
    recording(said, b"vide")
}

fn recording(said: &str, handler: &[u8; 4]) -> Vec<u8> {
    let (words, silence) = (said.as_bytes(), b"\x21\x00\x49\x90\x02\x19\x00\x23\x80");
    let zeros = |count: usize| vec![0u8; count];
    let when = b"\0\0\0\0\xE3\x10\x20\x30\xE3\x10\x20\x31";
    let lasts = b"\0\0\xAC\x44\0\0\x28\0";
    let samples = silence.repeat(10);
    let brand = boxed(b"ftyp", &[b"M4A \0\0\x02\0M4A mp42isom"]);
    let note = boxed(b"free", &[words]);
    let data = boxed(b"mdat", &[words, &samples]);
    let first = brand.len() + note.len() + 8 + words.len();
    let esds = b"\0\0\0\0\x03\x16\0\0\0\x04\x0E\x40\x15\0\0\0\0\0\0\0\0\0\0\0\x05\x02\x12\x08";
    let entry = [&zeros(6)[..], b"\0\x01", &zeros(8), b"\0\x01\0\x10\0\0\0\0\xAC\x44\0\0"].concat();
    let coded = boxed(b"mp4a", &[&entry, &boxed(b"esds", &[esds]), &boxed(b"note", &[words])]);
    let table = boxed(
        b"stbl",
        &[
            &boxed(b"stsd", &[b"\0\0\0\0\0\0\0\x01", &coded]),
            &boxed(b"stts", &[b"\0\0\0\0\0\0\0\x01\0\0\0\x0A\0\0\x04\0"]),
            &boxed(b"stsc", &[b"\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x0A\0\0\0\x01"]),
            &boxed(b"stsz", &[b"\0\0\0\0\0\0\0\x09\0\0\0\x0A"]),
            &boxed(b"stco", &[b"\0\0\0\0\0\0\0\x01", &(first as u32).to_be_bytes()]),
        ],
    );
    let link = boxed(b"dref", &[b"\0\0\0\0\0\0\0\x01", &boxed(b"url ", &[b"\0\0\0\x01"])]);
    let inner = boxed(b"minf", &[&boxed(b"smhd", &[&zeros(8)]), &boxed(b"dinf", &[&link]), &table]);
    let named = boxed(b"hdlr", &[&zeros(8), handler, &zeros(12), words, b"\0"]);
    let media = boxed(b"mdia", &[&boxed(b"mdhd", &[when, lasts, b"\x55\xC4\0\0"]), &named, &inner]);
    let matrix =
        [&[0, 1, 0, 0][..], &zeros(12), &[0, 1, 0, 0], &zeros(12), &[0x40, 0, 0, 0]].concat();
    let head =
        [when, &b"\0\0\0\x01\0\0\0\0\0\0\x28\0"[..], &zeros(8), b"\0\0\0\0\x01\0\0\0"].concat();
    let track = boxed(
        b"trak",
        &[&boxed(b"tkhd", &[&head, &matrix, &zeros(8)]), &media, &boxed(b"udta", &[words])],
    );
    let whole =
        [when, &lasts[..], b"\0\x01\0\0\x01\0", &zeros(10), &matrix, &zeros(24), b"\0\0\0\x02"];
    let tags = boxed(b"udta", &[&boxed(b"meta", &[&zeros(4), words])]);
    let movie = boxed(b"moov", &[&boxed(b"mvhd", &[&whole.concat()]), &track, &tags]);
    [brand, note, data, movie, boxed(b"uuid", &[words])].concat()
}

/// A twentieth of a second of silence.
pub fn wav(said: &str) -> Vec<u8> {
    let words = said.as_bytes();
    let chunks = [
        chunk(b"bext", words),
        chunk(b"fmt ", b"\x01\0\x01\0\x40\x1F\0\0\x80\x3E\0\0\x02\0\x10\0"),
        chunk(b"LIST", &[b"INFO", &chunk(b"IART", words)[..]].concat()),
        chunk(b"data", &[0; 800]),
        chunk(b"id3 ", words),
    ]
    .concat();
    [b"RIFF", &(chunks.len() as u32 + 4).to_le_bytes()[..], b"WAVE", &chunks, words].concat()
}

/// Half a second of Opus silence.
pub fn ogg(said: &str) -> Vec<u8> {
    let counted = |text: &str| [&(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat();
    let tags =
        [b"OpusTags", &counted(said)[..], &[1, 0, 0, 0], &counted(&format!("ARTIST={said}"))];
    let head = b"OpusHead\x01\x01\x38\x01\x80\xBB\0\0\0\0\0".to_vec();
    let sound = vec![b"\xF8\xFF\xFE".to_vec(); 25];
    let mut writer = Writer::of(*b"seri");
    writer.head(2, &[head]);
    writer.head(0, &[tags.concat()]);
    writer.page(4, 24_000u64.to_le_bytes(), &[3; 25], &sound.concat());
    [writer.written, said.as_bytes().to_vec()].concat()
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|it| it.to_digit(16)).collect();
    digits.chunks(2).map(|two| (two[0] * 16 + two[1]) as u8).collect()
}
