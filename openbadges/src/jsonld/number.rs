//! Numbers as JavaScript writes them, since that is what the others' signatures hold.

use crate::Error;
use crate::rdf::{DOUBLE, INTEGER};
use serde_json::{Number, Value};

/// The text of a number in RDF, and the datatype it has unless the term gives it one.
///
/// JSON-LD 1.1 API, §8.6: whole numbers below 10²¹ are integers, others doubles of 15 digits.
pub(crate) fn write(
    number: &Number,
    datatype: Option<&str>,
) -> Result<(String, &'static str), Error> {
    let value = number.as_f64().filter(|it| it.is_finite()).ok_or(Error::TooMuchWork)?;
    let as_script = script(value);
    if as_script.contains('.') || value.abs() >= 1e21 || datatype == Some(DOUBLE) {
        return Ok((exponential(value), DOUBLE));
    }
    if as_script.contains('e') {
        // 1e-7 has no point, so jsonld.js takes it for a whole number and signs "0".
        return Err(Error::DataLoss(format!("The number {as_script} is signed as 0 by some")));
    }
    // JavaScript's text of it may end in zeros that the value doesn't have.
    let whole = if value.abs() < 1e16 { as_script } else { format!("{value:.0}") };
    Ok((whole, INTEGER))
}

/// ECMAScript's Number::toString, with its 0 for -0.
pub(crate) fn script(value: f64) -> String {
    ryu_js::Buffer::new().format(value).to_owned()
}

/// ECMAScript's toExponential(15), without the zeros at the end: `3.0E-1`.
fn exponential(value: f64) -> String {
    // Rust rounds a half to even, ECMAScript away from zero: so round the exact digits here.
    let exact = format!("{value:.800e}");
    let (digits, exponent) = exact.split_once('e').expect("that is how e-notation is written");
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let mut exponent: i32 = exponent.parse().expect("that is how e-notation is written");
    let digits: Vec<u8> = digits.bytes().filter(|it| *it != b'.').map(|it| it - b'0').collect();
    let mut kept = digits[..16].to_vec();
    if digits[16] >= 5 {
        let nines = kept.iter().rev().take_while(|it| **it == 9).count();
        let start = kept.len() - nines;
        kept[start..].fill(0);
        match start.checked_sub(1) {
            Some(at) => kept[at] += 1,
            None => {
                kept[0] = 1;
                exponent += 1;
            }
        }
    }
    while kept.len() > 2 && kept.last() == Some(&0) {
        kept.pop();
    }
    let text: String = kept.iter().map(|it| char::from(b'0' + it)).collect();
    let sign = if value == 0.0 { "" } else { sign };
    format!("{sign}{}.{}E{exponent}", &text[..1], &text[1..])
}

/// Text that a term calls a double is taken if it's written as a double is.
pub(crate) fn is_canonical_double(text: &str) -> bool {
    text.parse().is_ok_and(|value: f64| value.is_finite() && exponential(value) == text)
}

/// JSON as RFC 8785 writes it.
pub(crate) fn write_json(out: &mut String, value: &Value) {
    match value {
        Value::Number(number) => out.push_str(&script(number.as_f64().unwrap_or_default())),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_json(out, item);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
            out.push('{');
            for (at, (key, value)) in entries.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_json(out, value);
            }
            out.push('}');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: &str) -> (String, &'static str) {
        let Value::Number(number) = crate::json::parse(json.as_bytes()).unwrap() else {
            panic!("{json} is a number")
        };
        write(&number, None).unwrap()
    }

    #[test]
    fn doubles_have_fifteen_digits_and_whole_numbers_none() {
        assert_eq!(written("0.3"), ("3.0E-1".into(), DOUBLE));
        assert_eq!(written("0.30000000000000004"), ("3.0E-1".into(), DOUBLE));
        assert_eq!(written("-12.75"), ("-1.275E1".into(), DOUBLE));
        assert_eq!(written("0.000001"), ("1.0E-6".into(), DOUBLE));
        assert_eq!(written("1.5e-7"), ("1.5E-7".into(), DOUBLE));
        assert_eq!(written("1.0"), ("1".into(), INTEGER));
        assert_eq!(written("-0"), ("0".into(), INTEGER));
        assert_eq!(written("1e20"), ("100000000000000000000".into(), INTEGER));
        assert_eq!(written("-264987762318924050000").0, "-264987762318924054528");
        assert_eq!(written("1e21"), ("1.0E21".into(), DOUBLE));
        assert_eq!(written("9007199254740993"), ("9007199254740992".into(), INTEGER));
        assert_eq!(written("1e23"), ("9.999999999999999E22".into(), DOUBLE));
    }

    #[test]
    fn a_half_is_rounded_away_from_zero_as_javascript_does() {
        assert_eq!(written("1234567890.0078125").0, "1.234567890007813E9");
        assert_eq!(written("-1234567890.0078125").0, "-1.234567890007813E9");
        assert_eq!(written("1234567890.0234375").0, "1.234567890023438E9");
    }

    #[test]
    fn numbers_that_some_sign_as_zero_are_refused() {
        for json in ["1e-7", "5e-324", "-3e-9"] {
            let Value::Number(number) = crate::json::parse(json.as_bytes()).unwrap() else {
                panic!("{json} is a number")
            };
            assert!(matches!(write(&number, None), Err(Error::DataLoss(_))), "{json}");
            assert!(write(&number, Some(DOUBLE)).is_ok());
        }
    }

    #[test]
    fn json_literals_are_written_as_rfc_8785_says() {
        let json = r#"{"€":1.0,"\r":"\u001f\u007f/","a":[1e21,1E-7,-0,333333333.33333329],"😀":true,"ﬀ":null}"#;
        let mut out = String::new();
        write_json(&mut out, &crate::json::parse(json.as_bytes()).unwrap());
        let expected = "{\"\\r\":\"\\u001f\u{7f}/\",\"a\":[1e+21,1e-7,0,333333333.3333333],\
                        \"€\":1,\"😀\":true,\"ﬀ\":null}";
        assert_eq!(out, expected);
    }
}
