"""Many public things at once, for tests that count queries. They skip revisions, gate and search index."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count as numbers
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, Workflow, WorkflowState

from actors.models import Actor, ActorText, ActorTopic
from core.models import (
    Claim,
    PageTopic,
    PortalImage,
    Region,
    RegionReviewTask,
    RegionReviewTaskState,
    SearchEntry,
    Topic,
)
from events.models import EventPage
from events.models.occurrence import Occurrence
from mentoring.models import Mentor, MentorLanguage, MentorText, MentorTopic

_numbers = numbers(1)


def make_many(
    model: type[Any],
    index: Page,
    count: int,
    *,
    topic: Topic | None = None,
    images: Sequence[PortalImage] = (),
    **fields: Any,
) -> list[Any]:
    """Adds so many live pages below an index that has room for them, each with the topic and the next picture."""
    index = Page.objects.get(pk=index.pk)
    first = index.numchild + 1
    now = timezone.now()
    bases = [
        Page(
            title=f"Nummer {number}",
            draft_title=f"Nummer {number}",
            slug=f"nummer-{number}",
            path=Page._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            url_path=f"{index.url_path}nummer-{number}/",
            content_type=ContentType.objects.get_for_model(model),
            locale_id=index.locale_id,
            translation_key=uuid4(),
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for number in range(first, first + count)
    ]
    Page.objects.bulk_create(bases)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + count)
    pages = []
    for number, base in enumerate(bases):
        page = model(page_ptr=base, **fields, **_picture(images, number))
        page.__dict__.update({field.attname: getattr(base, field.attname) for field in Page._meta.concrete_fields})
        page.region_id = page.derive_region_id()
        page.save_base(raw=True)
        pages.append(page)
    if topic is not None:
        PageTopic.objects.bulk_create([PageTopic(page_id=page.pk, topic=topic) for page in pages])
    return pages


def _picture(images: Sequence[PortalImage], number: int) -> dict[str, PortalImage]:
    return {"image": images[number % len(images)]} if images else {}


def make_many_events(index: Page, count: int, days: int = 30, **fields: Any) -> list[EventPage]:
    """Public events with one date each, an hour apart, the first so many days from today."""
    pages = make_many(EventPage, index, count, lead="Kurz.", venue="Haus", city="Riesa", **fields)
    start = timezone.now() + timedelta(days=days)
    Occurrence.objects.bulk_create(
        Occurrence(
            event=page,
            key=page.translation_key,
            start=start + timedelta(hours=number),
            over_at=start + timedelta(hours=number + 1),
            month=f"{timezone.localtime(start + timedelta(hours=number)):%Y-%m}",
            changed_at=start,
        )
        for number, page in enumerate(pages)
    )
    return pages


def make_many_actors(count: int, *, topic: Topic, images: Sequence[PortalImage] = ()) -> list[Actor]:
    """Public organisations, spread over regions and postcodes."""
    regions, postcodes = list(Region.objects.all()), ("04103", "09111", "01067")
    actors = Actor.objects.bulk_create(
        Actor(
            name=f"Verein {number}",
            slug=f"viele-vereine-{next(_numbers)}",
            region=regions[number % len(regions)],
            postcode=postcodes[number % len(postcodes)],
            **_picture(images, number),
        )
        for number in range(count)
    )
    # Written past the gate in one statement: only the number of rows matters here.
    Actor.objects.filter(pk__in=[actor.pk for actor in actors]).update(live=True)
    ActorText.objects.bulk_create(ActorText(actor=actor, language="de", summary="Kurz") for actor in actors)
    ActorTopic.objects.bulk_create(ActorTopic(actor=actor, topic=topic) for actor in actors)
    return actors


def make_many_mentors(count: int, *, topic: Topic, images: Sequence[PortalImage] = ()) -> None:
    """Public mentors of one region."""
    region = Region.objects.get(slug="leipzig")
    mentors = Mentor.objects.bulk_create(
        Mentor(
            name=f"Mentorin {number}",
            slug=f"viele-mentorinnen-{next(_numbers)}",
            region=region,
            **_picture(images, number),
        )
        for number in range(count)
    )
    # Written past the gate in one statement: only the number of rows matters here.
    Mentor.objects.filter(pk__in=[mentor.pk for mentor in mentors]).update(live=True)
    MentorText.objects.bulk_create(MentorText(mentor=mentor, language="de", headline="Hilft") for mentor in mentors)
    MentorTopic.objects.bulk_create(MentorTopic(mentor=mentor, topic=topic) for mentor in mentors)
    MentorLanguage.objects.bulk_create(MentorLanguage(mentor=mentor, language="de") for mentor in mentors)


def make_many_entries(like: SearchEntry, count: int) -> None:
    """Hits of the search, all telling the same as one that is there."""
    own = ("id", "object_id")
    told = {field.attname: getattr(like, field.attname) for field in SearchEntry._meta.fields if field.name not in own}
    SearchEntry.objects.bulk_create(SearchEntry(**told, object_id=10_000 + next(_numbers)) for _entry in range(count))


def make_many_tasks(pages: Sequence[Any], *, author: Any, holder: Any = None) -> None:
    """An open regional review of each page, every third held by `holder`, every fifth sent back to the author."""
    task = RegionReviewTask.objects.get()
    workflow = Workflow.objects.get(workflow_tasks__task=task)
    base, kind = ContentType.objects.get_for_model(Page), ContentType.objects.get_for_model(type(pages[0]))
    common = {"base_content_type": base, "content_type": kind}
    revisions = Revision.objects.bulk_create(
        Revision(
            **common,
            object_id=str(page.pk),
            user=author,
            object_str=page.title,
            content={},
            created_at=timezone.now(),
        )
        for page in pages
    )
    for number, (page, revision) in enumerate(zip(pages, revisions, strict=True)):
        sent_back = number % 5 == 4
        state = WorkflowState.objects.create(
            **common,
            object_id=str(page.pk),
            workflow=workflow,
            requested_by=author,
            status=WorkflowState.STATUS_NEEDS_CHANGES if sent_back else WorkflowState.STATUS_IN_PROGRESS,
        )
        state.current_task_state = RegionReviewTaskState.objects.create(
            workflow_state=state,
            task=task,
            revision=revision,
            region_id=page.region_id,
            due_on=timezone.localdate() + timedelta(days=number % 7 - 2),
            status=TaskState.STATUS_REJECTED if sent_back else TaskState.STATUS_IN_PROGRESS,
        )
        state.save(update_fields=["current_task_state"])
        Page.objects.filter(pk=page.pk).update(latest_revision=revision, has_unpublished_changes=True)
    if holder is not None:
        held = RegionReviewTaskState.objects.filter(region_id=pages[0].region_id, claim=None)
        Claim.objects.bulk_create(Claim(task_state_id=state.pk, user=holder) for state in held.order_by("pk")[::3])
