//! JSON-LD in safe mode: what a document says, to the byte, and what is refused.
#![allow(clippy::unwrap_used)] // tests do

use openbadges::contexts::{CREDENTIALS_V2, DATA_INTEGRITY, OPEN_BADGES, OPEN_BADGES_EXTENSIONS};
use openbadges::{Contexts, Error, jsonld};
use serde_json::{Value, json};

fn canonical(document: &Value) -> Result<String, Error> {
    jsonld::canonical(document, Contexts::built_in())
}

/// What a node says under a context of its own; `ex:` is defined.
fn says(context: Value, node: Value) -> String {
    canonical(&under(context, node)).unwrap()
}

fn refused(context: Value, node: Value) -> Error {
    canonical(&under(context, node)).unwrap_err()
}

fn under(context: Value, mut node: Value) -> Value {
    node["@context"] =
        json!([{"ex": "https://ex.example/", "id": "@id", "type": "@type"}, context]);
    node
}

fn badge(mut entries: Value) -> Value {
    entries["@context"] = json!([CREDENTIALS_V2, OPEN_BADGES]);
    entries
}

fn lines(of: &str, holding: &str) -> Vec<String> {
    of.lines().filter(|it| it.contains(holding)).map(str::to_owned).collect()
}

#[test]
fn an_unknown_context_is_an_error_never_ignored_terms() {
    let document = json!({"@context": [CREDENTIALS_V2, "https://x.example/c"], "id": "urn:x:1"});
    let unknown = Error::UnknownContext("https://x.example/c".into());
    assert_eq!(canonical(&document), Err(unknown));
}

#[test]
fn a_context_that_the_caller_vouches_for_is_taken() {
    let text = br#"{"@context": {"p": "https://ex.example/p"}}"#;
    let contexts = Contexts::default().with("https://x.example/c", text).unwrap();
    let document = json!({"@context": "https://x.example/c", "@id": "urn:x:1", "p": 1});
    let integer = "http://www.w3.org/2001/XMLSchema#integer";
    let expected = format!("<urn:x:1> <https://ex.example/p> \"1\"^^<{integer}> .\n");
    assert_eq!(jsonld::canonical(&document, &contexts), Ok(expected));
    assert!(canonical(&document).is_err(), "what one caller knows, another doesn't");
}

/// As jsonld.js takes it, which W3C's suites are made with.
#[test]
fn a_context_may_stand_in_an_object_of_its_own() {
    let node = json!({"says": "x"});
    let plain = json!({"says": "https://x.example/says"});
    let wrapped = json!({"@context": plain});
    assert_eq!(says(wrapped, node.clone()), says(plain, node.clone()));
    refused(
        json!({"@context": {"says": "https://x.example/says"}, "a": "https://x.example/a"}),
        node,
    );
}

#[test]
fn an_undefined_term_is_an_error_at_any_depth() {
    for node in [
        json!({"nickname": "x"}),
        json!({"ex:p": {"ex:q": [{"nickname": 1}]}}),
        json!({"nickname": {"@value": "x"}}),
        json!({"ex:p": {"@set": [{"nickname": "x"}]}}),
    ] {
        assert!(
            matches!(refused(json!({}), node), Error::DataLoss(why) if why.contains("nickname"))
        );
    }
}

#[test]
fn a_relative_type_or_identifier_is_an_error() {
    for node in [
        json!({"type": "Undefined", "ex:p": 1}),
        json!({"type": ["ex:T", "Undefined"]}),
        json!({"id": "1", "ex:p": 1}),
        json!({"id": "", "ex:p": 1}),
        json!({"id": "#a", "ex:p": 1}),
        json!({"ex:p": {"id": "../a"}}),
        json!({"ex:p": {"@value": "x", "@type": "relative"}}),
        json!({"q": "relative"}),
        json!({"id": "@unheard", "ex:p": 1}),
    ] {
        let context = json!({"q": {"@id": "ex:q", "@type": "@id"}});
        assert!(matches!(refused(context, node.clone()), Error::DataLoss(_)), "{node}");
    }
    assert!(canonical(&under(json!({}), json!({"id": null, "ex:p": 1}))).is_err());
}

#[test]
fn what_would_be_left_out_is_an_error() {
    for node in [
        json!({}),
        json!({"id": "urn:x:1"}),
        json!({"@value": "x"}),
        json!({"@list": ["x"]}),
        json!({"@graph": ["x"]}),
        json!({"@graph": [{"id": "urn:x:1"}]}),
        json!({"ex:p": {"@value": null}}),
        json!({"ex:p": {"@language": "en"}}),
        json!({"ex:p": {"@language": "en", "ex:q": 1}}),
        json!({"ex:p": {"@list": null}}),
        json!({"g": {}}),
        json!({"g": "x"}),
        json!({"nothing": 1}),
        json!({"ex:p": 1, "@none": 1}),
        json!({"ex:p": 1, "@prefix": true}),
        json!({"_:p": 1}),
    ] {
        let context = json!({"g": {"@id": "ex:g", "@container": "@graph"}, "nothing": null});
        assert!(canonical(&under(context, node.clone())).is_err(), "{node}");
    }
    assert!(canonical(&json!("x")).is_err() && canonical(&json!(["x"])).is_err());
}

#[test]
fn an_identifier_that_n_quads_can_not_hold_is_an_error() {
    for id in [
        "urn:x> <urn:y",
        "urn:x<",
        "urn:x\"",
        "urn:\\u0041",
        "urn:a b",
        "urn:{a}",
        "urn:\u{a0}",
        "urn:x\n",
    ] {
        assert!(canonical(&under(json!({}), json!({"id": id, "ex:p": 1}))).is_err(), "{id:?}");
        assert!(canonical(&under(json!({}), json!({"ex:p": {"id": id}}))).is_err(), "{id:?}");
    }
    let language = json!({"p": {"@id": "ex:p", "@language": "en> <urn:x"}});
    assert!(canonical(&under(language, json!({"p": "x"}))).is_err());
}

#[test]
fn the_schema_types_of_open_badges_are_kept_as_its_context_writes_them() {
    let subject = badge(json!({
        "type": "AchievementSubject", "creditsEarned": 1.5,
        "identifier": {"type": "IdentityObject", "hashed": true},
        "achievement": {"type": "Achievement", "creditsAvailable": 3},
    }));
    let said = canonical(&subject).unwrap();
    for literal in [
        "\"1.5E0\"^^<https://www.w3.org/2001/XMLSchema#float>",
        "\"true\"^^<https://www.w3.org/2001/XMLSchema#boolean>",
        "\"3\"^^<https://www.w3.org/2001/XMLSchema#float>",
    ] {
        assert_eq!(lines(&said, literal).len(), 1, "{literal} in {said}");
    }
}

#[test]
fn a_prefix_that_no_context_declares_stays_as_it_stands() {
    let said = canonical(&badge(json!({"id": "urn:x:1", "awardedDate": "2026-01-01T00:00:00Z"})));
    assert!(said.unwrap().contains("\"2026-01-01T00:00:00Z\"^^<xsd:dateTime>"));
}

#[test]
fn text_is_escaped_as_canonical_n_quads_ask() {
    let said = says(
        json!({}),
        json!({"ex:p": "\t\u{8}\n\u{c}\r\"\\\u{0}\u{1f}\u{7f}\u{85}é\u{fffe}\u{ffff}😀"}),
    );
    assert!(
        said.contains("\"\\t\\b\\n\\f\\r\\\"\\\\\\u0000\\u001F\\u007F\u{85}é\u{fffe}\u{ffff}😀\""),
        "{said}"
    );
}

#[test]
fn text_that_holds_a_tab_can_be_read_and_signed_as_a_space() {
    let said = says(json!({}), json!({"ex:p": "a\tb"}));
    assert!(said.contains("\"a\\tb\""));
    let clean = openbadges::text::clean(&json!("a\tb")).unwrap();
    assert_eq!(clean, "a b");
}

#[test]
fn language_tags_are_lower_case_wherever_they_are_said() {
    let context = json!({
        "own": {"@id": "ex:own", "@language": "DE-at"},
        "map": {"@id": "ex:map", "@container": "@language"},
        "none": {"@id": "ex:none", "@language": null}, "@language": "FR",
    });
    let said = says(
        context,
        json!({
            "own": "a", "map": {"en-US": ["b", "c"], "@none": "d"}, "none": "e", "ex:p": "f",
            "ex:q": {"@value": "g", "@language": "En-GB"},
        }),
    );
    for literal in [
        "\"a\"@de-at",
        "\"b\"@en-us",
        "\"c\"@en-us",
        "\"d\" .",
        "\"e\" .",
        "\"f\"@fr",
        "\"g\"@en-gb",
    ] {
        assert_eq!(lines(&said, literal).len(), 1, "{literal} in {said}");
    }
    assert!(
        canonical(&under(json!({}), json!({"ex:p": {"@value": "x", "@language": "e n"}}))).is_err()
    );
    assert!(canonical(&under(json!({"@language": "e n"}), json!({"ex:p": "x"}))).is_err());
}

#[test]
fn direction_becomes_a_datatype() {
    let said = says(
        json!({"@direction": "rtl"}),
        json!({
            "ex:p": {"@value": "a", "@language": "ar-EG", "@direction": "rtl"}, "ex:q": "b",
        }),
    );
    assert!(said.contains("\"a\"^^<https://www.w3.org/ns/i18n#ar-eg_rtl>"), "{said}");
    assert!(said.contains("\"b\"^^<https://www.w3.org/ns/i18n#_rtl>"), "{said}");
    let sideways = json!({"ex:p": {"@value": "a", "@direction": "up"}});
    assert!(canonical(&under(json!({}), sideways)).is_err());
}

#[test]
fn a_context_repeated_redefines_nothing() {
    let mut document = json!({
        "@context": [CREDENTIALS_V2, OPEN_BADGES], "type": "VerifiableCredential", "name": "x",
    });
    let once = canonical(&document).unwrap();
    document["@context"] =
        json!([CREDENTIALS_V2, OPEN_BADGES, DATA_INTEGRITY, CREDENTIALS_V2, OPEN_BADGES]);
    assert_eq!(canonical(&document), Ok(once));
}

#[test]
fn a_protected_term_can_not_be_given_another_meaning() {
    for context in [
        json!({"name": "ex:name"}),
        json!({"VerifiableCredential": "ex:VerifiableCredential"}),
        json!({"type": "ex:type"}),
        json!({"name": {"@id": "https://schema.org/name", "@language": "en"}}),
        Value::Null,
    ] {
        let document = json!({
            "@context": [CREDENTIALS_V2, {"ex": "https://ex.example/"}, context],
            "type": "VerifiableCredential", "name": "x",
        });
        let why = canonical(&document).unwrap_err().to_string();
        assert!(why.contains("protected"), "{why}");
    }
    let inside = json!({
        "@context": [CREDENTIALS_V2], "type": "VerifiableCredential",
        "issuer": {"@context": {"name": "https://ex.example/name"}, "id": "urn:x:1"},
    });
    assert!(canonical(&inside).unwrap_err().to_string().contains("protected"));
    let same = json!({
        "@context": [CREDENTIALS_V2, {"name": "https://schema.org/name"}],
        "type": "VerifiableCredential", "name": "x",
    });
    assert!(canonical(&same).is_ok());
}

#[test]
fn a_property_may_bring_another_meaning_even_for_protected_terms() {
    let context = json!({
        "@protected": true, "p": "ex:outer",
        "q": {"@id": "ex:q", "@context": {"p": "ex:inner"}},
    });
    let said = says(context, json!({"p": 1, "q": {"p": 2, "ex:r": {"p": 3}}}));
    assert_eq!(lines(&said, "outer").len(), 1);
    assert_eq!(lines(&said, "inner").len(), 2);
}

#[test]
fn a_type_brings_its_terms_for_its_own_node_alone() {
    let context = json!({
        "p": "ex:outer", "@version": 1.1,
        "T": {"@id": "ex:T", "@context": {"p": "ex:of-t", "only": "ex:only"}},
    });
    let said = says(context.clone(), json!({"type": "T", "p": 1, "ex:r": {"p": 2}}));
    assert_eq!(lines(&said, "of-t").len(), 1);
    assert_eq!(lines(&said, "outer").len(), 1);
    assert!(
        refused(context, json!({"type": "T", "ex:r": {"only": 2}})).to_string().contains("only")
    );
}

#[test]
fn propagate_turns_that_around() {
    let context = json!({
        "p": "ex:outer",
        "T": {"@id": "ex:T", "@context": {"@propagate": true, "p": "ex:of-t"}},
        "q": {"@id": "ex:q", "@context": {"@propagate": false, "p": "ex:of-q"}},
    });
    let said = says(context, json!({"type": "T", "p": 1, "ex:r": {"p": 2}}));
    assert_eq!(lines(&said, "of-t").len(), 2);
    let context = json!({
        "p": "ex:outer", "q": {"@id": "ex:q", "@context": {"@propagate": false, "p": "ex:of-q"}},
    });
    let said = says(context, json!({"q": {"p": 1, "ex:r": {"p": 2}}}));
    assert_eq!((lines(&said, "of-q").len(), lines(&said, "outer").len()), (1, 1));
}

#[test]
fn two_types_with_contexts_both_apply_in_the_order_of_their_names() {
    let context = json!({
        "B": {"@id": "ex:B", "@context": {"p": "ex:b-p", "b": "ex:b"}},
        "A": {"@id": "ex:A", "@context": {"p": "ex:a-p", "a": "ex:a"}},
    });
    let said = says(context, json!({"type": ["B", "A"], "p": 1, "a": 2, "b": 3}));
    assert_eq!(lines(&said, "ex.example/b-p").len(), 1, "{said}");
    assert_eq!((lines(&said, "example/a>").len(), lines(&said, "example/b>").len()), (1, 1));
}

#[test]
fn containers_group_values_by_what_they_say() {
    let context = json!({
        "list": {"@id": "ex:list", "@container": "@list"},
        "set": {"@id": "ex:set", "@container": "@set"},
        "byIndex": {"@id": "ex:byIndex", "@container": "@index"},
        "byPage": {"@id": "ex:byPage", "@container": "@index", "@index": "ex:page"},
        "byId": {"@id": "ex:byId", "@container": "@id"},
        "byType": {"@id": "ex:byType", "@container": "@type"},
        "graph": {"@id": "ex:graph", "@container": "@graph"},
    });
    let say = |node: Value| says(context.clone(), node);
    assert_eq!(
        say(json!({"id": "urn:x:1", "list": ["a", ["b"]], "set": ["c", "c"]})),
        say(json!({
            "id": "urn:x:1", "ex:set": {"@set": ["c"]},
            "ex:list": {"@list": ["a", {"@list": ["b"]}]},
        }))
    );
    assert!(say(json!({"id": "urn:x:1", "list": []})).contains("#nil>"));
    assert_eq!(
        say(json!({"id": "urn:x:1", "list": ["a", {"@set": ["b"]}]})),
        say(json!({"id": "urn:x:1", "list": ["a", ["b"]]})),
        "several values as one item are a list in the list"
    );
    assert_eq!(
        say(json!({"byIndex": {"one": {"ex:p": 1}, "two": [{"ex:p": 2}]}})),
        say(json!({"ex:byIndex": [{"ex:p": 1}, {"ex:p": 2}]}))
    );
    assert_eq!(
        say(json!({"byPage": {"one": {"ex:p": 1}, "@none": {"ex:p": 2}}})),
        say(json!({"ex:byPage": [{"ex:p": 1, "ex:page": "one"}, {"ex:p": 2}]}))
    );
    assert_eq!(
        say(json!({"byId": {"urn:x:2": {"ex:p": 1}, "@none": {"ex:p": 2}}})),
        say(json!({"ex:byId": [{"id": "urn:x:2", "ex:p": 1}, {"ex:p": 2}]}))
    );
    assert_eq!(
        say(json!({"byType": {"ex:T": {"ex:p": 1}, "@none": {"ex:p": 2}}})),
        say(json!({"ex:byType": [{"type": "ex:T", "ex:p": 1}, {"ex:p": 2}]}))
    );
    assert_eq!(
        say(json!({"id": "urn:x:1", "graph": [{"ex:p": 1}, {"ex:p": 2}]})),
        say(json!({
            "id": "urn:x:1", "ex:graph": [{"@graph": {"ex:p": 1}}, {"@graph": [{"ex:p": 2}]}],
        }))
    );
}

#[test]
fn nested_included_and_reversed_nodes_are_read() {
    let context = json!({
        "part": "@nest", "also": "@included", "madeBy": {"@reverse": "ex:made"},
    });
    let say = |node: Value| says(context.clone(), node);
    let plain = say(json!({"id": "urn:x:1", "ex:p": 1, "ex:q": 2}));
    assert_eq!(say(json!({"id": "urn:x:1", "part": [{"ex:p": 1}, {"part": {"ex:q": 2}}]})), plain);

    let both = say(json!({"@graph": [{"id": "urn:x:1", "ex:p": 1}, {"id": "urn:x:2", "ex:q": 2}]}));
    assert_eq!(
        say(json!({"id": "urn:x:1", "ex:p": 1, "also": [{"id": "urn:x:2", "ex:q": 2}]})),
        both
    );

    let made = say(json!({"id": "urn:x:2", "ex:made": {"id": "urn:x:1"}}));
    assert_eq!(say(json!({"id": "urn:x:1", "madeBy": {"id": "urn:x:2"}})), made);
    assert_eq!(say(json!({"id": "urn:x:1", "@reverse": {"ex:made": {"id": "urn:x:2"}}})), made);
    assert!(canonical(&under(context.clone(), json!({"madeBy": "x"}))).is_err());
    assert!(canonical(&under(context.clone(), json!({"also": "x"}))).is_err());
    assert!(canonical(&under(context, json!({"part": "x"}))).is_err());
}

#[test]
fn json_is_kept_as_json() {
    let context = json!({"j": {"@id": "ex:j", "@type": "@json"}});
    let said = says(context.clone(), json!({"j": {"b": [1.0, null], "a": "é"}}));
    let literal = "\"{\\\"a\\\":\\\"é\\\",\\\"b\\\":[1,null]}\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>";
    assert!(said.contains(literal), "{said}");
    assert!(says(context, json!({"j": null})).contains("\"null\"^^"));
    let spelled = says(json!({}), json!({"ex:j": {"@value": [true], "@type": "@json"}}));
    assert!(spelled.contains("\"[true]\"^^"));
}

#[test]
fn duplicate_statements_are_one() {
    let said = says(
        json!({}),
        json!({"id": "urn:x:1", "ex:p": ["a", "a", {"@value": "a", "@index": "i"}]}),
    );
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn names_of_blank_nodes_tie_nodes_together_and_mean_nothing_else() {
    let say = |one: &str, two: &str| {
        says(json!({}), json!({"id": one, "ex:p": {"id": two, "ex:q": {"id": one}}}))
    };
    assert_eq!(say("_:a", "_:b"), say("_:b", "_:x"));
    assert_ne!(say("_:a", "_:a"), say("_:a", "_:b"));
}

#[test]
fn vocabularies_and_imports_are_read() {
    let said = says(json!({"@vocab": "https://v.example/#"}), json!({"type": "T", "p": 1}));
    assert!(said.contains("<https://v.example/#T>") && said.contains("<https://v.example/#p>"));

    let base = br#"{"@context": {"p": "https://ex.example/p", "q": "https://ex.example/q"}}"#;
    let contexts = Contexts::default().with("https://x.example/base", base).unwrap();
    let document = json!({
        "@context": {"@import": "https://x.example/base", "q": "https://ex.example/own"},
        "@id": "urn:x:1", "p": "a", "q": "b",
    });
    let said = jsonld::canonical(&document, &contexts).unwrap();
    assert!(said.contains("ex.example/p>") && said.contains("ex.example/own>"));
}

#[test]
fn contexts_that_can_not_be_are_refused() {
    for context in [
        json!({"p": "p2", "p2": "p"}),
        json!({"p": "q:a", "q": "p:b"}),
        json!({"": "ex:p"}),
        json!({"@id": "ex:p"}),
        json!({"@unheard": "ex:p"}),
        json!({"p": 1}),
        json!({"p": {"@id": "relative"}}),
        json!({"p": {"@id": 7}}),
        json!({"p": {"@id": "@context"}}),
        json!({"p": {"@id": "ex:p", "@container": "@unheard"}}),
        json!({"p": {"@id": "ex:p", "@container": ["@list", "@set"]}}),
        json!({"p": {"@id": "ex:p", "@container": ["@index", "@id"]}}),
        json!({"p": {"@id": "ex:p", "@type": "relative"}}),
        json!({"p": {"@id": "ex:p", "@type": "_:b"}}),
        json!({"p": {"@id": "ex:p", "@unheard": 1}}),
        json!({"p": {"@id": "ex:p", "@protected": "yes"}}),
        json!({"p": {"@id": "ex:p", "@prefix": "yes"}}),
        json!({"p": {"@id": "ex:p", "@index": "ex:q"}}),
        json!({"p": {"@id": "ex:p", "@nest": "@id"}}),
        json!({"p": {"@reverse": "ex:p", "@id": "ex:q"}}),
        json!({"p": {"@id": "ex:p", "@context": {"q": 1}}}),
        json!({"ex:p": "ex:q"}),
        json!({"@version": 1.0}),
        json!({"@vocab": 1}),
        json!({"@base": "https://x.example/"}),
        json!({"@language": 1}),
        json!({"@direction": "up"}),
        json!({"@propagate": "yes"}),
        json!({"@protected": "yes"}),
        json!({"@import": "https://x.example/"}),
        json!(7),
        json!([[["https://x.example/"]]]),
    ] {
        assert!(canonical(&under(context.clone(), json!({"ex:p": 1}))).is_err(), "{context}");
    }
}

#[test]
fn one_technical_terms_of_open_badges_need_their_own_context() {
    let mut credential = badge(json!({
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialStatus": {"id": "https://x.example/list", "type": "1EdTechRevocationList"},
    }));
    assert!(canonical(&credential).unwrap_err().to_string().contains("1EdTechRevocationList"));
    credential["@context"] = json!([CREDENTIALS_V2, OPEN_BADGES, OPEN_BADGES_EXTENSIONS]);
    assert!(
        canonical(&credential)
            .unwrap()
            .contains("spec/vcrl/v1p0/context.json#1EdTechRevocationList>")
    );
    credential["endorsementJwt"] = json!(["e30.e30.x"]);
    assert!(canonical(&credential).unwrap_err().to_string().contains("endorsementJwt"));
}
