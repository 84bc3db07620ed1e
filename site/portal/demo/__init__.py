"""Demo content: what exists is left alone, what is missing is added."""

from collections.abc import Callable
from typing import Any


def load_demo(report: Callable[[str], None] = lambda _name: None) -> None:
    """Load everything that is missing; `report` is told each part's name before it begins."""
    from core.models import OutboxMessage
    from events.models import EventPage
    from news.models import NewsPage
    from portal.demo import (
        advice,
        board,
        dates,
        desk,
        front,
        journeys,
        messages,
        network,
        pages,
        people,
        tandems,
        translations,
    )
    from portal.demo.content import read
    from projects.models import ProjectPage

    had_mail = OutboxMessage.objects.exists()
    kinds = (
        (ProjectPage, read("projects")["project"], pages.load_projects),
        (NewsPage, read("news")["news"], pages.load_news),
        (EventPage, read("events")["event"], dates.load_events),
    )
    report("Terms and organisations")
    network.load_terms()
    network.load_actors()
    report("People")
    people.load_people()
    network.publish_actors()
    network.load_contact_persons()
    network.load_offices()
    report("Mentors")
    network.load_mentors()
    report("Standard pages and regions")
    front.load_standard_pages()
    front.load_region_texts()
    for model, entries, load in kinds:
        report(str(model._meta.verbose_name_plural))
        load()
        translations.add_simple_summaries(model, entries)
        for page, entry in _pages_of(model, entries):
            if entry.get("state", "live") in journeys.LIVE_STATES:
                journeys.make_public(page)
    front.fill_standard_pages()
    report("Translations")
    for model, entries, _load in kinds:
        translations.translate_all(model, entries)
    if not had_mail:
        # Mail about content that was always there would bury what the reviews below have to say.
        OutboxMessage.objects.all().delete()
    report("Reviews")
    for model, entries, _load in kinds:
        for page, entry in _pages_of(model, entries):
            journeys.travel(page, {"state": "live", **entry})
    desk.load_desk()
    desk.load_packages()
    desk.load_questions()
    report("Offers and needs")
    board.load_board()
    report("Messages")
    messages.load_conversations()
    report("Mentor programme")
    tandems.load_tandems()
    report("Advice")
    advice.load_advice()


def _pages_of(model: Any, entries: list[dict]) -> list[tuple]:
    from wagtail.models import Locale

    found = {page.slug: page for page in model.objects.filter(locale=Locale.get_default())}
    return [(found[entry["slug"]], entry) for entry in entries if entry["slug"] in found]
