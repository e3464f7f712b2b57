//! What an educator shows: files, links and text, with captions. Words: artifact, piece, kind, place.
//! Tables: `artifacts`. It promises that nobody but its owner is ever sent what a file says about
//! who made it, when or where: that is taken off before any of it is kept.

mod add;
mod apart;
mod artifact;
mod asked;
mod caption;
mod carry_over;
mod cursor;
mod file_kind;
mod lines;
mod link;
mod piece_page;
mod place_page;
mod refusal;
mod remove;
mod saved;
mod sent;
mod shown;
mod spot;
mod store;
mod strip;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod upload;
mod write;

pub use add::{add_file, add_link};
pub use apart::{STRIP_PDF, strip_pdf, strip_pdfs_by, stripped};
pub use artifact::{Artifact, ArtifactKind};
pub use asked::Asked;
pub use caption::caption;
pub use carry_over::carry_over;
pub use file_kind::{FileKind, Form};
pub use refusal::Refusal;
pub use remove::remove;
pub use shown::{Shown, shown};
pub use spot::{Spot, address};
pub use store::of;
pub use strip::{Stripped, strip};
pub use upload::{FILE_BYTES, Upload};
pub use write::write;

use people::{Routes, Who, get, post};

pub fn routes() -> Routes {
    use upload::{AT_ONCE, FORM_BYTES};
    Routes::of([
        get("/pursuits/{id}/evidence/{place}", Who::Holder, place_page::show),
        post("/pursuits/{id}/evidence/{place}/files", Who::Educator, place_page::add_files)
            .up_to(AT_ONCE * FILE_BYTES + FORM_BYTES),
        post("/pursuits/{id}/evidence/{place}/links", Who::Educator, place_page::add_link),
        post("/pursuits/{id}/evidence/{place}/text", Who::Educator, place_page::write),
        get("/pursuits/{id}/evidence/{place}/{piece}", Who::Holder, piece_page::show),
        post("/pursuits/{id}/evidence/{place}/{piece}/caption", Who::Educator, piece_page::caption),
        post("/pursuits/{id}/evidence/{place}/{piece}/removal", Who::Educator, piece_page::remove),
    ])
}
