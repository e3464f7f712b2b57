//! A statement with something to say about it.

use crate::rows::Sql;

pub struct Attack {
    pub name: String,
    /// The trigger that refuses it, alone if need be; none where a key does.
    pub guard: Option<&'static str>,
    pub first: Sql,
    pub then: Sql,
}

/// Refused by this guard.
pub fn guard(guard: &'static str, first: Sql, then: Sql) -> Attack {
    Attack { name: guard.into(), guard: Some(guard), first, then }
}

/// Refused by a key or a check, without any trigger.
pub fn key(name: &'static str, first: Sql, then: Sql) -> Attack {
    Attack { name: name.into(), guard: None, first, then }
}

/// What must be accepted.
pub struct Good {
    pub name: &'static str,
    pub sql: Sql,
}

pub fn good(name: &'static str, sql: Sql) -> Good {
    Good { name, sql }
}
