//! Databases to throw away: a SQLite file, or a database in a Postgres server that lives as long as this process.
//!
//! Postgres is the server that `FRONTDESK_TEST_POSTGRES` names; without that, one is started in a temporary folder if its
//! programs are installed; without those, the tests say that they skip, or fail if `REQUIRE_SERVICES=1`.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use frontdesk::store::Store;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tempfile::TempDir;

macro_rules! run {
    ($connection:expr, $statements:expr) => {
        sqlx::raw_sql(AssertSqlSafe($statements.to_owned()))
            .execute($connection)
            .await
            .unwrap()
    };
}

/// A new, empty database.
pub(crate) struct Scratch {
    /// For `Store::connect`.
    pub(crate) url: String,
    kind: Kind,
}

enum Kind {
    Sqlite(TempDir),
    Postgres { server: String, name: String },
}

impl Scratch {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            // A folder that does not exist yet.
            url: format!("sqlite://{}/data/frontdesk.db", folder.path().display()),
            kind: Kind::Sqlite(folder),
        }
    }

    /// `None` if there is no Postgres on this machine.
    pub(crate) async fn postgres() -> Option<Self> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let Some(server) = server() else {
            assert!(
                environment("REQUIRE_SERVICES").as_deref() != Some("1"),
                "REQUIRE_SERVICES=1, but there is neither `initdb` nor FRONTDESK_TEST_POSTGRES"
            );
            eprintln!("skipped: no Postgres here (install it, or set FRONTDESK_TEST_POSTGRES)");
            return None;
        };
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let name = format!("frontdesk_test_{}_{number}", std::process::id());
        on_postgres(server, &format!("CREATE DATABASE {name}")).await;
        let (address, options) = server.split_once('?').unwrap_or((server, ""));
        let (address, _) = address.rsplit_once('/').unwrap();
        Some(Self {
            url: format!("{address}/{name}?{options}"),
            kind: Kind::Postgres {
                server: server.clone(),
                name,
            },
        })
    }

    pub(crate) async fn connected(&self) -> Store {
        Store::connect(&self.url).await.unwrap()
    }

    pub(crate) async fn migrated(&self) -> Scene {
        let store = self.connected().await;
        store.migrate().await.unwrap();
        Scene {
            store,
            url: self.url.clone(),
        }
    }

    /// Tidies up after a test that passed; what a failed one leaves goes with its server.
    pub(crate) async fn remove(self) {
        match self.kind {
            Kind::Sqlite(folder) => folder.close().unwrap(),
            Kind::Postgres { server, name } => {
                on_postgres(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

/// What a test gets: the store, and a way round it.
pub(crate) struct Scene {
    pub(crate) store: Store,
    pub(crate) url: String,
}

impl Scene {
    /// Does what the store would never do, over a connection of its own.
    pub(crate) async fn meddle(&self, statements: &str) {
        if self.url.starts_with("sqlite") {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            run!(&mut connection, statements);
            connection.close().await.unwrap();
        } else {
            on_postgres(&self.url, statements).await;
        }
    }

    /// Keeps everybody else from writing while `work` begins, and for as long after as it is told.
    pub(crate) async fn while_locked<T>(
        &self,
        hold: std::time::Duration,
        work: impl Future<Output = T>,
    ) -> T {
        if self.url.starts_with("sqlite") {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            run!(&mut connection, "BEGIN IMMEDIATE");
            let (outcome, ()) = tokio::join!(work, async {
                tokio::time::sleep(hold).await;
                run!(&mut connection, "COMMIT");
            });
            outcome
        } else {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            run!(
                &mut connection,
                "BEGIN; LOCK TABLE tickets, guild_counters, seen_interactions IN EXCLUSIVE MODE"
            );
            let (outcome, ()) = tokio::join!(work, async {
                tokio::time::sleep(hold).await;
                run!(&mut connection, "COMMIT");
            });
            outcome
        }
    }
}

async fn on_postgres(url: &str, statements: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    run!(&mut connection, statements);
    connection.close().await.unwrap();
}

/// The server's address, with a database to connect to.
fn server() -> Option<&'static String> {
    static SERVER: OnceLock<Option<(String, Option<Child>)>> = OnceLock::new();
    let started = SERVER.get_or_init(|| match environment("FRONTDESK_TEST_POSTGRES") {
        Some(url) => Some((url, None)),
        None => programs().map(|programs| {
            let (url, shell) = start(&programs);
            (url, Some(shell))
        }),
    });
    started.as_ref().map(|(url, _)| url)
}

/// The folder of `initdb` and `postgres`.
fn programs() -> Option<PathBuf> {
    let path = environment("PATH").unwrap_or_default();
    let installed = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let installed = installed.filter_map(|version| Some(version.ok()?.path().join("bin")));
    installed
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// Starts a server that ends, and takes its folder with it, when this process does: then the pipe that it reads closes.
fn start(programs: &std::path::Path) -> (String, Child) {
    const SCRIPT: &str = r#"
        set -e
        folder=$(mktemp -d /tmp/frontdesk-postgres-XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C -N >"$folder/log" 2>&1 || cat "$folder/log" >&2
        "$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c max_connections=200 \
            >"$folder/log" 2>&1 </dev/null &
        server=$!
        until grep -q '^ready' "$folder/data/postmaster.pid" 2>/dev/null; do
            kill -0 $server || { cat "$folder/log" >&2; exit 1; }
            sleep 0.05
        done
        echo "$folder"
        cat >/dev/null
        kill -QUIT $server
        wait $server || true
    "#;
    // Postgres refuses to run as root.
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    let mut shell = command
        .args(["-c", SCRIPT, "sh"])
        .arg(programs)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`sh` runs, with `runuser` for root");
    let mut folder = String::new();
    let mut output = BufReader::new(shell.stdout.take().unwrap());
    output.read_line(&mut folder).unwrap();
    let folder = folder.trim();
    assert!(
        !folder.is_empty(),
        "Postgres did not start; its log is above"
    );
    let url = format!("postgres://postgres@localhost/postgres?host={folder}");
    (url, shell)
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // The owner of this process's own entry is who runs it.
    std::fs::metadata("/proc/self").is_ok_and(|entry| entry.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a test may use of the machine is no configuration"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
