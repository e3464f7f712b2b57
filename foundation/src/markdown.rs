//! Markdown, as people write it in documents: drawn as markup that can do no harm.

use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

use crate::Html;

static CLEAN: LazyLock<Builder> = LazyLock::new(|| {
    let mut clean = Builder::default();
    clean.rm_tags(["img"]).link_rel(Some("noopener noreferrer"));
    clean
});

/// Markup in it is shown as it was typed; headings stand below those of the page.
pub fn markdown(text: &str) -> Html {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut markup = String::new();
    push_html(&mut markup, parser.map(tamed));
    Html::sanitized(CLEAN.clean(&markup).to_string())
}

fn tamed(event: Event) -> Event {
    match event {
        Event::Html(typed) | Event::InlineHtml(typed) => Event::Text(typed),
        Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H3, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H3)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        markdown(text).to_string()
    }

    #[test]
    fn markdown_is_drawn() {
        assert_eq!(
            drawn("*One* and\n\n- two"),
            "<p><em>One</em> and</p>\n<ul>\n<li>two</li>\n</ul>\n"
        );
        assert_eq!(drawn("# Big"), "<h3>Big</h3>\n");
        assert_eq!(
            drawn("[there](https://a.example)"),
            "<p><a href=\"https://a.example\" rel=\"noopener noreferrer\">there</a></p>\n"
        );
    }

    #[test]
    fn what_could_do_harm_is_text_or_gone() {
        assert_eq!(drawn("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        assert_eq!(
            drawn("[a](javascript:alert(1))"),
            "<p><a rel=\"noopener noreferrer\">a</a></p>\n"
        );
        assert_eq!(drawn("![a](https://a.example/x.png)"), "<p></p>\n");
        assert!(!drawn("<script>alert(1)</script>").contains("<script"));
    }
}
