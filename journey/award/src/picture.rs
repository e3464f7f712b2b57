//! The badge of a credential as a picture, with the credential baked into it: whoever has the picture
//! has the badge.

use std::sync::{Arc, LazyLock};

use anyhow::{Context, anyhow};
use design::badge::Badge;
use foundation::{Read, Result};
use quick_cache::sync::Cache;
use resvg::{tiny_skia, usvg};

use crate::store::Given as Award;

/// As wide as hosts like it, in pixels.
const WIDTH: u32 = 480;
/// Of so many microcredentials a picture is kept at hand: it is the same for all who earned one.
const MOST: usize = 128;

static LATELY: LazyLock<Cache<String, Arc<[u8]>>> = LazyLock::new(|| Cache::new(MOST));

/// The one drawing: the stack gives the hue, the size of the work the number of stones, the title
/// their shape.
pub async fn drawn(read: &mut Read, award: &Award) -> Result<String> {
    let pursuit = learn::pursuit(read, award.pursuit).await?;
    let document = design::version(read, pursuit.version).await?.document;
    let stack = design::stacks(read, &document.stack_slug()).await?.pop();
    let hue = stack.map_or(198, |it| it.hue);
    Ok(Badge { title: document.title.as_str(), hue, hours: document.hours.to }.svg())
}

pub fn svg(drawing: &str, credential: &str) -> Result<String> {
    Ok(openbadges::bake::svg(drawing, credential).map_err(anyhow::Error::from)?)
}

pub async fn png(drawing: String, credential: &str) -> Result<Vec<u8>> {
    let picture = match LATELY.get(&drawing) {
        Some(picture) => picture,
        None => {
            let from = drawing.clone();
            let painted = tokio::task::spawn_blocking(move || painted(&from));
            let picture: Arc<[u8]> = painted.await.context("painting a badge")??.into();
            LATELY.insert(drawing, picture.clone());
            picture
        }
    };
    Ok(openbadges::bake::png(&picture, credential).map_err(anyhow::Error::from)?)
}

/// A drawing as PNG, on nothing: it stands on any ground. There is no text in a badge.
fn painted(drawing: &str) -> anyhow::Result<Vec<u8>> {
    let tree = usvg::Tree::from_str(drawing, &usvg::Options::default())?;
    let scale = WIDTH as f32 / tree.size().width();
    let mut canvas = tiny_skia::Pixmap::new(WIDTH, WIDTH).ok_or_else(|| anyhow!("no canvas"))?;
    let scaled = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, scaled, &mut canvas.as_mut());
    Ok(canvas.encode_png()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_badge_can_be_painted_and_has_no_text() {
        for (title, hue, hours) in [("Wait time", 198, 9), ("<b>&\"", 400, 60), ("", 0, 30)] {
            let drawing = Badge { title, hue, hours }.svg();
            assert!(!drawing.contains("<text"));
            let picture = painted(&drawing).unwrap();
            assert!(picture.starts_with(b"\x89PNG"));
            let painted = tiny_skia::Pixmap::decode_png(&picture).unwrap();
            let middle = painted.pixel(WIDTH / 2, WIDTH / 4).unwrap();
            assert_eq!((painted.width(), middle.alpha()), (WIDTH, 255));
            assert_eq!(painted.pixel(0, 0).unwrap().alpha(), 0);
        }
    }
}
