//! What designers wrote in Markdown, as HTML that holds nothing but text.

use foundation::Html;
use pulldown_cmark::{Options, Parser, html};

/// Headings, lists, emphasis, links and tables; no raw markup, no pictures from elsewhere.
pub fn html(markdown: &str) -> Html {
    let mut made = String::new();
    html::push_html(&mut made, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    let mut sanitizer = ammonia::Builder::default();
    sanitizer.rm_tags(["img", "h1", "h2"]).link_rel(Some("noopener noreferrer nofollow"));
    Html::sanitized(sanitizer.clean(&made).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_runs_or_fetches_is_left_out() {
        let made = html("**Bold** <script>x()</script> ![p](https://e/p.png) [a](javascript:x)").to_string();
        assert!(made.contains("<strong>Bold</strong>"));
        assert!(!made.contains("script") && !made.contains("<img"));
    }
}
