//! A badge is drawn from what it stands for: the stack gives the hue, the size of the work the number
//! of stones, the title their shape. The same three always draw the same badge.

use foundation::escaped;
use sha2::{Digest, Sha256};

/// What a badge is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge<'a> {
    pub title: &'a str,
    /// In degrees.
    pub hue: u32,
    /// The most hours that the work takes.
    pub hours: u32,
}

const WIDTH: f64 = 240.0;
const HEXAGON: &str = "M213.5 174 L120 228 L26.5 174 L26.5 66 L120 12 L213.5 66Z";

impl Badge<'_> {
    pub fn stones(&self) -> usize {
        match self.hours {
            0..=10 => 1,
            11..=28 => 2,
            29..=44 => 3,
            _ => 4,
        }
    }

    /// Markup of an `<svg>` element, complete by itself.
    pub fn svg(&self) -> String {
        let hue = self.hue % 360;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"badge\" viewBox=\"0 0 240 240\" role=\"img\" aria-label=\"{}\">\
             <path d=\"{HEXAGON}\" fill=\"hsl({hue} 45% 95%)\" stroke=\"hsl({hue} 40% 32%)\" stroke-width=\"7\" stroke-linejoin=\"round\"/>",
            escaped(&format!("Badge: {}", self.title)),
        );
        let mut chance = Chance::of(self.title);
        let stones = self.stones();
        let ground = 140.0 + 12.0 * stones as f64;
        svg.push_str(&format!("<path d=\"M52 {ground} H188\" stroke=\"hsl({hue} 25% 62%)\" stroke-width=\"3\" stroke-linecap=\"round\"/>"
        ));
        let mut top = ground;
        for stone in 0..stones {
            let height = 40.0 - 5.0 * stone as f64;
            let half = 63.0 - 13.0 * stone as f64 + chance.upto(6.0);
            let middle = WIDTH / 2.0 + chance.upto(6.0) - 3.0;
            self.stone(&mut svg, &mut chance, (middle, top, half, height), stone);
            top -= height - 4.0;
        }
        svg.push_str("</svg>");
        svg
    }

    /// A rounded stone that lies on `bottom`, and the light on it.
    fn stone(
        &self,
        svg: &mut String,
        chance: &mut Chance,
        (middle, bottom, half, height): (f64, f64, f64, f64),
        nth: usize,
    ) {
        let hue = self.hue % 360;
        let (left, right, top) = (middle - half, middle + half, bottom - height);
        let (lean, belly) = (chance.upto(8.0) - 4.0, bottom - height * 0.5 + chance.upto(4.0));
        let dark = 32 + 9 * nth;
        svg.push_str(&format!("<path d=\"M{left:.1} {belly:.1} C{left:.1} {:.1} {:.1} {top:.1} {:.1} {top:.1} S{right:.1} {:.1} {right:.1} {belly:.1} S{:.1} {bottom:.1} {:.1} {bottom:.1} S{left:.1} {:.1} {left:.1} {belly:.1}Z\" fill=\"hsl({hue} 34% {dark}%)\"/>",
            top + height * 0.1,
            middle - half * 0.6,
            middle + lean,
            top + height * 0.08,
            middle + half * 0.5,
            middle - lean,
            bottom - height * 0.06,
        ));
        svg.push_str(&format!("<path d=\"M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}\" stroke=\"hsl({hue} 45% {}%)\" stroke-width=\"3\" fill=\"none\" stroke-linecap=\"round\" opacity=\".75\"/>",
            middle - half * 0.6,
            top + height * 0.34,
            middle - half * 0.15,
            top + height * 0.16,
            middle + half * 0.3,
            top + height * 0.24,
            (dark + 26).min(88),
        ));
    }
}

/// Chance that is always the same for the same words.
struct Chance {
    bytes: [u8; 32],
    next: usize,
}

impl Chance {
    fn of(words: &str) -> Chance {
        Chance { bytes: Sha256::digest(words).into(), next: 0 }
    }

    fn upto(&mut self, most: f64) -> f64 {
        let byte = self.bytes[self.next % self.bytes.len()];
        self.next += 1;
        f64::from(byte) / 255.0 * most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_work_always_has_the_same_badge_and_other_work_another() {
        let badge = |title, hours| Badge { title, hue: 198, hours }.svg();
        assert_eq!(badge("Wait time", 9), badge("Wait time", 9));
        assert_ne!(badge("Wait time", 9), badge("Data dive", 9));
        assert_eq!(
            badge("Wait time", 9).matches("<path").count() + 2,
            badge("Wait time", 20).matches("<path").count()
        );
    }

    #[test]
    fn a_title_is_only_words() {
        let svg = Badge { title: "<script>\"&", hue: 1, hours: 1 }.svg();
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;&quot;&amp;"));
    }
}
