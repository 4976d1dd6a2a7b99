//! The key file in the data folder, for those who set no `FRONTDESK_KEYS`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::{Secret, Vault, VaultError};

impl Vault {
    /// Reads the keys from a file (commas or lines between them), or creates it with one new key if it is missing.
    pub fn load_or_create(path: &Path) -> Result<Self, VaultError> {
        let failed = |action| {
            move |source| VaultError::KeyFile {
                path: path.to_owned(),
                action,
                source,
            }
        };
        if !path.try_exists().map_err(failed("read"))? {
            create(path).map_err(failed("created"))?;
        }
        let file = File::open(path).map_err(failed("read"))?;
        if is_public(&file).map_err(failed("read"))? {
            return Err(VaultError::KeyFileIsPublic {
                path: path.to_owned(),
            });
        }
        let keys = io::read_to_string(file).map_err(failed("read"))?;
        Self::parse(&Secret::new(keys))
    }
}

/// Writes a new key next to `path` and links it there: nobody sees half a key, and of two programs that start at once
/// the second takes the first one's key, which may be in use already.
fn create(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = path.with_extension(format!("new-{:08x}", rand::random::<u32>()));
    let linked = write_draft(&draft).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => removed?,
    }
    // The name is on the disk only after its folder is.
    File::open(folder)?.sync_all()
}

fn write_draft(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", Vault::generate_key().expose())?;
    file.sync_all()
}

#[cfg(unix)]
fn is_public(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_public(_file: &File) -> io::Result<bool> {
    Ok(false)
}
