"""Standard pages, the signpost of the home pages and the regions' introductions, in every language the files have."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page

from core.models import IndexPage
from events.models import EventIndexPage
from home.models import HomePage, HomeRouterEntry, RegionPage, StandardPage
from news.models import NewsIndexPage
from portal.demo.blocks import stream
from portal.demo.content import LANGUAGE_TABLES, read
from projects.models import ProjectIndexPage

STANDARD_KINDS = {
    "ueber-die-plattform": StandardPage.Kind.ABOUT,
    "kontakt": StandardPage.Kind.CONTACT,
    "beratung": StandardPage.Kind.ADVICE,
}
FOOTER = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "foerderung")
INDEXES: dict[str, type[IndexPage]] = {
    "projects": ProjectIndexPage,
    "news": NewsIndexPage,
    "events": EventIndexPage,
}
ROUTES = {"actors": "actors:directory", "mentors": "mentoring:directory", "submit": "projects:start"}
LANGUAGES = {"": "de", **LANGUAGE_TABLES}


@transaction.atomic
def load_standard_pages() -> None:
    """The pages without their bodies: other content links to them, and they link to other content."""
    known = set(StandardPage.objects.values_list("slug", flat=True))
    for entry in read("pages")["page"]:
        if entry["slug"] in known:
            continue
        source: StandardPage | None = None
        for table, code in LANGUAGES.items():
            words = entry.get(table) if table else entry
            if words:
                added = _add(entry, words, Locale.objects.get(language_code=code), source)
                source = source or added


def _add(entry: dict[str, Any], words: dict[str, Any], locale: Locale, source: StandardPage | None) -> StandardPage:
    home = HomePage.objects.get(locale=locale, depth=2)
    page = StandardPage(
        slug=entry["slug"],
        title=words["title"],
        summary=words.get("summary", "").strip(),
        kind=STANDARD_KINDS.get(entry["slug"], StandardPage.Kind.PLAIN),
        in_footer=entry["slug"] in FOOTER,
        locale=locale,
        live=True,
    )
    if source is not None:
        page.translation_key = source.translation_key
    return Page.objects.get(pk=home.pk).add_child(instance=page)


@transaction.atomic
def fill_standard_pages() -> None:
    """Bodies of the standard pages and signposts of the home pages, unless somebody has written them already."""
    data = read("pages")
    for entry in data["page"]:
        for table, code in LANGUAGES.items():
            words = entry.get(table) if table else entry
            page = StandardPage.objects.filter(slug=entry["slug"], locale__language_code=code).first()
            if words and page is not None and not page.body:
                page.body = page.body.stream_block.to_python(stream(words.get("body", [])))
                _keep(page)
    for code, words in ((code, data["home"].get(table or "de")) for table, code in LANGUAGES.items()):
        home = HomePage.objects.filter(locale__language_code=code, depth=2).first()
        if words and home is not None and not home.router_entries.exists():
            _fill_home(home, words, code)


def _fill_home(home: HomePage, words: dict[str, Any], code: str) -> None:
    home.headline = words.get("headline", words.get("hero_title", home.headline))
    home.intro = words.get("intro", home.intro)
    home.router_title = words.get("router_title", home.router_title)
    home.router_entries = [_router_entry(entry, home, code) for entry in words.get("router", [])]
    _keep(home)


def _router_entry(entry: dict[str, Any], home: HomePage, code: str) -> HomeRouterEntry:
    """A page in the home's language, else in the first language; or an address of the site."""
    name, _question, query = entry["target"].partition("?")
    router_entry = HomeRouterEntry(label=entry["label"], hint=entry.get("hint", ""))
    if name in ROUTES:
        with override(code):
            router_entry.path = reverse(ROUTES[name])
    elif name in INDEXES:
        index = INDEXES[name].objects.child_of(home).get()
        router_entry.path = f"{index.url}?{query}" if query else index.url
    else:
        pages = StandardPage.objects.filter(slug=name)
        router_entry.target = (
            pages.filter(locale=home.locale).first() or pages.filter(locale=Locale.get_default()).first()
        )
    return router_entry


@transaction.atomic
def load_region_texts() -> None:
    """Introductions of the region pages, unless somebody has written them already."""
    for entry in read("regions")["region"]:
        for table, code in LANGUAGES.items():
            words = entry.get(table) if table else entry
            page = RegionPage.objects.filter(region__slug=entry["slug"], locale__language_code=code).first()
            if words and page is not None and not page.intro:
                page.intro = "".join(f"<p>{line}</p>" for line in words["intro"].strip().split("\n") if line)
                _keep(page)


def _keep(page: Any) -> None:
    page.save()
    page.save_revision(changed=False)
