//! Why a document was not taken.

/// What was wrong with a document before any check of ours could look at it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not JSON as we take it: see [`crate::json::parse`].
    #[error("This is not JSON that can be read: {0}.")]
    Json(String),
    /// A context that isn't built in and wasn't given: see [`crate::contexts::Contexts`].
    #[error("The context {0} is not known here, so its terms can't be read.")]
    UnknownContext(String),
    /// A context or a document that breaks a rule of JSON-LD 1.1.
    #[error("This is not JSON-LD: {0}.")]
    JsonLd(String),
    /// Data that JSON-LD would leave out of the signature without a word.
    #[error("{0}, and what has no meaning in JSON-LD can't be signed.")]
    DataLoss(String),
    /// Nested too deep, too large, or look-alike parts that take too long to tell apart.
    #[error("This document takes more work than is allowed.")]
    TooMuchWork,
    /// Text that others would write differently (RDFC-1.0, §A): control characters.
    #[error("The text at {0} holds a control character.")]
    ControlCharacter(String),
    /// A key that can't be read.
    #[error("This key can't be read: {0}.")]
    Key(String),
    /// A JWS that can't be read, or can't be made.
    #[error("This JWS can't be used: {0}.")]
    Jose(String),
    /// Something that others read, and this library doesn't: SD-JWT, COSE.
    #[error("It comes as {0}, which is not checked here.")]
    Unread(String),
    /// A status list that can't be read, or an index outside of it.
    #[error("This status list can't be used: {0}.")]
    Status(String),
    /// An identifier that can't be turned into an address, or the other way.
    #[error("{0}")]
    Did(String),
    /// A picture that can't be read, or carries no credential: see [`crate::bake`].
    #[error("This picture can't be used: {0}.")]
    Picture(String),
    /// A credential that can't carry a proof.
    #[error("This can't be signed: {0}.")]
    Unsignable(String),
}
