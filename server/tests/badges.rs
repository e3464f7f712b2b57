//! An office and its files: many credentials checked at once, baked, taken out, and looked at for
//! their form.
#![allow(clippy::unwrap_used)] // what stories do

#[path = "common/program.rs"]
mod program;

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Output},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

use jiff::Timestamp;
use openbadges::{
    Contexts, Signer, jose,
    keys::{SecretKey, did_key},
    model::{
        Achievement, AchievementCredential, AchievementSubject, BitstringStatusListEntry, Criteria,
        IdentityObject, Profile,
    },
    status::BitstringStatusList,
};
use program::CAIRN;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A PNG of one dot.
const DOT: &str = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441\
    54789c636800000082008177cd72b60000000049454e44ae426082";

struct District {
    key: SecretKey,
    list: String,
}

impl District {
    fn with_list_at(list: impl Into<String>) -> District {
        District { key: SecretKey::from_seed(&[7; 32]), list: list.into() }
    }

    fn did(&self) -> String {
        did_key(&self.key.public())
    }

    fn method(&self) -> String {
        format!("{}#{}", self.did(), self.key.public().to_multibase())
    }

    fn signed(&self, document: &Value) -> Value {
        let created = Timestamp::now();
        let signer = Signer { key: &self.key, verification_method: &self.method(), created };
        signer.sign(document, Contexts::built_in()).unwrap()
    }

    fn document(&self, number: usize) -> Value {
        let achievement = Achievement::new(
            "https://cairn.test/achievements/wait-time",
            "=Wait time, \"again\"",
            "Gives students time to think.",
            Criteria::narrative("Two recordings."),
        );
        let holder = IdentityObject::email(&format!("person{number}@people.test"), "salt");
        let subject = AchievementSubject::new(achievement).identifier(holder);
        AchievementCredential::new(
            format!("https://cairn.test/credentials/{number}"),
            "Wait time",
            Profile::new(self.did()).name("Lakeside"),
            "2026-01-01T00:00:00Z".parse().unwrap(),
            subject,
        )
        .status(BitstringStatusListEntry::revocation(&self.list, number))
        .to_value()
    }

    fn credential(&self, number: usize) -> String {
        self.signed(&self.document(number)).to_string()
    }

    fn list_without(&self, revoked: usize) -> String {
        let mut list = BitstringStatusList::default();
        list.set(revoked, true).unwrap();
        let began = "2026-01-01T00:00:00Z".parse().unwrap();
        let list = list.credential(&self.list, &self.did(), "revocation", began);
        self.signed(&list).to_string()
    }
}

/// Answers what stands at a path, and counts how often each was asked.
fn serves(answer: impl Fn(&str) -> Option<Vec<u8>> + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    serve_on(listener, answer)
}

fn serve_on(
    listener: TcpListener,
    answer: impl Fn(&str) -> Option<Vec<u8>> + Send + 'static,
) -> (String, Arc<AtomicUsize>) {
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let lists = Arc::new(AtomicUsize::new(0));
    let counted = lists.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            if path == "/list" {
                counted.fetch_add(1, SeqCst);
            }
            let (status, body) = match answer(path) {
                Some(body) => ("200 OK", body),
                None => ("404 Not Found", vec![]),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
        }
    });
    (origin, lists)
}

fn cairn(arguments: &[&str]) -> Output {
    Command::new(CAIRN).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

fn rows(output: &Output) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*output.stdout);
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

#[test]
fn an_office_checks_a_list_of_addresses_and_gets_a_table() {
    const MANY: usize = 300;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let list = format!("http://{}/list", listener.local_addr().unwrap());
    let district = District::with_list_at(list);
    let (revoked, forged, absent) = (17, 42, 99);
    let status = district.list_without(revoked);
    let answer = move |path: &str| {
        if path == "/list" {
            return Some(status.clone().into_bytes());
        }
        let number: usize = path.strip_prefix("/credentials/")?.parse().ok()?;
        let credential = district.credential(number);
        match number {
            _ if number == absent => None,
            _ if number == forged => {
                Some(credential.replace("Two recordings", "Six recordings").into())
            }
            // Some hosts answer with the picture.
            3 => Some(openbadges::bake::png(&hex::decode(DOT).unwrap(), &credential).unwrap()),
            _ => Some(credential.into_bytes()),
        }
    };
    let (origin, lists) = serve_on(listener, answer);
    let folder = TempDir::new().unwrap();
    let mut table = "Name,URL\r\n".to_owned();
    for number in 0..MANY {
        table += &format!("Person {number},{origin}/credentials/{number}\r\n");
    }
    fs::write(folder.path().join("list.csv"), table).unwrap();

    let done = cairn(&["verify", "--csv", "--list", &path(&folder, "list.csv")]);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    let rows = rows(&done);
    assert_eq!(rows.len(), 1 + MANY);
    assert_eq!(rows[0][..4], ["credential", "outcome", "holder", "achievement"]);
    let of = |number: usize| &rows[1 + number];
    for number in 0..MANY {
        let expected = match number {
            _ if number == revoked || number == forged => "failed",
            _ if number == absent => "unknown",
            _ => "passed",
        };
        assert_eq!(of(number)[0], format!("{origin}/credentials/{number}"), "in their order");
        assert_eq!(of(number)[1], expected, "{:?}", of(number));
    }
    assert!(of(revoked).last().unwrap().contains("revoked"), "{:?}", of(revoked));
    assert!(of(forged).last().unwrap().contains("changed"), "{:?}", of(forged));
    assert!(of(absent).last().unwrap().contains("404"), "{:?}", of(absent));
    assert_eq!(of(0)[3], "'=Wait time, \"again\"", "a spreadsheet runs nothing");
    assert_eq!(lists.load(SeqCst), 1, "what all need is asked once");
}

#[test]
fn a_folder_of_all_forms_is_checked_in_words_and_as_json() {
    let (origin, _) = serves(|_| None);
    let district = District::with_list_at(format!("{origin}/list"));
    let folder = TempDir::new().unwrap();
    let credential = district.credential(1);
    let jwt =
        jose::sign_open_badge(&district.document(2), &district.key, &district.method()).unwrap();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>";
    fs::write(folder.path().join("a.json"), format!("{credential}\n")).unwrap();
    fs::write(folder.path().join("b.svg"), openbadges::bake::svg(svg, &credential).unwrap())
        .unwrap();
    fs::write(folder.path().join("c.txt"), "Dear office, this is no credential.").unwrap();
    fs::write(folder.path().join("d.jwt"), format!("{jwt}\n")).unwrap();
    let status = path(&folder, ".status.json");
    fs::write(&status, district.list_without(9)).unwrap();

    let done = cairn(&["verify", "--status", &status, "--json", folder.path().to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    let told: Vec<Value> =
        said(&done).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let passed: Vec<bool> = told.iter().map(|it| it["passed"] == true).collect();
    assert_eq!(passed, [true, true, false, true], "{told:#?}");

    let done = cairn(&["verify", "--status", &status, &path(&folder, "a.json")]);
    assert_eq!(done.status.code(), Some(0));
    assert!(said(&done).contains("proof   passed"), "{}", said(&done));
    let done = cairn(&["verify", &path(&folder, "a.json"), &path(&folder, "nowhere.json")]);
    assert_eq!(done.status.code(), Some(2), "a list that nobody hands out leaves it open");
    assert!(said(&done).contains("nowhere.json"), "and the others are checked all the same");
}

#[test]
fn a_badge_of_open_badges_2_is_checked_where_its_issuer_serves_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let at = |path: &str| format!("{origin}{path}");
    let assertion = |number: u8| {
        json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Assertion",
            "id": at(&format!("/assertions/{number}")),
            "recipient": { "type": "email", "hashed": false, "identity": "rosa@people.test" },
            "badge": at("/badge"), "issuedOn": "2019-05-01T00:00:00Z",
            "verification": { "type": "hosted" },
        })
    };
    let badge = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass", "id": at("/badge"),
        "name": "Data dive", "description": "Led one.", "image": at("/badge.png"),
        "criteria": { "narrative": "Lead one." }, "issuer": at("/issuer"),
    });
    let issuer = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": at("/issuer"),
        "name": "Old District", "url": at("/"), "email": "badges@people.test",
    });
    let (hosted, forged) = (assertion(1), assertion(2));
    let served = hosted.clone();
    serve_on(listener, move |path| match path {
        "/assertions/1" => Some(served.to_string().into_bytes()),
        "/badge" => Some(badge.to_string().into_bytes()),
        "/issuer" => Some(issuer.to_string().into_bytes()),
        _ => None,
    });
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("hosted.json"), hosted.to_string()).unwrap();
    fs::write(folder.path().join("forged.json"), forged.to_string()).unwrap();
    let address = at("/assertions/1");
    let files = [path(&folder, "hosted.json"), path(&folder, "forged.json")];
    let done = cairn(&["verify", "--csv", &address, &files[0], &files[1]]);
    let rows = rows(&done);
    let outcomes: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(outcomes, ["passed", "passed", "unknown"], "{rows:#?}");
    assert_eq!(rows[1][2..5], ["rosa@people.test", "Data dive", "Old District"]);
}

#[test]
fn a_credential_goes_into_its_picture_and_comes_out_as_it_was() {
    let folder = TempDir::new().unwrap();
    let credential = District::with_list_at("https://cairn.test/list").credential(1);
    fs::write(folder.path().join("c.json"), &credential).unwrap();
    fs::write(folder.path().join("dot.png"), hex::decode(DOT).unwrap()).unwrap();
    fs::write(folder.path().join("dot.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .unwrap();
    for picture in ["dot.png", "dot.svg"] {
        let (from, to) = (path(&folder, picture), path(&folder, &format!("baked-{picture}")));
        let done = cairn(&["bake", &from, &path(&folder, "c.json"), "--to", &to]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let done = cairn(&["unbake", &to]);
        assert_eq!(said(&done), credential, "{picture}");
        let done = cairn(&["unbake", &from]);
        assert!(!done.status.success() && said(&done).is_empty());
    }
    assert!(!cairn(&["bake", &path(&folder, "c.json"), &path(&folder, "c.json")]).status.success());
}

#[test]
fn every_problem_of_a_document_is_told_with_its_place_and_clause() {
    let folder = TempDir::new().unwrap();
    let mut document = District::with_list_at("https://cairn.test/list").document(1);
    let fine = path(&folder, "fine.json");
    fs::write(&fine, document.to_string()).unwrap();
    document["validFrom"] = json!("yesterday");
    document["credentialSubject"]["achievement"]["criteria"] = json!({});
    let wrong = path(&folder, "wrong.json");
    fs::write(Path::new(&wrong), document.to_string()).unwrap();

    let done = cairn(&["validate", &fine, &wrong]);
    assert_eq!(done.status.code(), Some(1));
    let told = said(&done);
    assert!(told.contains("fine.json: as the standards ask"), "{told}");
    assert!(told.contains("wrong.json: 2 problems"), "{told}");
    assert!(told.contains("$.validFrom: ") && told.contains("VC 2.0 §4.9"), "{told}");
    assert!(told.contains("$.credentialSubject.achievement.criteria"), "{told}");
    let done = cairn(&["validate", "--json", &wrong]);
    assert_eq!(said(&done).lines().count(), 2);
    assert!(cairn(&["validate", &fine]).status.success());
}
