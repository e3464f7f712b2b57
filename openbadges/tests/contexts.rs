//! The built-in contexts are what their source published, to the byte.

use openbadges::contexts::{
    BUILT_IN, CREDENTIALS_V1, CREDENTIALS_V2, DATA_INTEGRITY, DID, ED25519_SIGNATURE_2020,
    LEARNER_RECORD, MULTIKEY, OLDER_OPEN_BADGES, OPEN_BADGES, OPEN_BADGES_EXTENSIONS, STATUS_LIST,
};
use sha2::{Digest, Sha256};

/// As `contexts/README.md` says them, with where each comes from.
const HASHES: [(&str, &str); 12] = [
    (CREDENTIALS_V1, "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8"),
    (CREDENTIALS_V2, "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
    (OPEN_BADGES, "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
    (OLDER_OPEN_BADGES[0], "af095468326d3449160509b26ca71576e6321d13c85b0369cfe3b654c9a48fba"),
    (OLDER_OPEN_BADGES[1], "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53"),
    (OPEN_BADGES_EXTENSIONS, "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e"),
    (LEARNER_RECORD, "78f8a73b3c681275baf9355b17037221da8b9c94ca4258530fed319b2b6d5b6e"),
    (DATA_INTEGRITY, "0f77743daf5b4e8fc067fc5ba5b21044283053aa717fc6b0219843bed3b00363"),
    (MULTIKEY, "c5f3806f8286920573221938917988a18a4cc5a09e968d29649613c7a1c2b1f6"),
    (DID, "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f"),
    (ED25519_SIGNATURE_2020, "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588"),
    (STATUS_LIST, "fd08cbf28ddd829ab2f1978c48f43ab07a112c1c90245a0cfac7ba721c65170c"),
];

#[test]
fn each_context_is_the_one_that_was_published() {
    for ((url, text), (expected_url, hash)) in BUILT_IN.into_iter().zip(HASHES) {
        assert_eq!((url, hex::encode(Sha256::digest(text)).as_str()), (expected_url, hash));
    }
}

#[test]
fn the_readme_tells_the_same() {
    let readme = include_str!("../contexts/README.md");
    for (url, hash) in HASHES {
        let row = readme.lines().find(|it| it.contains(&format!("| {url} |")));
        assert!(row.is_some_and(|it| it.contains(hash)), "{url}");
    }
}
