"""News and projects of the demo, as drafts by their authors; `journeys` makes them public."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from actors.models import Actor
from core.models import (
    FundingSource,
    PageFunding,
    PageTargetGroup,
    PageTopic,
    Region,
    TargetGroup,
    Topic,
)
from home.models import HomePage, RegionPage
from news.models import NewsContact, NewsIndexPage, NewsPage, NewsRelatedPage
from portal.demo.blocks import stream
from portal.demo.content import read
from portal.demo.people import person
from portal.demo.pictures import picture
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectSought


def index_of(model: type[Page], region: str) -> Any:
    """The German index of one kind in a region, or the statewide one for an empty region."""
    locale = Locale.get_default()
    if region:
        parent: Page = RegionPage.objects.get(locale=locale, region__slug=region)
    else:
        parent = HomePage.objects.get(locale=locale, depth=2)
    return model.objects.child_of(parent).get()


def author_of(entry: dict[str, Any]) -> Any:
    """Who writes an entry: the person it names, a member of its organisation, or the press desk."""
    if entry.get("author"):
        return person(entry["author"])
    member = Actor.objects.get(slug=entry["actor"]).memberships.order_by("role").first() if entry["actor"] else None
    return member.user if member else person("lead-presse")


def add_draft(page: Any, index: Page, author: Any) -> Any:
    """One draft with one revision by its author."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = author
    page.locale = index.locale
    added = Page.objects.get(pk=index.pk).add_child(instance=page)
    added.save_revision(user=author, clean=False)
    return added


def dye_of(region: str) -> str | None:
    found = Region.objects.filter(slug=region).first()
    return found.dye if found else None


def new_entries(entries: list[dict[str, Any]], model: type[Page]) -> Iterable[dict[str, Any]]:
    known = set(model.objects.values_list("slug", flat=True))
    return [entry for entry in entries if entry["slug"] not in known]


def topics(entry: dict[str, Any]) -> list[PageTopic]:
    return [PageTopic(topic=Topic.objects.get(slug=slug)) for slug in entry.get("topics", [])]


def month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def load_projects() -> None:
    for entry in new_entries(read("projects")["project"], ProjectPage):
        with transaction.atomic():
            _add_project(entry)


def _add_project(entry: dict[str, Any]) -> None:
    actor = Actor.objects.get(slug=entry["actor"])
    copy = entry.get("copy", {})
    page = ProjectPage(
        actor=actor,
        works_statewide=not entry["region"],
        place_name=entry["place"],
        started_on=month(entry["started"]),
        ended_on=month(entry["ended"]),
        campaign_until=date.fromisoformat(entry["campaign_until"]) if entry["campaign_until"] else None,
        advises_imitators=copy.get("advises", False),
        what_failed=copy.get("failed", ""),
        **{name: entry[name].strip() for name in PROJECT_FIELDS},
        **{
            name: copy.get(name, "")
            for name in ("costs", "staff", "legal_form", "evidence", "evidence_url", "materials")
        },
    )
    page.body = page.body.stream_block.to_python(stream(entry.get("body", [])))
    page.page_topics = topics(entry)
    page.page_target_groups = [
        PageTargetGroup(target_group=TargetGroup.objects.get(slug=slug)) for slug in entry["target_groups"]
    ]
    page.page_funding = [
        PageFunding(funding_source=FundingSource.objects.get(slug=slug)) for slug in entry.get("funding", [])
    ]
    page.partners = [ProjectPartner(actor=Actor.objects.get(slug=slug)) for slug in entry["partners"]]
    page.sought = [ProjectSought(kind=kind) for kind in entry["seeks"]]
    use_opening_picture(page, entry)
    add_draft(page, index_of(ProjectIndexPage, entry["region"]), author_of(entry))


PROJECT_FIELDS = (
    "slug",
    "title",
    "summary",
    "problem",
    "approach",
    "effect",
    "phase",
    "postcode",
    "website",
    "campaign_url",
)


def load_news() -> None:
    from actors.models import ContactPerson

    for entry in new_entries(read("news")["news"], NewsPage):
        with transaction.atomic():
            page = NewsPage(
                slug=entry["slug"],
                title=entry["title"],
                lead=entry["lead"].strip(),
                byline=entry.get("byline", ""),
                publish_date=date.fromisoformat(str(entry["published"])),
                actor=Actor.objects.filter(slug=entry["actor"]).first(),
            )
            page.body = page.body.stream_block.to_python(stream(entry.get("body", [])))
            page.page_topics = topics(entry)
            page.contact_links = [
                NewsContact(person=contact)
                for contact in ContactPerson.objects.filter(slug__in=entry.get("contacts", []))
            ]
            page.related_links = [
                NewsRelatedPage(related=related)
                for related in Page.objects.filter(slug__in=entry.get("related", []), locale=Locale.get_default())
            ]
            use_opening_picture(page, entry)
            add_draft(page, index_of(NewsIndexPage, entry["region"]), author_of(entry))


def use_opening_picture(page: Any, entry: dict[str, Any]) -> None:
    if entry.get("picture"):
        page.image = picture(entry["picture"], dye=dye_of(entry["region"]), actor=page.actor)
        page.image_alt = entry["picture"].get("alt", "")
        page.image_caption = entry["picture"].get("caption", "")
