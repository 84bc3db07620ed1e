"""Brings the site up with demo content and serves it: what `make demo` runs."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings
from django.utils import timezone

from core.outbox import deliver_outbox
from core.regular_work import do_due_work
from portal.demo import load_demo

EVERY_MINUTE = 60
NO_TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


class Command(BaseCommand):
    """Migrate, set up and fill where needed, then run web server and worker until Ctrl-C."""

    help = "Serves the site with demo content under BASE_URL, with a worker beside it (development only)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill a new database first; a known one is served at once."""
        if not settings.DEVELOPMENT:
            raise CommandError("Demo content belongs on no production site.")
        host, port = self.free_address()
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, leave)
        for folder in (settings.BASE_DIR / "var", settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        if not self.is_filled():
            self.fill()
        with ExitStack() as processes:
            server = processes.enter_context(
                running(
                    *("granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
                    *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
                    "portal.wsgi:application",
                )
            )
            worker = processes.enter_context(running("django", "db_worker", "--verbosity", "0"))
            self.wait_until_it_answers(host, port, server)
            call_command("demo", logins_only=True, stdout=self.stdout)
            self.step(f"Serving {settings.BASE_URL}, mail at {settings.BASE_URL}/mailbox/ - end with Ctrl-C")
            try:
                due = time.monotonic()
                while server.poll() is None and worker.poll() is None:
                    if time.monotonic() >= due:
                        due += EVERY_MINUTE
                        self.do_regular_work()
                    time.sleep(0.5)
            except KeyboardInterrupt:
                self.step("Stopping")
                return
        raise CommandError("The web server or the worker ended by itself.")

    def do_regular_work(self) -> None:
        """What cron does on a server; a part that fails has written why to the log."""
        try:
            do_due_work(timezone.now())
        except RuntimeError as failure:
            self.stderr.write(str(failure))
        connections.close_all()

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

    def is_filled(self) -> bool:
        """Tell whether database and demo content are those of this code."""
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        filled = migrated and get_user_model().objects.exists() and self.stamp.exists()
        connections.close_all()
        return filled and self.stamp.read_text() == content_fingerprint()

    @property
    def stamp(self) -> Path:
        """The file that remembers which content was loaded last."""
        return Path(settings.BASE_DIR, "var", "demo-content")

    def fill(self) -> None:
        """Bring database and content up to date; what somebody edited stays as it is."""
        self.step("Bringing the database up to date (about half a minute)")
        call_command("migrate", verbosity=0, interactive=False)
        self.step("Setting up the site")
        # Once for all at the end instead of a task for each of several thousand changes.
        with override_settings(TASKS=NO_TASKS):
            call_command("setup_site", stdout=self.stdout)
            self.step("Loading demo content (about a minute)")
            load_demo(report=lambda name: self.stdout.write(f"  {name}"))
        self.step("Building the indexes")
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
        deliver_outbox.enqueue()
        self.stamp.write_text(content_fingerprint())
        connections.close_all()

    def wait_until_it_answers(self, host: str, port: int, server: "subprocess.Popen[bytes]") -> None:
        """Wait for the home page, so that the first reader does not wait; a server that ends instead has said why."""
        name = f"[{host}]" if ":" in host else host
        request = urllib.request.Request(f"http://{name}:{port}/", headers={"Host": urlsplit(settings.BASE_URL).netloc})
        for _ in range(300):
            if server.poll() is not None:
                raise CommandError("The web server did not start.")
            try:
                urllib.request.urlopen(request, timeout=60).close()  # noqa: S310
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise CommandError("The web server does not answer.")


def content_fingerprint() -> str:
    """Hash whatever decides the content: set-up, demo content, generated pictures."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    folders = [settings.BASE_DIR / "site" / "portal" / name for name in ("demo", "setup", "data")]
    for path in sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix != ".pyc"):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
