//! `/ims/ob/v3p0/profile`: who a person is to hosts. Name and e-mail address are hers to change, here
//! with us; what hosts add stands beside them.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
};
use foundation::{App, Conn};
use people::Bearer;
use serde_json::{Map, Value, json};

use super::StatusInfo;
use crate::store;

pub const MOST_BYTES: usize = 32 << 10;
const CONTEXT: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// What we say ourselves, whatever a host sends.
const OURS: [&str; 6] = ["@context", "id", "type", "name", "email", "proof"];

pub async fn read(State(app): State<App>, bearer: Bearer) -> Result<Json<Value>, StatusInfo> {
    Ok(Json(profile(&mut *app.read().await?, &bearer).await?))
}

/// The whole is sent; the answer is what stands afterwards (Open Badges 3.0, putProfile).
pub async fn update(
    State(app): State<App>,
    bearer: Bearer,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, StatusInfo> {
    let body = body.map_err(|_| StatusInfo::too_much("A profile has at most 32 KiB here."))?;
    let sent = openbadges::json::parse(&body);
    let sent = sent.map_err(|why| StatusInfo::invalid_data(format!("It can’t be read: {why}.")))?;
    let added = added(sent).map_err(StatusInfo::invalid_data)?;
    let mut tx = app.begin().await?;
    store::profiles::begin(&mut tx, bearer.person()).await?;
    store::profiles::keep(&mut tx, bearer.person(), &Value::Object(added).to_string()).await?;
    let told = profile(&mut tx, &bearer).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// What of it a host may say.
fn added(sent: Value) -> Result<Map<String, Value>, &'static str> {
    let Value::Object(mut sent) = sent else { return Err("A profile is an object.") };
    let is_profile = |it: &Value| it == "Profile";
    let types = sent.get("type").unwrap_or(&Value::Null);
    if !is_profile(types) && !types.as_array().is_some_and(|all| all.iter().any(is_profile)) {
        return Err("Its type is Profile.");
    }
    for name in OURS {
        sent.shift_remove(name);
    }
    Ok(sent)
}

async fn profile(conn: &mut Conn, bearer: &Bearer) -> Result<Value, StatusInfo> {
    let (id, document) = store::profiles::find(conn, bearer.person()).await?.unwrap_or_default();
    let email = people::main_addresses(conn, &[bearer.person()]).await?.remove(&bearer.person());
    let mut profile = json!({
        "@context": [CONTEXT],
        "id": id,
        "type": ["Profile"],
        "name": bearer.name(),
    });
    if let Some(email) = email {
        profile["email"] = email.into();
    }
    let added = serde_json::from_str(&document).unwrap_or_default();
    if let (Value::Object(profile), Value::Object(added)) = (&mut profile, added) {
        profile.extend(added);
    }
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_adds_to_a_profile_and_says_nothing_in_our_place() {
        let sent = json!({
            "type": ["Profile"], "id": "urn:mine", "name": "Other", "email": "o@example.org",
            "phone": "111-222-3333"
        });
        assert_eq!(
            added(sent),
            Ok(json!({ "phone": "111-222-3333" }).as_object().unwrap().clone())
        );
        assert!(added(json!([])).is_err());
        assert!(added(json!({ "type": "Person" })).is_err());
    }
}
