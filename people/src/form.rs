//! Forms as they are drawn: each field with its hint and, beside it, what is wrong with it.

use askama::{Template, filters::HtmlSafe};
use foundation::{Error, Refuse, Result};

/// One field.
#[derive(Template)]
#[template(path = "field.html")]
pub(crate) struct Field<'a> {
    name: &'static str,
    words: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    hint: &'static str,
    value: &'a str,
    troubles: &'a Troubles,
}

impl<'a> Field<'a> {
    pub fn text(name: &'static str, words: &'static str, troubles: &'a Troubles) -> Field<'a> {
        let (kind, autocomplete, hint, value) = ("text", "off", "", "");
        Field { name, words, kind, autocomplete, hint, value, troubles }
    }

    pub fn address(words: &'static str, value: &'a str, troubles: &'a Troubles) -> Field<'a> {
        let field = Field::text("address", words, troubles).typed(value);
        Field { kind: "email", autocomplete: "email", ..field }
    }

    /// One that a browser should not fill in with the writer's own.
    pub fn another_s_address(
        words: &'static str,
        value: &'a str,
        troubles: &'a Troubles,
    ) -> Field<'a> {
        Field { autocomplete: "off", ..Field::address(words, value, troubles) }
    }

    /// As a browser keeps it beside the password.
    pub fn sign_in_address(value: &'a str, troubles: &'a Troubles) -> Field<'a> {
        let field = Field::address("E-mail address", value, troubles);
        Field { autocomplete: "username", ..field }
    }

    /// Never comes back with what was typed.
    pub fn present_password(words: &'static str, troubles: &'a Troubles) -> Field<'a> {
        let field = Field::text("password", words, troubles);
        Field { kind: "password", autocomplete: "current-password", ..field }
    }

    pub fn new_password(words: &'static str, troubles: &'a Troubles) -> Field<'a> {
        let field = Field::text("new_password", words, troubles);
        let hint =
            "At least 12 characters. Three or four words that only you would put together do well.";
        Field { kind: "password", autocomplete: "new-password", hint, ..field }
    }

    pub fn name(value: &'a str, troubles: &'a Troubles) -> Field<'a> {
        let field = Field::text("name", "Your name", troubles).typed(value);
        Field { autocomplete: "name", hint: "As colleagues know you.", ..field }
    }

    pub fn hinted(self, hint: &'static str) -> Field<'a> {
        Field { hint, ..self }
    }

    pub fn typed(self, value: &'a str) -> Field<'a> {
        Field { value, ..self }
    }
}

impl HtmlSafe for Field<'_> {}

/// One of several, none of them chosen beforehand.
#[derive(Template)]
#[template(path = "select.html")]
pub(crate) struct Select<'a> {
    name: &'static str,
    words: &'static str,
    choices: Vec<Choice>,
    chosen: &'a str,
    troubles: &'a Troubles,
}

pub(crate) struct Choice {
    pub value: String,
    pub words: String,
}

impl<'a> Select<'a> {
    pub fn new(
        name: &'static str,
        words: &'static str,
        choices: Vec<Choice>,
        chosen: &'a str,
        troubles: &'a Troubles,
    ) -> Select<'a> {
        Select { name, words, choices, chosen, troubles }
    }
}

impl HtmlSafe for Select<'_> {}

/// What is wrong with a form, drawn at its top.
#[derive(Debug, Default, Template)]
#[template(path = "troubles.html")]
pub(crate) struct Troubles(Vec<Trouble>);

#[derive(Debug)]
struct Trouble {
    field: Option<&'static str>,
    words: String,
}

impl HtmlSafe for Troubles {}

impl Troubles {
    /// Notes a refusal; anything else goes on.
    pub fn note<T>(&mut self, tried: Result<T>) -> Result<Option<T>> {
        match tried {
            Ok(done) => Ok(Some(done)),
            Err(error) => {
                self.refused(&*error.refusal()?);
                Ok(None)
            }
        }
    }

    /// Notes what a rule says no to.
    pub fn check<T>(&mut self, tried: Result<T, impl Refuse>) -> Option<T> {
        tried.map_err(|why| self.refused(&why)).ok()
    }

    pub fn of(error: Error) -> Result<Troubles> {
        let mut troubles = Troubles::default();
        troubles.refused(&*error.refusal()?);
        Ok(troubles)
    }

    fn refused(&mut self, why: &dyn Refuse) {
        self.0.push(Trouble { field: why.field(), words: why.to_string() });
    }

    /// What stands beside this field.
    fn beside(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|it| it.field == Some(field));
        found.map(|it| it.words.as_str())
    }
}
