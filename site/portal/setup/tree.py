"""The pages that every language and every region has."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from core.models import Region
from home.models import HomePage, RegionPage
from portal.setup.data import load


def ensure_locales() -> None:
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


@transaction.atomic
def ensure_tree() -> None:
    """Home, indexes and one page per region in every language; existing pages are left as they are."""
    data = load("structure")
    root = Page.get_first_root_node()
    source_home: HomePage | None = None
    for code, _name in settings.LANGUAGES:
        locale = Locale.objects.get(language_code=code)
        home = _ensure_home(root, locale, data, source_home)
        source_home = source_home or home
        _ensure_indexes(home, source_home, locale, data)
        for region in Region.objects.prefetch_related("texts"):
            _ensure_region(home, source_home, locale, region, data)
    _ensure_site(source_home)


def _ensure_home(root: Page, locale: Locale, data: Any, source: HomePage | None) -> HomePage:
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is not None:
        return home
    _remove_welcome_page(root)
    entry = data["home"][locale.language_code]
    page = HomePage(**entry, locale=locale, router_title=data["router"][locale.language_code])
    return _add(root, page, source)


def _ensure_indexes(parent: Page, source_parent: Page, locale: Locale, data: Any) -> None:
    for entry in data["index"]:
        model = apps.get_model(entry["model"])
        if model.objects.child_of(parent).exists():
            continue
        source = model.objects.child_of(source_parent).first() if parent.pk != source_parent.pk else None
        _add(parent, model(**entry[locale.language_code], locale=locale), source)


def _ensure_region(home: HomePage, source_home: HomePage, locale: Locale, region: Region, data: Any) -> None:
    source = RegionPage.objects.child_of(source_home).filter(region=region).first()
    page = RegionPage.objects.child_of(home).filter(region=region).first()
    if page is None:
        text = region.text_in(locale.language_code)
        title = text.name if text else region.name
        page = _add(home, RegionPage(title=title, slug=region.slug, region=region, locale=locale), source)
    _ensure_indexes(page, source or page, locale, data)


def _add(parent: Page, page: Page, source: Page | None) -> Any:
    """Adds a public page, tied to its source in the first language."""
    if source is not None:
        page.translation_key = source.translation_key
    page.live = True
    # Read again: adding children changes the parent's row, which an older instance does not know.
    added = Page.objects.get(pk=parent.pk).add_child(instance=page)
    added.save_revision(changed=False)
    return added


def _remove_welcome_page(root: Page) -> None:
    """Wagtail's own first page stands where the portal's home belongs."""
    for page in root.get_children().exclude(content_type__app_label="home"):
        if page.specific_class is Page or page.specific_class is None:
            page.delete()


def _ensure_site(home: Any) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    if site.pk and site.root_page_id == home.pk:
        return
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
