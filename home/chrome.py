"""The frame of every page in one language, read from the page tree, the partners and the funding; four queries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from actors.models import Actor
from core.context import Frame, Place, RegionFrame, register_frame
from core.funding import statements
from core.models import FundingSource, IndexPage
from core.models.texts import in_language
from core.page_queryset import is_restricted
from core.routing import know_page_types
from core.sitemaps import lists as sitemap_lists
from home.models import HomePage, RegionPage, StandardPage

CONTACT_ANCHOR = "kontakt"


def build_frame(language: str) -> Frame:
    """Everything that header and footer show in this language."""
    know_page_types()
    pages = list(_pages(language))
    home = next((page for page in pages if page.specific_class is HomePage), None)
    if home is None:
        return Frame(home_url=reverse("wagtail_serve", args=[""]))
    home_url = home.url or "/"
    contact = next((page for page in pages if page.standard_kind == StandardPage.Kind.CONTACT), None)
    return Frame(
        home_url=home_url,
        account_url=_address("members:overview"),
        contact_url=contact.url if contact else f"{home_url}#{CONTACT_ANCHOR}",
        nav=tuple(_lists_below(home, pages)),
        further=tuple(_further(home, pages)),
        regions=tuple(
            RegionFrame(page.title, page.url, page.region_dye, page.own_region_id, tuple(_lists_below(page, pages)))
            for page in pages
            if page.specific_class is RegionPage
        ),
        footer_links=tuple(Place(page.title, page.url) for page in pages if page.in_footer),
        partners=tuple(_partners(language)),
        funding=tuple(statements(FundingSource.objects.filter(funds_platform=True), language)),
    )


def _address(name: str) -> str:
    """Empty where a part of the site is switched off."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _pages(language: str) -> Any:
    """The upper levels of a language's tree, and the standard pages that the frame needs from below."""
    needed = Q(depth__lte=4) | Q(standardpage__in_footer=True) | Q(standardpage__kind=StandardPage.Kind.CONTACT)
    return (
        Page.objects.live()
        .exclude(is_restricted())
        .filter(needed, locale__language_code=language, depth__gt=1)
        .select_related("locale")
        .annotate(
            own_region_id=F("regionpage__region_id"),
            region_dye=F("regionpage__region__dye"),
            standard_kind=F("standardpage__kind"),
            in_footer=F("standardpage__in_footer"),
        )
        .order_by("path")
    )


def _lists_below(parent: Page, pages: Iterable[Any]) -> Iterable[Place]:
    for page in pages:
        if page.depth == parent.depth + 1 and page.path.startswith(parent.path):
            model = page.specific_class
            if model is not None and issubclass(model, IndexPage):
                yield Place(page.title, page.url, model._meta.label_lower)


def _further(home: Page, pages: Iterable[Any]) -> Iterable[Place]:
    """Directories, and pages of text that lead editors put into the menu."""
    yield Place(_("Network"), reverse("actors:directory"))
    yield Place(_("Offers and needs"), reverse("board:index"))
    yield Place(_("Mentoring"), reverse("mentoring:directory"))
    for page in pages:
        if page.specific_class is StandardPage and page.show_in_menus and page.depth == home.depth + 1:
            yield Place(page.title, page.url)


def _partners(language: str) -> Iterable[dict[str, str]]:
    """The agencies that carry the platform."""
    partners = Actor.objects.partners().prefetch_related(None)
    rows = partners.values("pk", "name", "slug", "texts__language", "texts__role")
    for row in in_language(rows, language, "texts__role"):
        url = reverse("actors:detail", args=[row["slug"]])
        yield {"name": row["name"], "role": row["texts__role"] or "", "url": url}


def connect() -> None:
    """Build frames here."""
    register_frame(build_frame)
    for name in ("actors:directory", "board:index", "mentoring:directory"):
        sitemap_lists.register(name, name)
