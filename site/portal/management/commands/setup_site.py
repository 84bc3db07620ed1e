"""Prepares an installation: languages, places, page tree, groups, workflow."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.setup import setup_site


class Command(BaseCommand):
    help = "Creates what every installation needs; may run again at any time and changes nothing that exists."

    def handle(self, *args: Any, **options: Any) -> None:
        setup_site(report=lambda name: self.stdout.write(f"  {name}"))
