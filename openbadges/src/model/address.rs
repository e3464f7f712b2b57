//! Where someone or something is.

use super::{Rest, Types, one_type};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A postal address (OB 3.0 Address).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    #[serde(rename = "type")]
    pub types: Types,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_country: Option<String>,
    /// Two letters (ISO 3166-1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_office_box_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo: Option<GeoCoordinates>,
    #[serde(flatten)]
    pub rest: Rest,
}

impl Default for Address {
    fn default() -> Address {
        Address {
            types: Types::of(&["Address"]),
            address_country: None,
            address_country_code: None,
            address_region: None,
            address_locality: None,
            street_address: None,
            post_office_box_number: None,
            postal_code: None,
            geo: None,
            rest: Rest::new(),
        }
    }
}

impl Address {
    /// The country, by its two letters.
    pub fn country_code(mut self, it: impl Into<String>) -> Self {
        self.address_country_code = Some(it.into());
        self
    }

    /// The state or province.
    pub fn region(mut self, it: impl Into<String>) -> Self {
        self.address_region = Some(it.into());
        self
    }

    /// The city.
    pub fn locality(mut self, it: impl Into<String>) -> Self {
        self.address_locality = Some(it.into());
        self
    }

    /// The street and number.
    pub fn street(mut self, it: impl Into<String>) -> Self {
        self.street_address = Some(it.into());
        self
    }

    /// The postal code.
    pub fn postal_code(mut self, it: impl Into<String>) -> Self {
        self.postal_code = Some(it.into());
        self
    }

    /// Where that is on a map.
    pub fn geo(mut self, it: GeoCoordinates) -> Self {
        self.geo = Some(it);
        self
    }
}

/// A point on the earth, in degrees (OB 3.0 GeoCoordinates; WGS 84).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeoCoordinates {
    #[serde(rename = "type", serialize_with = "one_type")]
    pub types: Types,
    pub latitude: Number,
    pub longitude: Number,
    #[serde(flatten)]
    pub rest: Rest,
}

impl GeoCoordinates {
    /// The point there.
    pub fn new(latitude: impl Into<Number>, longitude: impl Into<Number>) -> GeoCoordinates {
        GeoCoordinates {
            types: Types::of(&["GeoCoordinates"]),
            latitude: latitude.into(),
            longitude: longitude.into(),
            rest: Rest::new(),
        }
    }
}
