"""The page of one actor, for readers and as a preview of a draft."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from actors.cards import contact_cards, organisation_contact
from actors.models import Actor, ContactPerson
from core.registries import actor_panels
from core.trail import trail_from_home

CARDS_PER_PANEL = 3


def actor_page(actor: Actor) -> dict[str, Any]:
    """Everything the page shows; works on a draft that exists only in memory."""
    directory = reverse("actors:directory")
    return {
        "actor": actor,
        "breadcrumbs": trail_from_home((_("Actors"), directory), (actor.name, "")),
        "kicker": " · ".join(part for part in (actor.get_kind_display(), actor.place) if part),
        "topics": _labels(directory, "topic", [link.topic for link in actor.actor_topics.all()]),
        "target_groups": _labels(
            directory, "target_group", [link.target_group for link in actor.actor_target_groups.all()]
        ),
        "facts": _facts(actor, directory),
        "panels": _panels(actor),
        **_whom_to_ask(actor),
    }


def _whom_to_ask(actor: Actor) -> dict[str, Any]:
    """The organisation's people and its own number; where it names nobody, the people of its region."""
    people = contact_cards(actor.contact_persons.all()) if actor.pk else []
    contacts = [*people, *organisation_contact(actor)]
    of_region = [] if contacts else contact_cards(ContactPerson.objects.to_ask_in(actor.region))
    return {"contacts": contacts, "people_of_region": of_region}


def _labels(directory: str, facet: str, terms: list[Any]) -> list[dict[str, str]]:
    return [{"title": term.label, "url": f"{directory}?{facet}={term.slug}"} for term in terms]


def _facts(actor: Actor, directory: str) -> list[dict[str, str]]:
    address = ", ".join(part for part in (actor.street, f"{actor.postcode} {actor.city}".strip()) if part)
    region = actor.region.label if actor.region else _("All of Saxony")
    slug = actor.region.slug if actor.region else "statewide"
    return [
        {"label": _("Kind"), "value": str(actor.get_kind_display()), "url": f"{directory}?kind={actor.kind}"},
        {"label": _("Region"), "value": region, "url": f"{directory}?region={slug}"},
        {"label": _("Address"), "value": address},
        {"label": _("Website"), "value": _without_scheme(actor.website), "url": actor.website},
    ]


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _panels(actor: Actor) -> list[dict[str, Any]]:
    """What the organisation has contributed, as far as the domains have registered something."""
    if not actor.pk:
        return []
    locale = Locale.objects.filter(language_code=get_language()).first() or Locale.get_default()
    panels = []
    for name, panel in sorted(actor_panels.items(), key=lambda entry: entry[1].order):
        if cards := panel.cards(actor, locale, CARDS_PER_PANEL):
            panels.append({"id": name, "panel": panel, "cards": cards})
    return panels
