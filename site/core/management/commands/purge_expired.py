"""Delete personal data whose time is over; run it every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.retention import declarations, purge_expired


class Command(BaseCommand):
    help = "Deletes personal data whose declared time is over. --dry-run counts only, --list prints the declarations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--list", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for entry in declarations():
                self.stdout.write(f"{entry.model}\n  {entry.purpose}\n  {entry.basis}\n  {entry.kept}; {entry.erasure}")
            return
        for model, count in purge_expired(timezone.now(), dry_run=options["dry_run"]).items():
            if count:
                self.stdout.write(f"{model}: {count}{' would go' if options['dry_run'] else ' deleted'}")
