"""The page of one actor, for readers and as a preview of a draft."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from actors.cards import contact_cards, organisation_contact, topics_of
from actors.match_sources import related_actors
from actors.models import Actor, ContactPerson
from actors.relay.habits import public_habit
from core.cards import card_data, fetch_card_sizes
from core.models import Region, TargetGroup
from core.names import Name, name_of, names_by_id
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
        "topics": _labels(directory, "topic", topics_of(actor)),
        "target_groups": _labels(
            directory,
            "target_group",
            names_by_id(TargetGroup, [link.target_group_id for link in actor.actor_target_groups.all()]),
        ),
        "facts": _facts(actor, directory),
        "write_url": reverse("relay:write", args=["actor", actor.slug]) if actor.live and actor.slug else "",
        "habit": public_habit(actor),
        "related": related_actors(actor) if actor.pk and actor.live else [],
        "panels": _panels(actor),
        **_whom_to_ask(actor),
    }


def _whom_to_ask(actor: Actor) -> dict[str, Any]:
    """The organisation's people and its own number; where it names nobody, the people of its region."""
    people = contact_cards(actor.contact_persons.all()) if actor.pk else []
    contacts = [*people, *organisation_contact(actor)]
    of_region = [] if contacts else contact_cards(ContactPerson.objects.to_ask_in(actor.region))
    return {"contacts": contacts, "people_of_region": of_region}


def _labels(directory: str, facet: str, terms: list[Name]) -> list[dict[str, str]]:
    return [{"title": term.label, "url": f"{directory}?{facet}={term.slug}"} for term in terms]


def _facts(actor: Actor, directory: str) -> list[dict[str, str]]:
    address = ", ".join(part for part in (actor.street, f"{actor.postcode} {actor.city}".strip()) if part)
    region = name_of(Region, actor.region_id) or _("All of Saxony")
    slug = actor.region.slug if actor.region else "statewide"
    return [
        {"label": _("Kind"), "value": str(actor.get_kind_display()), "url": f"{directory}?kind={actor.kind}"},
        {"label": _("Region"), "value": region, "url": f"{directory}?region={slug}"},
        {"label": _("Address"), "value": address},
        {"label": _("Languages"), "value": actor.languages},
        {"label": _("Website"), "value": _without_scheme(actor.website), "url": actor.website},
    ]


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _panels(actor: Actor) -> list[dict[str, Any]]:
    """What the organisation has contributed, as far as the domains have registered something."""
    if not actor.pk:
        return []
    locale = Locale.objects.filter(language_code=get_language()).first() or Locale.get_default()
    found = []
    for name, panel in sorted(actor_panels.items(), key=lambda entry: entry[1].order):
        if items := panel.items(actor, locale, CARDS_PER_PANEL):
            found.append((name, panel, items))
    data = card_data(item for _name, _panel, items in found for item in items)
    cards = [panel.cards(items, data=data) for _name, panel, items in found]
    fetch_card_sizes(*cards)
    return [
        {"id": name, "panel": panel, "cards": shown} for (name, panel, _items), shown in zip(found, cards, strict=True)
    ]
