//! What can be achieved, and how it is shown.

use super::{
    Alignment, EndorsementCredential, IdentifierEntry, Profile, Related, Rest, ResultDescription,
    Types, many, one_type,
};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// What was achieved (OB 3.0 Achievement).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Achievement {
    pub id: String,
    #[serde(rename = "type")]
    pub types: Types,
    pub name: String,
    pub description: String,
    pub criteria: Criteria,
    /// `MicroCredential`, `Badge`, `Certificate`, … (AchievementType)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub achievement_type: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub alignment: Vec<Alignment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<Profile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits_available: Option<Number>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement: Vec<EndorsementCredential>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub endorsement_jwt: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_of_study: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_language: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub other_identifier: Vec<IdentifierEntry>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub result_description: Vec<ResultDescription>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specialization: Option<String>,
    #[serde(default, deserialize_with = "many", skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Achievement {
    /// An achievement with all that it must have.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        description: impl Into<String>,
        criteria: Criteria,
    ) -> Achievement {
        Achievement {
            id: id.into(),
            types: Types::of(&["Achievement"]),
            name: name.into(),
            description: description.into(),
            criteria,
            achievement_type: None,
            alignment: vec![],
            creator: None,
            credits_available: None,
            endorsement: vec![],
            endorsement_jwt: vec![],
            field_of_study: None,
            human_code: None,
            image: None,
            in_language: None,
            other_identifier: vec![],
            related: vec![],
            result_description: vec![],
            specialization: None,
            tag: vec![],
            version: None,
            rest: Rest::new(),
        }
    }

    /// What kind it is, for instance `MicroCredential`.
    pub fn achievement_type(mut self, it: impl Into<String>) -> Self {
        self.achievement_type = Some(it.into());
        self
    }

    /// Adds a standard, competency or goal that it meets.
    pub fn alignment(mut self, it: Alignment) -> Self {
        self.alignment.push(it);
        self
    }

    /// Who designed it, if not the issuer alone.
    pub fn creator(mut self, it: Profile) -> Self {
        self.creator = Some(it);
        self
    }

    /// How many credits it is worth, where credits are counted.
    pub fn credits_available(mut self, it: impl Into<Number>) -> Self {
        self.credits_available = Some(it.into());
        self
    }

    /// Adds what someone else says of it, signed by itself.
    pub fn endorsement(mut self, it: EndorsementCredential) -> Self {
        self.endorsement.push(it);
        self
    }

    /// Adds an endorsement as a compact JWS. It has no meaning in JSON-LD: for a badge that is
    /// itself signed as a JWT.
    pub fn endorsement_jwt(mut self, it: impl Into<String>) -> Self {
        self.endorsement_jwt.push(it.into());
        self
    }

    /// Its subject, as a catalog sorts it.
    pub fn field_of_study(mut self, it: impl Into<String>) -> Self {
        self.field_of_study = Some(it.into());
        self
    }

    /// Its code in a catalog.
    pub fn human_code(mut self, it: impl Into<String>) -> Self {
        self.human_code = Some(it.into());
        self
    }

    /// Its badge.
    pub fn image(mut self, it: Image) -> Self {
        self.image = Some(it);
        self
    }

    /// The language it is told in (BCP 47).
    pub fn in_language(mut self, it: impl Into<String>) -> Self {
        self.in_language = Some(it.into());
        self
    }

    /// Adds by what else it is known.
    pub fn other_identifier(mut self, it: IdentifierEntry) -> Self {
        self.other_identifier.push(it);
        self
    }

    /// Adds another edition of it: an earlier version, another language.
    pub fn related(mut self, it: Related) -> Self {
        self.related.push(it);
        self
    }

    /// Adds a result that earners have: a criterion of the rubric, a score.
    pub fn result_description(mut self, it: ResultDescription) -> Self {
        self.result_description.push(it);
        self
    }

    /// What it concentrates on.
    pub fn specialization(mut self, it: impl Into<String>) -> Self {
        self.specialization = Some(it.into());
        self
    }

    /// Adds a word to find it by.
    pub fn tag(mut self, it: impl Into<String>) -> Self {
        self.tag.push(it.into());
        self
    }

    /// Which version of it was earned.
    pub fn version(mut self, it: impl Into<String>) -> Self {
        self.version = Some(it.into());
        self
    }
}

/// How it is earned: in words (Markdown), at an address, or both (OB 3.0 Criteria).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Criteria {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Criteria {
    /// Told in Markdown.
    pub fn narrative(words: impl Into<String>) -> Criteria {
        Criteria { narrative: Some(words.into()), ..Criteria::default() }
    }

    /// Told at an address.
    pub fn at(url: impl Into<String>) -> Criteria {
        Criteria { id: Some(url.into()), ..Criteria::default() }
    }

    /// The address where they stand, too.
    pub fn id(mut self, url: impl Into<String>) -> Self {
        self.id = Some(url.into());
        self
    }
}

/// A picture, and what it shows (OB 3.0 Image).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Image {
    pub id: String,
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Image {
    /// The picture at an address, or in a `data:` URL.
    pub fn new(url: impl Into<String>) -> Image {
        let types = Types::of(&["Image"]);
        Image { id: url.into(), types, caption: None, rest: Rest::new() }
    }

    /// What it shows, for who can't see it.
    pub fn caption(mut self, it: impl Into<String>) -> Self {
        self.caption = Some(it.into());
        self
    }
}
