"""The operators' list of mail: what was given up, what is unclear, what waits."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import requeue


class Command(BaseCommand):
    help = (
        "Lists mail that needs an operator: given up after two days, or left in the middle of being sent. Ends with 1 "
        "if there is any. Look an unclear message up in the mail server's log by its Message-ID before requeueing it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--requeue", type=int, nargs="+", metavar="ID", help="send these again")

    def handle(self, *args: Any, **options: Any) -> None:
        for pk in options["requeue"] or ():
            message = OutboxMessage.objects.filter(pk=pk).first()
            if message is None or not requeue(message=message):
                raise CommandError(f"{pk} is neither given up nor unclear.")
            self.stdout.write(f"{pk} waits to be sent again.")
        waiting = OutboxMessage.objects.filter(status=OutboxMessage.Status.QUEUED).count()
        self.stdout.write(f"{waiting} waiting")
        listed = OutboxMessage.objects.needs_attention(timezone.now()).order_by("created_at")
        for message in listed:
            self.stdout.write(
                f"{message.pk}  {message.get_status_display()}  {message.created_at:%Y-%m-%d %H:%M}  "
                f"{message.message_id}  {message.recipient_list}  {message.subject}  {message.last_error}"
            )
        if listed:
            raise SystemExit(1)
