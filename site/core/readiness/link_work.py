"""Links of drafts are looked after in the background: collected from what was saved, called one by one, never at once."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Revision

from core.readiness.checks import all_links
from core.readiness.fetch import Outcome, fetch
from core.readiness.models import LinkState, LinkSweep
from core.readiness.subjects import labels, subject_of

# Revisions of one minute that are written while another reads are found by the next sweep.
OVERLAP = timedelta(minutes=2)
DRAFTS_A_RUN, LINKS_A_RUN = 200, 20
AGAIN = timedelta(days=7)
AGAIN_AFTER_FAILURE = timedelta(hours=6)
# A link that no draft has held for so long is looked after no more.
FORGOTTEN = timedelta(days=365)


def look_after_links(now: datetime) -> int:
    """Collect links from what was saved since, and have those that are due called by a worker."""
    found = collect(now)
    if LinkState.objects.due(now).exists():
        transaction.on_commit(check_links.enqueue, robust=True)
    return found


def collect(now: datetime) -> int:
    """Note the links of drafts saved since the last time; gives how many drafts were read."""
    with transaction.atomic():
        sweep, _created = LinkSweep.objects.select_for_update().get_or_create(
            pk=1, defaults={"reached": datetime(2000, 1, 1, tzinfo=now.tzinfo)}
        )
        types = [ContentType.objects.get_for_model(apps.get_model(label)) for label in labels()]
        revisions = Revision.objects.filter(content_type__in=types, created_at__gt=sweep.reached - OVERLAP)
        read = 0
        for revision in revisions.order_by("created_at", "pk")[:DRAFTS_A_RUN]:
            _note(revision)
            sweep.reached = max(sweep.reached, revision.created_at)
            read += 1
        sweep.save()
    return read


def _note(revision: Revision) -> None:
    if revision.content_object is None:
        return
    draft = revision.as_object()
    subject = subject_of(draft)
    links = all_links(subject, draft) if subject else set()
    now = timezone.now()
    LinkState.objects.bulk_create([LinkState(url=url) for url in sorted(links)], ignore_conflicts=True)
    LinkState.objects.filter(url__in=links).update(seen_at=now)


@task()
def check_links() -> None:
    """Call some of the links that are due: one of each host, so that nobody is pestered."""
    check_due(timezone.now())


def check_due(now: datetime, call: Any = fetch) -> int:
    """Each link is claimed by moving its date before anything is called, so several workers do not meet."""
    done = 0
    for url in _one_of_each_host(now):
        with transaction.atomic():
            state = LinkState.objects.select_for_update(skip_locked=True).due(now).filter(url=url).first()
            if state is None:
                continue
            state.next_check_at = now + AGAIN
            state.save(update_fields=["next_check_at"])
        _keep(state, call(url), now)
        done += 1
    return done


def _one_of_each_host(now: datetime) -> list[str]:
    due = LinkState.objects.due(now).filter(seen_at__gt=now - FORGOTTEN).order_by("next_check_at")
    urls = sorted(due.values_list("url", flat=True)[: LINKS_A_RUN * 10], key=host_of)
    return [next(group) for _host, group in groupby(urls, key=host_of)][:LINKS_A_RUN]


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _keep(state: LinkState, outcome: Outcome, now: datetime) -> None:
    state.code = outcome.code
    state.checked_at = now
    state.failures = 0 if outcome.answers else state.failures + 1
    if not outcome.answers:
        state.next_check_at = now + AGAIN_AFTER_FAILURE
    state.save(update_fields=["code", "checked_at", "failures", "next_check_at"])
