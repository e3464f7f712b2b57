//! The educator shows what she earned: wallets and other hosts fetch it when she says so.

use people::Routes;

pub fn routes() -> Routes {
    Routes::of([])
}
