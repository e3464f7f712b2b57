//! Every room's routes.

use people::Routes;

use crate::site_pages;

pub fn routes() -> Routes {
    site_pages::routes()
        .merge(design::routes())
        .merge(discover::routes())
        .merge(people::routes())
        .merge(vault::routes())
}
