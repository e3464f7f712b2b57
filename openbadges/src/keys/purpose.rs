//! What a key may be used for.

/// A relation between who holds a key and what it signs (Controlled Identifiers 1.0, §2.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To issue credentials (§2.3.2).
    #[default]
    AssertionMethod,
    /// To show who one is, by presenting them (§2.3.1).
    Authentication,
}

impl Purpose {
    /// The word for it in a proof and in a controller document.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::AssertionMethod => "assertionMethod",
            Purpose::Authentication => "authentication",
        }
    }
}
