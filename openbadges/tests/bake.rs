//! What is baked comes out as it went in, and the picture around it stays as it was.
#![allow(clippy::unwrap_used)] // tests do

mod common;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges::bake::{is_picture, png, svg, unbake};
use openbadges::verify;
use openbadges::verify::Given;
use proptest::prelude::*;
use serde_json::json;

const SVG: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- not <svg> yet -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox='0 0 9 9' data-x="a > b" >
  <style><![CDATA[ a > b { } ]]></style>
  <circle r="3"/>
</svg>
"#;
const ELEMENT: &str = "<openbadges:credential>";

fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
    let named = [kind.as_bytes(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}

/// A PNG of one gray pixel, with these chunks before its pixel.
fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk("IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
    png.extend(chunks.concat());
    let pixel = [120, 156, 99, 104, 0, 0, 0, 130, 0, 129];
    png.extend(chunk("IDAT", &pixel));
    png.extend(chunk("IEND", &[]));
    png
}

fn jws(payload: &serde_json::Value) -> String {
    let part = |it: &serde_json::Value| URL_SAFE_NO_PAD.encode(it.to_string());
    format!("{}.{}.c2ln", part(&json!({"alg": "EdDSA"})), part(payload))
}

fn reason(result: Result<impl std::fmt::Debug, openbadges::Error>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_badge_in_a_picture_still_verifies() {
    let badge = by_did_key().to_string();
    for baked in [png(&picture(&[]), &badge).unwrap(), svg(SVG, &badge).unwrap().into_bytes()] {
        let unbaked = unbake(&baked).unwrap();
        assert_eq!(unbaked, badge);
        assert!(verify(unbaked.as_bytes(), &Given::default(), today()).has_passed());
    }
}

#[test]
fn a_picture_is_known_by_how_it_begins() {
    assert!(is_picture(&picture(&[])) && is_picture(SVG.as_bytes()) && is_picture(b"\n <svg/>"));
    for other in [&b"{}"[..], b"eyJ.e30.x", b"", b"\x89PNG", b"GIF89a"] {
        assert!(!is_picture(other), "{other:?}");
    }
}

#[test]
fn a_png_holds_one_uncompressed_chunk_right_after_its_header() {
    let plain = picture(&[]);
    let baked = png(&plain, "{}").unwrap();
    let expected = chunk("iTXt", b"openbadgecredential\0\0\0\0\0{}");
    assert_eq!(baked, picture(&[expected]));
    let baked = png(&plain, r#"{"type":["VerifiableCredential","ClrCredential"]}"#).unwrap();
    assert!(String::from_utf8_lossy(&baked).contains("iTXtclrcredential\0"));
    let baked = png(&plain, &jws(&json!({"type": "ClrCredential"}))).unwrap();
    assert!(String::from_utf8_lossy(&baked).contains("iTXtclrcredential\0"));
}

#[test]
fn the_credential_is_the_first_thing_in_an_svg() {
    let baked = svg(SVG, "{}").unwrap();
    let declaration = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
    let element = format!("{ELEMENT}<![CDATA[{{}}]]></openbadges:credential>");
    let expected = SVG
        .replace("<svg xmlns=", &format!("<svg{declaration} xmlns="))
        .replace("\" >\n", &format!("\" >{element}\n"));
    assert_eq!(baked, expected);
    let jws = jws(&json!({}));
    let baked = svg("<s:svg/>", &jws).unwrap();
    let element = format!("<openbadges:credential verify=\"{jws}\"></openbadges:credential>");
    assert_eq!(baked, format!("<s:svg{declaration}>{element}</s:svg>"));
    assert_eq!(unbake(baked.as_bytes()).unwrap(), jws);
}

#[test]
fn what_was_baked_before_is_replaced() {
    let old = [
        chunk("iTXt", b"openbadgecredential\0\0\0\0\0{\"a\":1}"),
        chunk("tEXt", b"openbadges\0https://x.example/1"),
        chunk("zTXt", b"clrcredential\0\0x"),
        chunk("tEXt", b"Comment\0stays"),
    ];
    let again = png(&picture(&old), "{}").unwrap();
    assert_eq!(again, png(&picture(&old[3..]), "{}").unwrap());

    let old = r#"<svg xmlns:openbadges="http://openbadges.org" xmlns:o='https://purl.imsglobal.org/ob/v3p0'
        ><openbadges:assertion verify="https://x.example/1"/><o:credential><![CDATA[{"a":1}]]></o:credential
        ><g/></svg>"#;
    let again = svg(old, "{}").unwrap();
    assert_eq!(unbake(again.as_bytes()).unwrap(), "{}");
    assert!(!again.contains("assertion") && !again.contains("\"a\"") && again.contains("<g/>"));
    assert_eq!(svg(&again, "{}").unwrap(), again);
}

#[test]
fn what_open_badges_2_baked_is_read() {
    for (kind, rest) in [("iTXt", &b"\0\0\0\0\0{}"[..]), ("tEXt", b"\0{}")] {
        let old = chunk(kind, &[b"openbadges", rest].concat());
        assert_eq!(unbake(&picture(&[old])).unwrap(), "{}");
    }
    let old = |inner: &str| format!("<svg xmlns:b='http://openbadges.org'>{inner}</svg>");
    let hosted =
        "<b:assertion verify=\"https://x.example/1?a=1&amp;b\">\n <![CDATA[ {} ]]>\n</b:assertion>";
    assert_eq!(unbake(old(hosted).as_bytes()).unwrap(), "{}");
    let signed = "<b:assertion verify=\"https://x.example/1?a=1&amp;b&#x21;\" />";
    assert_eq!(unbake(old(signed).as_bytes()).unwrap(), "https://x.example/1?a=1&b!");
    let both = format!(
        "{signed}<credential xmlns='https://purl.imsglobal.org/ob/v3p0'>&#123;}}</credential>"
    );
    assert_eq!(unbake(old(&both).as_bytes()).unwrap(), "{}", "the newest goes first");
}

#[test]
fn a_prefix_that_nobody_declared_is_refused() {
    // Once the prefix is declared, what stands there would be a second credential.
    let picture = "<svg><openbadges:credential verify=\"a.b.c\"/></svg>";
    assert!(reason(svg(picture, "{}")).contains("the prefix openbadges"));
}

#[test]
fn a_damaged_png_is_refused() {
    let baked = png(&picture(&[]), "{}").unwrap();
    for at in 0..baked.len() {
        let mut changed = baked.clone();
        changed[at] ^= 1;
        assert!(unbake(&changed).is_err(), "byte {at}");
        assert!(unbake(&baked[..at]).is_err(), "cut at {at}");
        assert!(png(&baked[..at], "{}").is_err(), "cut at {at}");
    }
}

#[test]
fn two_credentials_or_a_compressed_one_are_refused() {
    let one = chunk("iTXt", b"openbadgecredential\0\0\0\0\0{}");
    assert!(reason(unbake(&picture(&[one.clone(), one]))).contains("more than one"));
    let packed = chunk("iTXt", b"openbadgecredential\0\x01\0\0\0{}");
    assert!(reason(unbake(&picture(&[packed]))).contains("compressed"));
    assert!(reason(unbake(&picture(&[]))).contains("no credential"));
    let one = format!("{ELEMENT}{{}}</openbadges:credential>");
    let two =
        format!("<svg xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'>{one}{one}</svg>");
    assert!(reason(unbake(two.as_bytes())).contains("more than one"));
}

#[test]
fn a_credential_that_is_hidden_deeper_or_in_words_is_not_one() {
    let ours = "xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'";
    let one = format!("{ELEMENT}{{}}</openbadges:credential>");
    for hidden in [
        format!("<svg {ours}><g>{one}</g></svg>"),
        format!("<svg {ours}><!-- {one} --></svg>"),
        format!("<svg {ours}><![CDATA[{one}]]></svg>"),
        format!("<svg {ours}><?x {one} ?></svg>"),
        format!("<svg xmlns:openbadges='urn:x'>{one}</svg>"),
        format!("<svg>{one}</svg>"),
    ] {
        assert!(reason(unbake(hidden.as_bytes())).contains("no credential"), "{hidden}");
    }
}

#[test]
fn a_document_type_that_declares_nothing_is_no_harm() {
    let typed = format!(
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://x.example/svg11.dtd\">\n{}",
        &SVG[39..]
    );
    let baked = svg(&typed, "{}").unwrap();
    assert!(baked.starts_with("<!DOCTYPE svg PUBLIC"));
    assert_eq!(unbake(baked.as_bytes()).unwrap(), "{}");
}

#[test]
fn entities_and_what_is_no_xml_are_refused() {
    for wrong in [
        "",
        "text",
        "<html/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
        "<!DOCTYPE svg PUBLIC \"a>b\" [<!ENTITY a 'b'>]><svg/>",
        "<svg><!DOCTYPE svg></svg>",
        "<svg/><!DOCTYPE svg>",
        "<!ELEMENT svg><svg/>",
        "<svg>",
        "</svg>",
        "<svg></g>",
        "<svg><g></svg></g>",
        "<svg/><svg/>",
        "<svg/>text",
        "<svg/><![CDATA[text]]>",
        "<svg a=1/>",
        "<svg a='1' a='2'/>",
        "<svg a='<'/>",
        "<svg a='1'b='2'/>",
        "<svg a='1/>",
        "<svg a/>",
        "<svg -a='1'/>",
        "<svg><!-- a -- b --></svg>",
        "<svg><!-- a ---></svg>",
        "<svg><![CDATA[</svg>",
        "<svg>]]></svg>",
        "<svg><?x</svg>",
        "<svg xmlns:openbadges='urn:other'/>",
    ] {
        assert!(svg(wrong, "{}").is_err(), "{wrong}");
    }
    let one = |body: &str| {
        format!(
            "<c:svg xmlns:c='https://purl.imsglobal.org/ob/v3p0'><c:credential>{body}</c:credential></c:svg>"
        )
    };
    for body in ["&a;", "&", "&#0;", "&#xD800;", "&#x110000;", "&#+5;", "&#;", "<c:x/>", " "] {
        assert!(unbake(one(body).as_bytes()).is_err(), "{body}");
    }
    assert!(unbake(b"\xff\xfe<\0s\0v\0g\0").is_err());
}

#[test]
fn only_json_or_a_jws_is_baked() {
    for content in
        ["", "x", "[]", "{", "{\"a\":1,\"a\":2}", "a.b.c", "https://x.example/1", "\"><script>"]
    {
        assert!(png(&picture(&[]), content).is_err(), "{content}");
        assert!(svg(SVG, content).is_err(), "{content}");
    }
    assert!(svg(SVG, "{\"a\":\"\u{ffff}\"}").is_err(), "XML has no such character");
}

/// A picture with whatever in it, as far as XML goes.
fn pictures() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<g a='>' b=\"/>\"/>".to_owned()),
        Just("<!-- <svg> ]]> > -->".to_owned()),
        Just("<?x <openbadges:credential> ?>".to_owned()),
        Just("<a><b c = 'd'\n></b ></a>".to_owned()),
        "[a-zé&; >\n]{0,12}",
        "<!\\[CDATA\\[[a-z<&\\]]{0,6}x> \\]\\]>",
    ];
    let head = prop_oneof![Just(""), Just("\u{feff}"), Just("<?xml version='1.0'?>\n<!-- > -->")];
    let tag = prop_oneof![
        Just("svg"),
        Just("svg "),
        Just("svg xmlns='u' a=\">\"\n"),
        Just("s:svg a='/'")
    ];
    (head, tag, proptest::collection::vec(piece, 0..6)).prop_map(|(head, tag, pieces)| {
        let name = tag.split_whitespace().next().unwrap();
        format!("{head}<{tag}>{}</{name}>\n", pieces.concat())
    })
}

proptest! {
    #[test]
    fn what_is_baked_into_a_png_comes_out(words in "\\PC{0,60}", data in proptest::collection::vec(any::<u8>(), 0..40), tail in proptest::collection::vec(any::<u8>(), 0..9)) {
        let content = json!({"words": words}).to_string();
        let mut plain = picture(&[chunk("tEXt", &[b"Comment\0", &data[..]].concat())]);
        plain.extend(&tail);
        let baked = png(&plain, &content).unwrap();
        prop_assert_eq!(unbake(&baked).unwrap(), content.clone());
        let added = chunk("iTXt", &[b"openbadgecredential\0\0\0\0\0", content.as_bytes()].concat());
        let at = 8 + 25;
        prop_assert_eq!(&baked[..at], &plain[..at]);
        prop_assert_eq!(&baked[at..at + added.len()], &added[..]);
        prop_assert_eq!(&baked[at + added.len()..], &plain[at..]);
    }

    #[test]
    fn what_is_baked_into_an_svg_comes_out(words in "[\\]>&<\"'a-z\u{e9}]{0,60}", plain in pictures()) {
        let content = json!({"words": words}).to_string();
        let baked = svg(&plain, &content).unwrap();
        prop_assert_eq!(unbake(baked.as_bytes()).unwrap(), content.clone());
        let cdata = content.replace("]]>", "]]]]><![CDATA[>");
        let element = format!("{ELEMENT}<![CDATA[{cdata}]]></openbadges:credential>");
        let without = baked
            .replacen(&element, "", 1)
            .replacen(" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"", "", 1);
        prop_assert_eq!(without, plain);
        prop_assert_eq!(svg(&baked, "{}").unwrap(), svg(&svg(&baked, &jws(&json!({}))).unwrap(), "{}").unwrap());
    }

    #[test]
    fn no_bytes_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[<>/!?\\[\\]CDATAsvg:=\"'& -]{0,80}", at in 0usize..400, with in any::<u8>()) {
        let _ = unbake(&bytes);
        let _ = unbake(&[b"\x89PNG\r\n\x1a\n", &bytes[..]].concat());
        let _ = svg(&text, "{}");
        let _ = svg(&format!("<svg>{text}</svg>"), "{}");
        let mut baked = svg(SVG, "{}").unwrap().into_bytes();
        let at = at % baked.len();
        baked[at] = with;
        let _ = unbake(&baked);
    }
}
