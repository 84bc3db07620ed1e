"""What is kept of somebody without an account, and its deletion at their word."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.deletion import Collector

from accounts.models import Confirmation, ConfirmedContact


class Command(BaseCommand):
    help = "Prints what hangs on a confirmed address as JSON; with --delete it is deleted afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--delete", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, email: str, delete: bool, **options: Any) -> None:
        contact = ConfirmedContact.objects.filter(email__iexact=email.strip()).first()
        questions = Confirmation.objects.filter(email__iexact=email.strip())
        if contact is None and not questions.exists():
            raise CommandError("Nothing is kept under this address.")
        kept: dict[str, list[dict[str, Any]]] = {"accounts.Confirmation": _values(questions)}
        if contact is not None:
            collector = Collector(using="default")
            collector.collect([contact])
            for model, rows in collector.data.items():
                kept[model._meta.label] = _values(model._base_manager.filter(pk__in=[row.pk for row in rows]))
            for fast in collector.fast_deletes:
                kept.setdefault(fast.model._meta.label, []).extend(_values(fast))
        self.stdout.write(json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        if delete:
            questions.delete()
            if contact is not None:
                contact.delete()
            self.stdout.write("Deleted.")


def _values(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "token_hash"} for row in rows.values()]
