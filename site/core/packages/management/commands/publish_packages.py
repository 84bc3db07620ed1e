from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.packages.gates import hindrances_of
from core.packages.models import Package
from core.packages.publishing import publish_due


class Command(BaseCommand):
    help = "Publish the packages whose minute has come; `do_due_work` does it every minute."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen to each open package.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            for package in Package.objects.open().order_by("publish_at", "pk"):
                self._tell(package)
            return
        self.stdout.write(f"{publish_due(timezone.now())} packages published.")

    def _tell(self, package: Package) -> None:
        at = package.publish_at or timezone.now()
        when = (
            timezone.localtime(package.publish_at).strftime("%Y-%m-%d %H:%M") if package.publish_at else "no time set"
        )
        hindrances = hindrances_of(package, max(at, timezone.now()))
        verdict = "would not be published" if hindrances else "would be published"
        self.stdout.write(f"{package.pk} {package.title} ({package.state}, {when}): {verdict}")
        for hindrance in hindrances:
            self.stdout.write(f"  - {hindrance}")
