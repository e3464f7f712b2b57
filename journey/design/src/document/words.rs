//! The small words that documents are made of. Each can only be made right.

use std::{borrow::Cow, fmt};

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use url::Url;

pub const KEY_PATTERN: &str = "^[a-z0-9]+([-_][a-z0-9]+)*$";
pub const LINE_PATTERN: &str = "^[^\\n]*$";
pub const LINK_PATTERN: &str = "^https?://[^\\s]+$";

/// `word!(Name, its right form; its schema)`: a text that always has this form.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $right:expr; $($key:literal: $value:expr),+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": 1, $($key: $value),+ })
            }
        }

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                let right: fn(&str) -> bool = $right;
                if right(&text) { Ok(Self(text)) } else { Err(format!("no {}: {text:?}", stringify!($name))) }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                text.to_owned().try_into()
            }
        }
    };
}

word!(
    /// Names a thing in addresses and references: small letters, digits and single hyphens.
    Key, |text| is_key(text) && text.len() <= 80;
    "maxLength": 80, "pattern": KEY_PATTERN
);
word!(
    /// One line of plain text.
    Line, |text| is_trimmed(text) && !text.contains('\n') && text.chars().count() <= 300;
    "maxLength": 300, "pattern": LINE_PATTERN
);
word!(
    /// A passage in Markdown.
    Text, |text| is_trimmed(text) && text.chars().count() <= 20_000;
    "maxLength": 20_000
);
word!(
    /// A web address.
    Link, |text| is_link(text) && text.chars().count() <= 2_000;
    "maxLength": 2_000, "pattern": LINK_PATTERN
);

/// As the schema's pattern says it.
pub fn is_key(text: &str) -> bool {
    text.split(['-', '_']).all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// A web address with a host, and with nothing that could hide in it.
pub fn is_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && Url::parse(text).is_ok_and(|url| url.has_host() && url.username().is_empty())
}

fn is_trimmed(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(forbidden)
}

/// Control characters hide things, and PostgreSQL can't keep a zero byte.
pub fn forbidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// From so many to so many, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Between {
    #[schemars(range(max = 100_000))]
    pub from: u32,
    #[schemars(range(max = 100_000))]
    pub to: u32,
}

impl Between {
    pub fn holds(self, count: u32) -> bool {
        (self.from..=self.to).contains(&count)
    }
}

/// "8–10", or "8" where both are the same.
impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}–{}", self.from, self.to)
        }
    }
}

/// A day such as `2027-06-30`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Day(#[schemars(with = "String", extend("format" = "date"))] pub Date);
