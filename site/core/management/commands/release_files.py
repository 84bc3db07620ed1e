"""Make the files of everything that is public public, after an import or a restore."""

from typing import Any

from django.core.management.base import BaseCommand

from core.media_release import public_objects, release_files_of


class Command(BaseCommand):
    help = "Releases the pictures and documents of all public content; needed after rows were loaded past the gate."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for instance in public_objects():
            release_files_of(instance)
            count += 1
        self.stdout.write(f"looked at {count} public objects")
