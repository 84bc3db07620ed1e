"""Fills a development installation with demo content, by the same roads that people take."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo import load_demo
from portal.demo.people import PASSWORD, logins


class Command(BaseCommand):
    help = "Loads demo content that is not there yet and prints a login for each role. Refuses in production."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--logins-only", action="store_true", help="Only print the logins.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("The demo has known passwords and is refused outside development.")
        if not options["logins_only"]:
            load_demo(report=self._reporter())
        self._print_logins()

    def _reporter(self) -> Callable[[str], None]:
        return lambda name: self.stdout.write(f"  {name}")

    def _print_logins(self) -> None:
        self.stdout.write(f"\nLogins (password for all: {PASSWORD})")
        for login in logins():
            self.stdout.write(f"  {login.role:<32} {login.email}")
            if login.secret:
                self.stdout.write(f"  {'':<32} second factor {login.secret}, code now {login.code}")
