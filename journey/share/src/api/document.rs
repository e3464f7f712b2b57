//! `GET /ims/ob/v3p0/discovery`: the service description document, which is OpenAPI 3.0 with what
//! 1EdTech adds (Open Badges 3.0, §7.2.1).

use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use foundation::{App, Error, Result, Site};
use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use super::{BASE, Operation, StatusInfo, operations};
use crate::oauth::{AUTHORIZATION, REGISTRATION, Scope, TOKEN};

pub async fn show(State(app): State<App>) -> Result<Response, StatusInfo> {
    let document = service_description(app.site())?;
    let text = serde_json::to_string(&document).map_err(|why| Error::Fault(why.into()))?;
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=300")];
    Ok((headers, text).into_response())
}

/// Made of the table that makes the routes.
pub fn service_description(site: &Site) -> Result<OpenAPI> {
    let mut paths = Map::new();
    for operation in operations() {
        let rule = operation.route.rule();
        let path = rule.1.strip_prefix(BASE).unwrap_or(rule.1).to_owned();
        let at = paths.entry(path).or_insert_with(|| json!({}));
        at[rule.0.to_lowercase()] = told(&operation);
    }
    let scopes = Scope::ALL.map(|it| (it.uri().to_owned(), it.words().into()));
    let document = json!({
        "openapi": "3.0.3",
        "info": {
            "title": site.name,
            "version": "3.0",
            "description": "The Open Badges 3.0 API: a host that a person lets in reads what she holds, and adds what she earned elsewhere.",
            "termsOfService": site.url("/privacy"),
            "x-imssf-privacyPolicyUrl": site.url("/privacy"),
        },
        "servers": [{ "url": site.url(BASE) }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "OAuth2ACG": {
                    "type": "oauth2",
                    "description": "OAuth 2.0 authorization code grant with PKCE (S256)",
                    "x-imssf-name": site.name,
                    "x-imssf-privacyPolicyUrl": site.url("/privacy"),
                    "x-imssf-termsOfServiceUrl": site.url("/privacy"),
                    "x-imssf-registrationUrl": site.url(REGISTRATION),
                    "flows": {
                        "authorizationCode": {
                            "authorizationUrl": site.url(AUTHORIZATION),
                            "tokenUrl": site.url(TOKEN),
                            "refreshUrl": site.url(TOKEN),
                            "scopes": Value::Object(scopes.into_iter().collect()),
                        },
                    },
                },
            },
            "schemas": schemas(),
        },
    });
    Ok(serde_json::from_value(document).map_err(anyhow::Error::from)?)
}

fn told(operation: &Operation) -> Value {
    let mut told = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [if operation.scope.is_some() { "OpenBadgeCredentials" } else { "Discovery" }],
        "responses": responses(operation),
    });
    if let Some(scope) = operation.scope {
        told["security"] = json!([{ "OAuth2ACG": [scope] }]);
    }
    if operation.id == "getCredentials" {
        told["parameters"] = parameters();
    }
    if let Some(schema) = operation.takes {
        told["requestBody"] = json!({ "required": true, "content": content(schema) });
    }
    told
}

fn responses(operation: &Operation) -> Value {
    let mut responses = Map::new();
    for (status, says, schema) in operation.answers {
        let mut answer = json!({ "description": says });
        if let Some(schema) = schema {
            answer["content"] = content(schema);
        }
        if operation.id == "getCredentials" {
            answer["headers"] = json!({
                "X-Total-Count": { "description": "How many there are.", "schema": { "type": "integer" } },
                "Link": { "description": "The pages next, last, first and prev.", "schema": { "type": "string" } },
            });
        }
        responses.insert(status.to_string(), answer);
    }
    let refusal =
        |says: &str| json!({ "description": says, "content": content("Imsx_StatusInfo") });
    if operation.scope.is_some() {
        responses.insert("400".into(), refusal("What was sent can’t be meant, or doesn’t hold."));
        responses.insert("401".into(), refusal("There is no token, or none that is good now."));
        responses.insert("403".into(), refusal("The token is good for something else."));
    }
    responses.insert("default".into(), refusal("It couldn’t be done."));
    Value::Object(responses)
}

fn content(schema: &str) -> Value {
    let refers =
        |name: &str| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } });
    match schema {
        "AchievementCredential" => json!({
            "application/json": refers(schema),
            "application/vc+ld+json": refers(schema),
            "text/plain": refers("CompactJws"),
        }),
        _ => json!({ "application/json": refers(schema) }),
    }
}

fn parameters() -> Value {
    let query = |name: &str, says: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "description": says, "schema": schema });
    json!([
        query(
            "limit",
            "At most so many on a page; 100 at most.",
            json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 50 })
        ),
        query(
            "offset",
            "The first to be told, counted from 0.",
            json!({ "type": "integer", "minimum": 0, "default": 0 })
        ),
        query(
            "since",
            "Only what was issued after this.",
            json!({ "type": "string", "format": "date-time" })
        ),
    ])
}

/// What stands in each; what a credential is in full is for its own standard to say.
fn schemas() -> Value {
    json!({
        "AchievementCredential": {
            "type": "object",
            "description": "An Open Badges 3.0 credential with a Data Integrity proof.",
            "required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
            "additionalProperties": true,
        },
        "CompactJws": {
            "type": "string",
            "description": "A credential as a VC-JWT.",
            "pattern": "^[-A-Za-z0-9_]+\\.[-A-Za-z0-9_]+\\.[-A-Za-z0-9_]+$",
        },
        "GetOpenBadgeCredentialsResponse": {
            "type": "object",
            "properties": {
                "credential": { "type": "array", "items": { "$ref": "#/components/schemas/AchievementCredential" } },
                "compactJwsString": { "type": "array", "items": { "$ref": "#/components/schemas/CompactJws" } },
            },
            "additionalProperties": false,
        },
        "Profile": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": { "type": "string" },
                "type": { "type": "array", "items": { "type": "string" } },
                "name": { "type": "string" },
                "email": { "type": "string" },
            },
            "additionalProperties": true,
        },
        "Imsx_StatusInfo": {
            "type": "object",
            "required": ["imsx_codeMajor", "imsx_severity"],
            "properties": {
                "imsx_codeMajor": { "type": "string", "enum": ["failure", "processing", "success", "unsupported"] },
                "imsx_severity": { "type": "string", "enum": ["error", "status", "warning"] },
                "imsx_description": { "type": "string" },
                "imsx_codeMinor": { "type": "object", "additionalProperties": true },
            },
        },
    })
}
