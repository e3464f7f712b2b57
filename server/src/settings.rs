//! Every setting there is, with its default and the reason for it. One struct: from `cairn.toml`,
//! from the environment (`CAIRN_PUBLIC_URL`), and secrets also from a file (`CAIRN_DATABASE_FILE`).

use std::{
    collections::BTreeMap,
    fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::{Context, Result, anyhow, bail};
use jiff::tz::TimeZone;
use url::Url;

macro_rules! settings {
    ($($(#[doc = $about:literal])* $name:ident: $type:ty $(= $default:literal)? $(, $secret:ident)?;)*) => {
        /// What the operator chose.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Settings {
            $($(#[doc = $about])* pub $name: $type,)*
        }

        /// Name, and whether it is a secret.
        const KNOWN: &[(&str, bool)] = &[$((stringify!($name), settings!(@secret $($secret)?)),)*];

        impl Settings {
            fn of(said: &Said) -> Result<Settings> {
                Ok(Settings { $($name: said.read(stringify!($name), settings!(@default $($default)?))?,)* })
            }
        }
    };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
    (@secret) => { false };
    (@secret secret) => { true };
}

settings! {
    /// What people call this instance, in the footer and in letters.
    name: String = "Cairn";
    /// Scheme and host at which the world reaches it: `https://credentials.example.org`. It stands in
    /// every credential, so it has no default and is frozen once something is signed.
    public_url: Web;
    /// Another host, leading to the same server, for what people uploaded: a browser then keeps it
    /// apart from everything else. Without it, evidence is served as sandboxed attachments.
    evidence_url: Optional<Web> = "";
    /// Where it listens. Only this machine by default: a proxy with a certificate stands before it.
    listen: SocketAddr = "127.0.0.1:8080";
    /// The folder of the SQLite database and of what people upload. Not on a network file system.
    data: PathBuf = "data";
    /// `postgres://…` for PostgreSQL; without it, SQLite in the data folder.
    database: Optional<String> = "", secret;
    /// `postgres://…` in the role that owns the tables, for migrations; `database` is then the role
    /// that requests run in. Without it both are one, and the start says so.
    database_owner: Optional<String> = "", secret;
    /// 64 hexadecimal digits that seal the issuers' private keys. Without it, a file beside the data
    /// folder's database, made at the first start, that no backup takes along.
    key_encryption_key: Optional<String> = "", secret;
    /// `smtp://…` or `smtps://…` for letters; without it they become files in the data folder.
    smtp: Optional<String> = "", secret;
    /// Whom letters come from.
    mail_from: String = "Cairn <cairn@localhost>";
    /// IANA name of the zone of whoever belongs to no organization of their own.
    time_zone: Zone = "America/New_York";
    /// Addresses of proxies whose `X-Forwarded-For` is believed, with commas between.
    proxies: List<IpAddr> = "";
    /// Uploads are refused below so much free disk, in MiB; what is typed is still saved.
    disk_reserve_mib: u64 = "1024";
    /// Whether `/verify` fetches the address that a visitor gives, and what its check needs: from
    /// public places over https alone. With `false`, only what is pasted or sent is checked.
    fetch_to_verify: bool = "true";
    /// Where the test suites of the W3C find the VC-API of a test issuer: an address of a port of
    /// its own, over TLS with a certificate made at each start. Off unless it is set.
    vc_api: Optional<SocketAddr> = "";
    /// What callers of the VC-API show. Without it (test mode) only this machine may call.
    vc_api_token: Optional<String> = "", secret;
    /// What is logged: `info`, `debug`, or a filter such as `warn,foundation=debug`.
    log: String = "info";
}

/// An address of ours: scheme and host, nothing after.
#[derive(Debug, Clone, PartialEq)]
pub struct Web(pub Url);

impl FromStr for Web {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Web> {
        let url: Url = text.parse().map_err(|_| anyhow!("it isn't a web address"))?;
        if !["http", "https"].contains(&url.scheme()) || url.host_str().is_none() {
            bail!("it must begin with https:// or http:// and name a host");
        }
        if url.path() != "/"
            || url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
        {
            bail!("it must end after the host, as in https://credentials.example.org");
        }
        Ok(Web(url))
    }
}

/// Nothing, or what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Optional<T>(pub Option<T>);

impl<T: FromStr<Err: Into<anyhow::Error>>> FromStr for Optional<T> {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.is_empty() {
            Ok(Optional(None))
        } else {
            text.parse().map(|it| Optional(Some(it))).map_err(Into::into)
        }
    }
}

/// Some, with commas between.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T>(pub Vec<T>);

impl<T: FromStr<Err: Into<anyhow::Error>>> FromStr for List<T> {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(Into::into)).collect::<Result<_>>().map(List)
    }
}

/// A time zone that there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(pub String);

impl FromStr for Zone {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Zone> {
        TimeZone::get(text)
            .map_err(|_| anyhow!("no time zone has this name; write it as America/New_York"))?;
        Ok(Zone(text.to_owned()))
    }
}

/// What was said, by name, and where.
struct Said(BTreeMap<String, (String, String)>);

impl Settings {
    /// From a file, where there is one, and from the environment, which has the last word.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Settings> {
        let mut said = Said(BTreeMap::new());
        if let Some(file) = file {
            said.hear_file(file)?;
        }
        said.hear_environment(environment)?;
        Settings::of(&said)
    }
}

impl Said {
    fn hear_file(&mut self, file: &Path) -> Result<()> {
        let place = file.display().to_string();
        let text = fs::read_to_string(file).with_context(|| format!("{place} can't be read"))?;
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| anyhow!("{place}: {}", error.message()))?;
        for (name, value) in table {
            known(&name).with_context(|| place.clone())?;
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Array(parts) => parts
                    .iter()
                    .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                    .collect::<Vec<_>>()
                    .join(","),
                other => other.to_string(),
            };
            self.0.insert(name, (value, place.clone()));
        }
        Ok(())
    }

    fn hear_environment(
        &mut self,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<()> {
        for (variable, value) in environment {
            let Some(name) = variable.strip_prefix("CAIRN_").map(str::to_lowercase) else {
                continue;
            };
            let secret = name.strip_suffix("_file").filter(|name| KNOWN.contains(&(*name, true)));
            let (name, value) = match secret {
                Some(secret) => {
                    let kept = fs::read_to_string(&value);
                    let kept =
                        kept.with_context(|| format!("{variable}: {value} can't be read"))?;
                    (secret.to_owned(), kept.trim().to_owned())
                }
                None => {
                    known(&name).with_context(|| variable.clone())?;
                    (name, value)
                }
            };
            self.0.insert(name, (value, variable));
        }
        Ok(())
    }

    fn read<T: FromStr<Err: Into<anyhow::Error>>>(
        &self,
        name: &str,
        default: Option<&str>,
    ) -> Result<T> {
        let (value, place) = match (self.0.get(name), default) {
            (Some((value, place)), _) => (value.as_str(), place.as_str()),
            (None, Some(default)) => (default, "the default"),
            (None, None) => bail!(
                "`{name}` isn't set: write it in cairn.toml, or set CAIRN_{}",
                name.to_uppercase()
            ),
        };
        // The value of a secret stays out of the log.
        let shown = if KNOWN.contains(&(name, true)) { "what it says" } else { value };
        value
            .parse()
            .map_err(|error: T::Err| anyhow!("`{name}` in {place}: {shown}: {}", error.into()))
    }
}

fn known(name: &str) -> Result<()> {
    if KNOWN.iter().any(|(known, _)| *known == name) {
        return Ok(());
    }
    let names: Vec<&str> = KNOWN.iter().map(|(known, _)| *known).collect();
    bail!("there is no setting `{name}`; there are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLES: &[(&str, &str)] = &[
        ("name", "Maple Ridge"),
        ("public_url", "https://cairn.example"),
        ("evidence_url", "https://evidence.example"),
        ("listen", "127.0.0.1:9000"),
        ("data", "/srv/cairn"),
        ("database", "postgres://app@db/cairn"),
        ("database_owner", "postgres://owner@db/cairn"),
        ("key_encryption_key", "5e5e"),
        ("smtp", "smtps://mail.example"),
        ("mail_from", "Maple Ridge <cairn@example.org>"),
        ("time_zone", "America/Chicago"),
        ("proxies", "10.0.0.1,10.0.0.2"),
        ("disk_reserve_mib", "2048"),
        ("fetch_to_verify", "false"),
        ("vc_api", "127.0.0.1:40443"),
        ("vc_api_token", "5e5e"),
        ("log", "debug"),
    ];

    fn loaded(file: &str, environment: &[(&str, &str)]) -> Result<Settings> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cairn.toml");
        fs::write(&path, file).unwrap();
        let environment =
            environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::load(Some(&path), environment)
    }

    const LEAST: &str = "public_url = 'https://cairn.example'";

    #[test]
    fn each_setting_says_the_same_from_the_file_and_from_the_environment() {
        assert_eq!(EXAMPLES.len(), KNOWN.len());
        let base = loaded(LEAST, &[]).unwrap();
        for (name, value) in EXAMPLES {
            let file = format!(
                "{}{name} = '{value}'",
                if *name == "public_url" { "" } else { "public_url = 'https://cairn.example'\n" }
            );
            let from_file = loaded(&file, &[]).unwrap();
            let variable = format!("CAIRN_{}", name.to_uppercase());
            let from_environment = loaded(LEAST, &[(&variable, value)]).unwrap();
            assert_eq!(from_file, from_environment, "{name}");
            assert!(*name == "public_url" || from_file != base, "{name} changes nothing");
        }
    }

    #[test]
    fn secrets_may_stand_in_files_and_nothing_else_may() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        fs::write(&secret, "postgres://app@db/cairn\n").unwrap();
        let path = secret.to_str().unwrap();
        for (name, _) in KNOWN.iter().filter(|(_, secret)| *secret) {
            let variable = format!("CAIRN_{}_FILE", name.to_uppercase());
            loaded(LEAST, &[(&variable, path)]).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        assert!(loaded(LEAST, &[("CAIRN_NAME_FILE", path)]).is_err());
    }

    #[test]
    fn a_wrong_one_is_told_in_one_line_with_its_place() {
        let told = |file: &str| format!("{:#}", loaded(file, &[]).unwrap_err());
        assert!(told("").contains("`public_url` isn't set"));
        assert!(
            told("public_url = 'https://cairn.example/path'").contains("must end after the host")
        );
        assert!(told("publik_url = 'x'").contains("there is no setting `publik_url`"));
        assert!(told(&format!("{LEAST}\nlisten = 'here'")).contains("`listen` in "));
        assert!(
            told(&format!("{LEAST}\ntime_zone = 'Maple'")).contains("no time zone has this name")
        );
        assert!(!told(&format!("{LEAST}\ndisk_reserve_mib = 'much'")).contains('\n'));
    }
}
