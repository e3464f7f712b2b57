//! What a host may be let do (Open Badges 3.0, §6.2.1).

/// In the order in which a person is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    ReadCredentials,
    UpsertCredentials,
    ReadProfile,
    UpdateProfile,
    /// To go on while the person isn't there: a refresh token (OpenID Connect Core, §11).
    OfflineAccess,
}

pub const READ_CREDENTIALS: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly";
pub const UPSERT_CREDENTIALS: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert";
pub const READ_PROFILE: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly";
pub const UPDATE_PROFILE: &str = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update";

impl Scope {
    pub const ALL: [Scope; 5] = [
        Scope::ReadCredentials,
        Scope::UpsertCredentials,
        Scope::ReadProfile,
        Scope::UpdateProfile,
        Scope::OfflineAccess,
    ];

    pub const fn uri(self) -> &'static str {
        match self {
            Scope::ReadCredentials => READ_CREDENTIALS,
            Scope::UpsertCredentials => UPSERT_CREDENTIALS,
            Scope::ReadProfile => READ_PROFILE,
            Scope::UpdateProfile => UPDATE_PROFILE,
            Scope::OfflineAccess => "offline_access",
        }
    }

    /// What a person is asked to allow.
    pub fn words(self) -> &'static str {
        match self {
            Scope::ReadCredentials => {
                "Read every credential you hold here, those still to come included"
            }
            Scope::UpsertCredentials => "Add credentials that you earned elsewhere",
            Scope::ReadProfile => "Read your name and your e-mail address",
            Scope::UpdateProfile => "Add to what other sites are told about you",
            Scope::OfflineAccess => "Go on doing so while you are away, until you take it back",
        }
    }
}

/// Several, each once, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// What is known in a list with spaces between; what isn't is left out (RFC 6749, §3.3).
    pub fn read(text: &str) -> Scopes {
        let named = |scope: &Scope| text.split(' ').any(|it| it == scope.uri());
        Scopes(Scope::ALL.into_iter().filter(named).collect())
    }

    /// Nothing but what may be done while the person is away is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|it| *it == Scope::OfflineAccess)
    }

    pub fn has(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Those of them that are among the others, too.
    pub fn within(self, others: &Scopes) -> Scopes {
        Scopes(self.0.into_iter().filter(|it| others.has(*it)).collect())
    }

    pub fn uris(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|it| it.uri())
    }

    pub fn words(&self) -> Vec<&'static str> {
        self.0.iter().map(|it| it.words()).collect()
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.uris().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_left_out_and_nothing_stands_twice() {
        let asked = format!("offline_access {READ_CREDENTIALS} admin {READ_CREDENTIALS}");
        let scopes = Scopes::read(&asked);
        assert_eq!(scopes.to_string(), format!("{READ_CREDENTIALS} offline_access"));
        assert!(Scopes::read("offline_access admin").is_empty());
        assert!(scopes.within(&Scopes::read(READ_PROFILE)).is_empty());
    }
}
