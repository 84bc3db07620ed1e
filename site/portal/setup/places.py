"""Districts from the official keys, regions from the starting data."""

from django.db import transaction
from django.utils.text import slugify

from core import saxony
from core.models import District, Region, RegionText
from portal.setup.data import load


@transaction.atomic
def ensure_places() -> None:
    """Creates missing districts; creates the starting regions only where no region exists yet."""
    for district in saxony.districts():
        kind = District.Kind.CITY if district.kind == "Kreisfreie Stadt" else District.Kind.RURAL
        District.objects.get_or_create(
            ags=district.ags,
            defaults={"name": district.name, "slug": slugify(district.slug or district.name), "kind": kind},
        )
    if Region.objects.exists():
        return
    entries = load("regions")["region"]
    for order, entry in enumerate(entries):
        region = Region(name=entry["name"], slug=entry["slug"], dye=entry["dye"], sort_order=order)
        region.texts = [RegionText(language=code, name=title) for code, title in entry["title"].items()]
        region.save()
        District.objects.filter(ags__in=entry["districts"], region=None).update(region=region)
    by_slug = {region.slug: region for region in Region.objects.all()}
    for entry in entries:
        Region.objects.filter(slug=entry["slug"]).update(deputy=by_slug.get(entry["deputy"]))
