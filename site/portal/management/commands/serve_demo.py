"""Brings the site up with demo content and serves it: what `make demo` runs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Migrate, set up and fill where needed, then run web server and worker until Ctrl-C."""

    help = "Serves the site with demo content under BASE_URL, with a worker beside it (development only)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the processes first where the database is ready: they need as long as the checks of the content."""
        if not settings.DEVELOPMENT:
            raise CommandError("Demo content belongs on no production site.")
        host, port = self.free_address()
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, leave)
        settings.BASE_DIR.joinpath("var").mkdir(exist_ok=True)
        with ExitStack() as processes:
            if first_start := self.migrations_are_missing():
                self.fill(first_start)
            server = processes.enter_context(
                running(
                    *("granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
                    *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
                    "portal.wsgi:application",
                )
            )
            worker = processes.enter_context(running("django", "db_worker", "--interval", "1"))
            if not first_start:
                self.fill(first_start)
            self.wait_until_it_answers(host, port, server)
            self.step(f"Serving {settings.BASE_URL} - end with Ctrl-C")
            try:
                while server.poll() is None and worker.poll() is None:
                    time.sleep(0.5)
            except KeyboardInterrupt:
                self.step("Stopping")
                return
        raise CommandError("The web server or the worker ended by itself.")

    def step(self, text: str) -> None:
        """Say what happens now."""
        self.stdout.write(f"→ {text}")
        self.stdout.flush()

    def free_address(self) -> tuple[str, int]:
        """Return the numeric address and port of BASE_URL; refuse a port that is taken."""
        try:
            address = urlsplit(settings.BASE_URL)
            host, port = address.hostname or "localhost", address.port or 8000
            family, _, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        except (OSError, ValueError) as error:
            raise CommandError(f"{settings.BASE_URL} is no address to serve: use ADDRESS=host:port") from error
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(target)
            except OSError as error:
                raise CommandError(
                    f"{host}:{port} cannot be used ({error.strerror}). Choose another: make demo ADDRESS=localhost:8001"
                ) from error
        return str(target[0]), port

    def migrations_are_missing(self) -> bool:
        """Tell whether the database is new or behind the code."""
        executor = MigrationExecutor(connection)
        missing = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        connections.close_all()
        return missing

    def fill(self, first_start: bool) -> None:
        """Bring database and content up to date; what somebody edited stays as it is."""
        if first_start:
            self.step("Bringing the database up to date (about half a minute)")
            call_command("migrate", verbosity=0, interactive=False)
        self.step("Setting up the site")
        call_command("setup_site")
        self.step("Loading demo content")
        call_command("demo")
        connections.close_all()

    def wait_until_it_answers(self, host: str, port: int, server: "subprocess.Popen[bytes]") -> None:
        """Wait for the port; a server that ends instead has said why."""
        for _ in range(300):
            if server.poll() is not None:
                raise CommandError("The web server did not start.")
            try:
                socket.create_connection((host, port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise CommandError("The web server does not answer.")


@contextmanager
def running(module: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a Python module as a process that ends with this block.

    In a session of its own Ctrl-C reaches it once, from here; the worker would take a second one for impatience.
    """
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, *arguments],
        start_new_session=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def leave(number: int, frame: FrameType | None) -> None:
    """Turn a signal to end into an exception, so that the processes are ended too."""
    raise KeyboardInterrupt
