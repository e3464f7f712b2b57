//! The data folder: for its owner's eyes alone, one server at a time, on a disk of this machine.

use std::{
    fs::{self, File, TryLockError},
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use foundation::Secrets;
use rustix::{fs::Mode, process::umask};

pub struct Data {
    folder: PathBuf,
}

/// Held for as long as this server lives.
pub struct Held(#[expect(dead_code, reason = "the lock goes with the file")] File);

impl Data {
    /// Opens it, and makes it where there is none. What is made from now on is for its owner alone.
    pub fn open(folder: &Path) -> Result<Data> {
        umask(Mode::RWXG | Mode::RWXO);
        fs::create_dir_all(folder)
            .with_context(|| format!("the data folder {}", folder.display()))?;
        let folder = folder.canonicalize().context("the data folder")?;
        refuse_network_file_system(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))
            .context("the data folder")?;
        let data = Data { folder };
        for inner in [data.files(), data.letters(), data.secrets()] {
            fs::create_dir_all(inner).context("the data folder")?;
        }
        Ok(data)
    }

    /// For a server: a second one on the same folder is refused. The other commands work beside it.
    pub fn hold(&self) -> Result<Held> {
        let path = self.folder.join("server.lock");
        let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = file.context("the data folder's lock")?;
        match file.try_lock() {
            Ok(()) => Ok(Held(file)),
            Err(TryLockError::WouldBlock) => {
                bail!("another server is running on the data folder {}", self.folder.display())
            }
            Err(TryLockError::Error(error)) => Err(error).context("the data folder's lock"),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("cairn.db")
    }

    pub fn database_url(&self) -> String {
        format!("sqlite:{}?mode=rwc", self.database().display())
    }

    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    pub fn letters(&self) -> PathBuf {
        self.folder.join("letters")
    }

    fn secrets(&self) -> PathBuf {
        self.folder.join("secrets")
    }

    /// The key-encryption key that stands here, made at the first start. No backup takes it along.
    pub fn key_encryption_key(&self) -> Result<Secrets> {
        let key = self.secret("key-encryption-key")?;
        Secrets::from_hex(&key).map_err(|error| anyhow::anyhow!("the key-encryption key: {error}"))
    }

    /// What the keys of the VC-API's test issuer are made from: the same at each start.
    pub fn test_issuer_seed(&self) -> Result<[u8; 32]> {
        let seed = hex::decode(self.secret("test-issuer-seed")?).ok();
        seed.and_then(|it| it.try_into().ok())
            .context("secrets/test-issuer-seed isn't 64 hexadecimal digits")
    }

    /// 64 random hexadecimal digits in a file of this name, made when first asked for.
    fn secret(&self, name: &str) -> Result<String> {
        let path = self.secrets().join(name);
        if !path.exists() {
            let made = self.secrets().join(format!("{name}.new"));
            let mut file =
                File::options().create(true).truncate(true).write(true).mode(0o600).open(&made)?;
            file.write_all(Secrets::fresh_hex().as_bytes())?;
            file.sync_all()?;
            fs::rename(&made, &path)?;
        }
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    }
}

/// SQLite's locks, and ours, don't hold on these.
fn refuse_network_file_system(folder: &Path) -> Result<()> {
    const NETWORKS: [(u32, &str); 8] = [
        (0x6969, "NFS"),
        (0x517b, "SMB"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB 2"),
        (0x0102_1997, "9P"),
        (0x5346_414f, "AFS"),
        (0x00c3_6400, "Ceph"),
        (0x6573_5546, "FUSE"),
    ];
    let kind = rustix::fs::statfs(folder).context("the data folder")?.f_type;
    // The kernel's own type has another width on other machines.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "32 bits are meant"
    )]
    let kind = kind as u32;
    match NETWORKS.iter().find(|(magic, _)| *magic == kind) {
        Some((_, name)) => bail!(
            "the data folder {} is on a network file system ({name}); it must be on a disk of this machine",
            folder.display()
        ),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = Data::open(folder.path()).unwrap();
        let held = data.hold().unwrap();
        assert!(data.hold().is_err());
        drop(held);
        assert!(data.hold().is_ok());
    }

    #[test]
    fn what_stands_there_is_for_its_owner_alone_and_the_key_stays() {
        let folder = tempfile::tempdir().unwrap();
        let data = Data::open(folder.path()).unwrap();
        let sealed = data.key_encryption_key().unwrap().seal(b"seed").unwrap();
        assert_eq!(data.key_encryption_key().unwrap().open(&sealed).unwrap(), b"seed");
        let key = data.secrets().join("key-encryption-key");
        assert_eq!(fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(data.folder()).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
