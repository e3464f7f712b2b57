//! What educators do here, in a story, and small real files for it.

pub mod samples;

use people::testing::{Browser, Part, Seen, form};

pub trait ShowsEvidence {
    /// Adds a file at a place of a pursuit, both as addresses spell them.
    async fn adds_file(
        &self,
        pursuit: &str,
        place: &str,
        name: &str,
        bytes: &[u8],
        caption: &str,
    ) -> Seen;
    async fn adds_link(&self, pursuit: &str, place: &str, link: &str, caption: &str) -> Seen;
    /// Writes over the words that were saved so often.
    async fn writes_evidence(&self, pursuit: &str, place: &str, words: &str, revision: i64)
    -> Seen;
    /// Where the pieces at a place are seen.
    async fn pieces(&self, pursuit: &str, place: &str) -> Vec<String>;
    async fn captions(&self, piece: &str, words: &str, revision: i64) -> Seen;
    async fn removes(&self, piece: &str) -> Seen;
}

impl ShowsEvidence for Browser {
    async fn adds_file(
        &self,
        pursuit: &str,
        place: &str,
        name: &str,
        bytes: &[u8],
        caption: &str,
    ) -> Seen {
        // What a browser says of it counts for nothing.
        let media_type = "application/octet-stream";
        let parts = [
            Part::Text { name: "caption", value: caption },
            Part::File { name: "files", file_name: name, media_type, bytes },
        ];
        self.uploads(&format!("{pursuit}/evidence/{place}/files"), &parts).await
    }

    async fn adds_link(&self, pursuit: &str, place: &str, link: &str, caption: &str) -> Seen {
        let fields = form(&[("link", link), ("caption", caption)]);
        self.posts(&format!("{pursuit}/evidence/{place}/links"), &fields).await
    }

    async fn writes_evidence(
        &self,
        pursuit: &str,
        place: &str,
        words: &str,
        revision: i64,
    ) -> Seen {
        let fields = form(&[("words", words), ("revision", &revision.to_string())]);
        self.posts(&format!("{pursuit}/evidence/{place}/text"), &fields).await
    }

    async fn pieces(&self, pursuit: &str, place: &str) -> Vec<String> {
        let address = format!("{pursuit}/evidence/{place}");
        let page = self.opens(&address).await.page;
        let links = page.split("<a href=\"").skip(1).filter_map(|it| it.split_once('"'));
        let below = format!("{address}/");
        let mut pieces: Vec<String> = links.map(|it| it.0.to_owned()).collect();
        pieces.retain(|it| it.starts_with(&below));
        pieces.dedup();
        pieces
    }

    async fn captions(&self, piece: &str, words: &str, revision: i64) -> Seen {
        let fields = form(&[("caption", words), ("revision", &revision.to_string())]);
        self.posts(&format!("{piece}/caption"), &fields).await
    }

    async fn removes(&self, piece: &str) -> Seen {
        self.posts(&format!("{piece}/removal"), "").await
    }
}
