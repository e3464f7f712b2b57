//! Every room's routes, in the order of the journey: so the places in the header stand.

use people::Routes;

use crate::site_pages;

pub fn routes() -> Routes {
    today::routes()
        .merge(design::routes())
        .merge(discover::routes())
        .merge(learn::routes())
        .merge(evidence::routes())
        .merge(submit::routes())
        .merge(review::routes())
        .merge(award::routes())
        .merge(recognize::routes())
        .merge(share::routes())
        .merge(people::routes())
        .merge(vault::routes())
        .merge(site_pages::routes())
}
