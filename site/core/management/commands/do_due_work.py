from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.regular_work import do_due_work


class Command(BaseCommand):
    help = "Do what is due: reminders, daily summaries, publications at a set minute. Run it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = do_due_work(timezone.now())
        except RuntimeError as failure:
            raise CommandError(str(failure)) from failure
        if options["verbosity"] > 1 or any(done.values()):
            self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()) or "Nothing is declared.")
