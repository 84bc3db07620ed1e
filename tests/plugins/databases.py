"""Test databases as copies of a migrated one, which is built once for each state of the migrations.

A copy takes a fraction of a second, so every run starts from a fresh one, and a test that commits gives it back as it
was: nothing is flushed, the rows that migrations wrote are always there.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any, Protocol

import psutil
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from fasteners import InterProcessLock
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
STALE_AFTER_SECONDS = 6 * 3600


def migrations_fingerprint() -> str:
    """Hash all migrations and what `setup_site` is made of: whatever decides the content decides the name."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}\0".encode())
            digest.update(path.read_bytes())
    for folder in ("setup", "data"):
        for path in sorted((ROOT / "site" / "portal" / folder).glob("*.*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def run_suffix(worker: str) -> str:
    """Name a run so that none meets another: the person's suffix, the worker, the process."""
    person = re.sub(r"\W", "", os.environ.get("DB_SUFFIX", "")).lower() or "portal"
    return f"{person}_{worker}_{os.getpid()}"


class TestDatabase(Protocol):
    """One run's own database."""

    def create(self, *, rebuild: bool) -> None:
        """Make the copy, and the migrated original first where it is missing or to be rebuilt."""

    def restore(self) -> None:
        """Replace the copy by a fresh one, whatever was committed to it."""

    def drop(self) -> None:
        """Remove the copy."""


def use_database(name: str) -> None:
    """Point Django at another database of the same server."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def build_original(name: str) -> None:
    """Create, migrate and set up a database under this name: the state of a new installation."""
    from portal.setup import setup_site

    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    setup_site()
    connections.close_all()


class PostgresDatabase:
    """Copies with CREATE DATABASE … TEMPLATE. Advisory locks keep parallel runs out of each other's way."""

    BUILD_LOCK = 8_150_325

    def __init__(self, worker: str) -> None:
        self.fingerprint = migrations_fingerprint()
        self.original = f"portal_migrated_{self.fingerprint}"
        self.name = f"test_{run_suffix(worker)}"
        parameters = {**connection.get_connection_params(), "dbname": "postgres"}
        self.server = psycopg.connect(**parameters, autocommit=True)
        self.server.execute("SET statement_timeout = 0")

    def create(self, *, rebuild: bool) -> None:
        """Hold the build lock over the check, the build and the first copy."""
        self.server.execute("SELECT pg_advisory_lock(%s)", [self.BUILD_LOCK])
        try:
            # Held until the process ends: tells others that this original is in use.
            self.server.execute("SELECT pg_advisory_lock_shared(%s)", [self._usage_lock(self.original)])
            self._drop_left_overs()
            if rebuild or not self._is_complete():
                self._drop(self.original)
                build_original(self.original)
                self._comment(self.original, f"complete {int(time.time())}")
            self._copy()
        finally:
            self.server.execute("SELECT pg_advisory_unlock(%s)", [self.BUILD_LOCK])
        use_database(self.name)

    def restore(self) -> None:
        """Drop the copy over the heads of threads that still hold a connection, and copy anew."""
        connections.close_all()
        self._drop(self.name)
        self._copy()

    def drop(self) -> None:
        """Remove the copy and let go of the server."""
        connections.close_all()
        self._drop(self.name)
        self.server.close()

    def _copy(self) -> None:
        self.server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(self.name), sql.Identifier(self.original)
            )
        )

    def _drop(self, name: str) -> None:
        self.server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _comment(self, name: str, text: str) -> None:
        self.server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text)))

    def _is_complete(self) -> bool:
        return self._completed_at().get(self.original, 0) > 0

    def _completed_at(self) -> dict[str, int]:
        """Return when each original was complete; 0 where its build was cut off."""
        rows = self.server.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE starts_with(datname, 'portal_migrated_')"
        ).fetchall()
        return {name: int(text.split()[1]) if text else 0 for name, text in rows}

    def _usage_lock(self, name: str) -> int:
        return int(hashlib.sha256(name.encode()).hexdigest()[:15], 16)

    def _drop_left_overs(self) -> None:
        """Remove copies of killed runs, and old originals that no run uses."""
        names = self.server.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^test_\w+_\d+$'").fetchall()
        for (name,) in names:
            if not psutil.pid_exists(int(name.rsplit("_", 1)[1])):
                self._drop(name)
        for name, completed_at in self._completed_at().items():
            if name == self.original or time.time() - completed_at < STALE_AFTER_SECONDS:
                continue
            lock = self._usage_lock(name)
            if self.server.execute("SELECT pg_try_advisory_lock(%s)", [lock]).fetchone() == (True,):
                self._drop(name)
                self.server.execute("SELECT pg_advisory_unlock(%s)", [lock])


class SqliteDatabase:
    """Copies of a file. A file, not memory: threads then meet the locks they would meet in reality."""

    def __init__(self, worker: str) -> None:
        self.originals = ROOT / "var" / "test-sqlite"
        self.original = self.originals / f"{migrations_fingerprint()}.sqlite3"
        self.folder = Path(tempfile.mkdtemp(prefix="portal-test-"))
        self.file = self.folder / f"{run_suffix(worker)}.sqlite3"

    def create(self, *, rebuild: bool) -> None:
        """Build one at a time, beside the original, so that a parallel run waits and never sees half of it."""
        self.originals.mkdir(parents=True, exist_ok=True)
        with InterProcessLock(self.originals / "lock"):
            if rebuild or not self.original.exists():
                self._build()
            self._copy()
        use_database(str(self.file))

    def restore(self) -> None:
        """Replace the file under its name."""
        connections.close_all()
        self._copy()

    def drop(self) -> None:
        """Remove the copy with its folder."""
        connections.close_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _build(self) -> None:
        self._drop_left_overs()
        unfinished = self.originals / "unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        build_original(str(unfinished))
        with contextlib.closing(sqlite3.connect(unfinished)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        unfinished.replace(self.original)

    def _copy(self) -> None:
        for log in (f"{self.file}-wal", f"{self.file}-shm"):
            Path(log).unlink(missing_ok=True)
        fresh = self.file.with_suffix(".fresh")
        shutil.copyfile(self.original, fresh)
        fresh.replace(self.file)

    def _drop_left_overs(self) -> None:
        for path in self.originals.glob("*.sqlite3"):
            if time.time() - path.stat().st_mtime > STALE_AFTER_SECONDS:
                path.unlink(missing_ok=True)


def own_database(worker: str) -> TestDatabase:
    """Return this run's database, of the kind that the settings name."""
    kind: Any = PostgresDatabase if connection.vendor == "postgresql" else SqliteDatabase
    return kind(worker)
