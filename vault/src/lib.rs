//! Words and files that may end, while the record that names them stays true.
//! Words: draft, seal, commitment, grant, look, hold, destroy.
//! Tables: `contents`, `grants`, `looks`. It promises that what is sealed never changes, that nobody
//! but its owner looks without a grant, and that its owner can read who looked.

mod content;
mod destroy;
mod draft;
mod file;
mod look;
mod part;
mod seal;
mod serve;
mod store;

pub use content::{Commitment, Content, File, Refusal, Seen};
pub use destroy::{destroy, expect, remove_object, remove_unnamed};
pub use draft::{Draft, Saved, save, save_next};
pub use file::keep_file;
pub use look::{Look, look, look_shown};
pub use seal::{seal, write_sealed};
pub use serve::{file_url, serve_shown};
pub use store::{
    draft, drafts, end_grants, files_kept, grant, looks_at, open_to, own, read_granted,
};

use people::{Routes, Who, get};

pub fn routes() -> Routes {
    Routes::of([
        get("/files/{id}", Who::SignedIn, serve::own_host),
        get("/evidence/{pass}", Who::Anyone, serve::other_host),
    ])
}
