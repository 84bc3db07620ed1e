"""Writes the site search anew."""

from typing import Any

from django.core.management.base import BaseCommand

from core.search.index import rebuild


class Command(BaseCommand):
    help = "Writes the index of the site search anew from all public content; may run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries in the search index.")
