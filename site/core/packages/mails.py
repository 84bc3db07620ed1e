"""Mail about packages: one that could not be published, and one whose page has lost its approval."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.mail import absolute_url, send_to_user
from core.models import Decision, Region
from core.packages.models import Package, PackageItem
from core.packages.permissions import concerned_ids
from core.review import lead_editors, moderators


def tell_of_failure(*, package: Package, hindrances: list[str]) -> None:
    """Tell who made and who planned the package, and the moderators of the regions concerned, each once."""
    concerned = concerned_ids(package)
    people = [package.created_by, package.scheduled_by]
    for region in Region.objects.filter(pk__in=[pk for pk in concerned if pk]):
        people += moderators(region)
    if None in concerned or not any(people):
        people += lead_editors()
    planned = int(package.publish_at.timestamp()) if package.publish_at else 0
    _send(people, "packages/failed", package, f"package-failed-{package.pk}-{planned}", {"hindrances": hindrances})


def tell_of_lost_approval(*, item: PackageItem, lost: Decision, editor: Any) -> None:
    """Tell who made the package and who planned it that a page has been changed after its approval."""
    package = item.package
    _send(
        [package.created_by, package.scheduled_by],
        "packages/lost",
        package,
        f"package-lost-{package.pk}-{lost.pk}",
        {"title": item.title, "editor": editor},
    )


def _send(people: Iterable[Any], template: str, package: Package, key: str, context: dict[str, Any]) -> None:
    address = absolute_url(reverse("packages_show", args=[package.pk]))
    for person in {person.pk: person for person in people if person and person.is_active}.values():
        send_to_user(
            user=person,
            template=template,
            context={"package": package, "action_url": address, **context},
            key=f"{key}-{person.pk}",
        )
