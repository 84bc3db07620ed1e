"""What the page of one project shows, from its public row or from a draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actors.cards import contact_cards
from actors.models import Actor, ContactPerson, ContactPersonDistrict
from actors.page_content import read_content
from core.children import child_values
from core.funding import statements_of
from core.listing_words import in_sentence
from core.models import TargetGroup, Topic
from core.models.opening import pictures_in
from core.names import Name, names_by_id
from core.trail import breadcrumbs
from projects.cards import phase_stitches
from projects.models import ProjectPage, Sought
from projects.similar import similar_cards

CONTACTS = 3


def showcase(project: ProjectPage, request: HttpRequest) -> dict[str, Any]:
    """The context of the project's page, in a fixed number of queries."""
    index = project.get_parent()
    index_url = (index.get_url(request) or "") if index else ""
    chosen = child_values(
        project,
        page_topics="topic_id",
        page_target_groups="target_group_id",
        page_funding="funding_source_id",
        partners="actor_id",
        sought="kind",
    )
    topics = names_by_id(Topic, chosen["page_topics"])
    target_groups = names_by_id(TargetGroup, chosen["page_target_groups"])
    owner, partners = _organisations(project, chosen["partners"])
    contacts = contact_persons(project)
    similar = similar_cards(project, topics, target_groups, request)
    pictures = [card["image"] for card in similar]
    read_content(project, "image", "evidence_document", persons=contacts, pictures=pictures)
    return {
        "breadcrumbs": breadcrumbs(project, request),
        "kicker": " · ".join(topic.label for topic in topics[:2]),
        "labels": [
            *_filter_links(topics, "topic", index_url),
            *_filter_links(target_groups, "target_group", index_url),
        ],
        "phase": phase_stitches(project),
        "phase_names": ProjectPage.Phase.labels,
        "facts": facts(project, owner),
        "partners": partners,
        "sought": [str(Sought(kind).label) for kind in chosen["sought"]],
        "campaign": campaign_in_words(project),
        "funding": statements_of(chosen["page_funding"]),
        "contacts": contact_cards(contacts),
        "similar": similar,
        "for_whom": ", ".join(in_sentence(group.label) for group in target_groups),
        "index_url": index_url,
    }


def _filter_links(names: Sequence[Name], facet: str, index_url: str) -> list[dict[str, str]]:
    return [{"title": name.label, "url": f"{index_url}?{facet}={name.slug}"} for name in names]


def _organisations(project: ProjectPage, ids: Sequence[int]) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    """The owner and the partners; only public organisations are linked."""
    found = Actor.objects.in_bulk([*ids, *([project.actor_id] if project.actor_id else [])])
    owner = found.get(project.actor_id)
    partners = [_organisation(found[pk]) for pk in ids if pk in found]
    partners += [{"title": name.strip(), "url": ""} for name in project.other_partners.split(",") if name.strip()]
    return (_organisation(owner) if owner else None), partners


def _organisation(actor: Actor) -> dict[str, str]:
    return {"title": actor.name, "url": actor.get_absolute_url() if actor.live else ""}


def facts(project: ProjectPage, owner: dict[str, str] | None) -> list[dict[str, str]]:
    """The margin column, for `components/fact_list.html`."""
    district = project.district.name if project.district else ""
    place = [project.place_name, district if district != project.place_name else ""]
    if project.works_statewide:
        place.append(_("all over Saxony"))
    return [
        {"label": _("Organisation"), "value": owner["title"] if owner else "", "url": owner["url"] if owner else ""},
        {"label": _("Place"), "value": ", ".join(part for part in place if part)},
        {"label": _("Duration"), "value": duration_in_words(project.started_on, project.ended_on)},
        {"label": _("Website"), "value": project.website and bare_address(project.website), "url": project.website},
    ]


def bare_address(url: str) -> str:
    """An address as one would read it out."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def duration_in_words(start: date | None, end: date | None) -> str:
    """From when to when, in months."""
    words = {
        "start": date_format(start, "YEAR_MONTH_FORMAT") if start else "",
        "end": date_format(end, "YEAR_MONTH_FORMAT") if end else "",
    }
    if start and end:
        return _("%(start)s to %(end)s") % words
    if start:
        return _("since %(start)s") % words
    return _("until %(end)s") % words if end else ""


def campaign_in_words(project: ProjectPage) -> dict[str, str] | None:
    """Where a campaign stands, as text: the portal loads nothing from its pages."""
    if not project.campaign_url or not project.campaign_until:
        return None
    day = {"day": date_format(project.campaign_until, "DATE_FORMAT")}
    running = project.campaign_is_running
    return {
        "title": _("The campaign is running until %(day)s") % day
        if running
        else _("The campaign ended on %(day)s") % day,
        "url": project.campaign_url,
        "address": bare_address(project.campaign_url),
        "kind": "success" if running else "info",
    }


def contact_persons(project: ProjectPage) -> list[ContactPerson]:
    """Whom to ask: the organisation's own people, then those of the region, its district's first."""
    own = Q(actor_id=project.actor_id, actor__live=True) if project.actor_id else Q(pk__in=[])
    for_district = Exists(ContactPersonDistrict.objects.filter(person=OuterRef("pk"), district=project.district_id))
    people = ContactPerson.objects.filter(own | Q(on_team=True, region_id=project.region_id)).annotate(
        nearness=Case(
            When(own, then=Value(0)), When(for_district, then=Value(1)), default=Value(2), output_field=IntegerField()
        )
    )
    people = people.select_related("actor", "portrait")
    return list(people.order_by("nearness", "sort_order", "name")[:CONTACTS])


def review_facts(draft: ProjectPage) -> list[dict[str, str]]:
    """What a reviewer has to know beside the text: whose it is, where it belongs, whose pictures it shows."""
    images = [draft.image, *pictures_in(draft.body)]
    place_region = draft.district.region if draft.district and not draft.works_statewide else None
    return [
        {"label": _("Organisation"), "value": draft.actor.name if draft.actor else ""},
        {"label": _("Catalogue"), "value": draft.region.label if draft.region else _("All of Saxony")},
        {
            "label": _("The place lies elsewhere"),
            "value": place_region.label if place_region and place_region != draft.region else "",
        },
        *facts(draft, None)[1:],
        {"label": _("Phase"), "value": draft.get_phase_display()},
        {
            "label": _("Pictures"),
            "value": "; ".join(
                f"{image.credit}, {image.get_licence_display()}, {image.get_depicted_persons_display()}"
                for image in images
                if image
            ),
        },
    ]
