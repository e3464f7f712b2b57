//! Why the rules said no, in sentences that the person can act on.

use foundation::Refuse;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This e-mail address and this password don't belong together. Check both.")]
    WrongSignIn,
    #[error("Too many tries. Nothing is lost: try again after {after}.")]
    TooOften { after: String },
    #[error("This isn't your present password.")]
    WrongPassword,
    #[error("This password is too short: use at least 12 characters.")]
    PasswordTooShort,
    #[error("This password is too long: use at most 200 characters.")]
    PasswordTooLong,
    #[error("This password is one of the first that others would try. Choose another.")]
    PasswordTooCommon,
    #[error("Write your name.")]
    NameMissing,
    #[error("This name is too long: use at most 100 characters.")]
    NameTooLong,
    #[error("Write an e-mail address, like name@example.org.")]
    NotAnAddress,
    #[error("This e-mail address belongs to an account already.")]
    AddressTaken,
    #[error("This is your e-mail address already.")]
    AddressIsYours,
    #[error("This link has been used, or is too old.")]
    LinkSpent,
    #[error("Choose one of the roles.")]
    RoleUnknown,
    #[error("Choose one of your organizations.")]
    OrganizationUnknown,
    #[error("Write its name.")]
    OrganizationUnnamed,
    #[error("Write small letters, digits and single hyphens, like maple-ridge-high.")]
    NotASlug,
    #[error("Another organization is called so in addresses. Choose another name.")]
    SlugTaken,
    #[error("Choose what it is.")]
    KindUnknown,
    #[error("A {0} can't belong to a {1}.")]
    NotBelow(&'static str, &'static str),
    #[error("They hold this role here already.")]
    RoleHeld,
    #[error("You can't end your own role as administrator: ask another administrator.")]
    OwnAdministration,
    #[error("Nobody in your organizations has this e-mail address.")]
    NobodyThere,
    #[error("Choose one of the relations.")]
    RelationUnknown,
    #[error("Choose two different people.")]
    WithThemselves,
    #[error("They are related like this already.")]
    RelationHeld,
    #[error("This account was merged into another already.")]
    MergedAlready,
}

impl Refuse for Refusal {
    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::WrongSignIn | Refusal::WrongPassword => Some("password"),
            Refusal::PasswordTooShort | Refusal::PasswordTooLong | Refusal::PasswordTooCommon => {
                Some("new_password")
            }
            Refusal::NameMissing | Refusal::NameTooLong | Refusal::OrganizationUnnamed => {
                Some("name")
            }
            Refusal::NotASlug | Refusal::SlugTaken => Some("slug"),
            Refusal::KindUnknown | Refusal::NotBelow(..) => Some("kind"),
            Refusal::NotAnAddress
            | Refusal::AddressTaken
            | Refusal::AddressIsYours
            | Refusal::NobodyThere
            | Refusal::WithThemselves => Some("address"),
            Refusal::RoleUnknown | Refusal::RoleHeld => Some("role"),
            Refusal::OrganizationUnknown => Some("at"),
            Refusal::RelationUnknown | Refusal::RelationHeld => Some("kind"),
            Refusal::TooOften { .. }
            | Refusal::LinkSpent
            | Refusal::OwnAdministration
            | Refusal::MergedAlready => None,
        }
    }
}
