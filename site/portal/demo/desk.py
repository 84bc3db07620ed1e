"""What the desk looks like on a working day: a task taken on, somebody away, a package, a question to somebody outside."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState

from accounts import absences
from accounts.models import Absence
from core import gate, review
from core.desk import claims
from core.models import Claim, Region
from core.outside import services as outside
from core.outside.models import Question
from core.packages import services as packages
from core.packages.models import Package
from core.workdays import add_working_days
from portal.demo.content import read
from portal.demo.journeys import approver_of
from portal.demo.people import person


def load_desk() -> None:
    """Let a moderator take on the oldest task of their region, and another one enter a week of absence."""
    moderators = list(get_user_model().objects.filter(region_roles__role="moderator").distinct().order_by("pk"))
    for moderator in moderators[:1]:
        task_state = TaskState.objects.reviewable_by(moderator).order_by("started_at").first()
        if task_state is not None and not Claim.objects.exists():
            claims.claim(task_state=task_state, user=moderator)
    if len(moderators) > 1 and not Absence.objects.exists():
        away = moderators[-1]
        first = add_working_days(timezone.localdate() + timedelta(days=7), 0)
        absences.register(
            person=away,
            deputy=absences.possible_deputies(away).first(),
            starts_on=first,
            ends_on=add_working_days(first, 4),
            by=away,
        )


def load_packages() -> None:
    """Plan the packages, and let those of their pages be approved that nobody has submitted yet."""
    today = timezone.localdate()
    for entry in read("packages")["package"]:
        if not Package.objects.filter(title=entry["title"]).exists():
            _add_package(entry, today)


@transaction.atomic
def _add_package(entry: dict[str, Any], today: date) -> None:
    by = person(entry["by"])
    regions = Region.objects.filter(slug__in=entry["regions"])
    package = packages.create(user=by, title=entry["title"], note=entry["note"], regions=regions)
    for slug in entry["pages"]:
        page = _page(slug)
        packages.add(package=package, page=page, user=by)
        if review.active_state(page) is None:
            _approve(page)
    minute = datetime.combine(today + timedelta(days=entry["days"]), time.fromisoformat(entry["clock"]))
    packages.schedule(package=package, user=by, publish_at=timezone.make_aware(minute))


def _approve(page: Any) -> None:
    review.submit(obj=page, user=page.get_latest_revision().user)
    page = _page(page.slug)
    review.decide(
        task_state=page.current_workflow_task_state,
        user=approver_of(page),
        action=review.APPROVE,
        shown=gate.shown_token(page.get_latest_revision()),
    )


def load_questions() -> None:
    """Ask somebody outside about a submission."""
    for entry in read("questions")["question"]:
        page = _page(entry["page"])
        if not Question.objects.about(page).exists():
            words = {key: entry[key] for key in ("name", "function", "email", "language", "words", "days")}
            outside.ask(obj=page, user=person(entry["by"]), **words)


def _page(slug: str) -> Any:
    return Page.objects.get(slug=slug, locale=Locale.get_default()).specific
