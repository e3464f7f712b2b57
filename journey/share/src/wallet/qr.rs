//! A QR code as a drawing in the page: one path, dark on light in either color scheme.

use anyhow::anyhow;
use foundation::{Html, Result};
use qrcodegen::{QrCode, QrCodeEcc};

/// Cameras ask for this much quiet around it (ISO/IEC 18004).
const QUIET: i32 = 4;

pub fn svg(text: &str, label: &str) -> Result<Html> {
    #[derive(askama::Template)]
    #[template(
        ext = "html",
        source = "<svg role=\"img\" aria-label=\"{{ label }}\" viewBox=\"0 0 {{ size }} {{ size }}\" width=\"260\" height=\"260\" shape-rendering=\"crispEdges\"><rect width=\"{{ size }}\" height=\"{{ size }}\" fill=\"#fff\"/><path d=\"{{ path }}\" fill=\"#000\"/></svg>"
    )]
    struct Drawing<'a> {
        label: &'a str,
        size: i32,
        path: String,
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Low).map_err(|why| anyhow!("{why}"))?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Html::from(&Drawing { label, size: code.size() + 2 * QUIET, path })
}
