"""Send the mail that is due, for cron where no worker runs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.outbox import deliver_due


class Command(BaseCommand):
    help = "Sends every message of the outbox that is due. Run it each minute where no worker does."

    def handle(self, *args: Any, **options: Any) -> None:
        result = deliver_due(timezone.now())
        if options["verbosity"] and any((result.sent, result.postponed, result.failed, result.unclear)):
            self.stdout.write(
                f"sent {result.sent}, postponed {result.postponed}, given up {result.failed}, unclear {result.unclear}"
            )
