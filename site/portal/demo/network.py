"""Terms, regions, organisations, contact persons and mentors of the demo."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from actors.models import (
    Actor,
    ActorLanguage,
    ActorTargetGroup,
    ActorText,
    ActorTopic,
    ContactPerson,
    ContactPersonDistrict,
    ContactPersonText,
    RegionOffice,
)
from core import gate
from core.models import (
    Decision,
    District,
    FundingSource,
    FundingSourceText,
    Region,
    TargetGroup,
    TargetGroupText,
    Topic,
    TopicText,
)
from mentoring.models import (
    Intake,
    Language,
    Mentor,
    MentorAccess,
    MentorFormat,
    MentorLanguage,
    MentorText,
    MentorTopic,
)
from portal.demo.content import read, texts
from portal.demo.people import account_of
from portal.demo.pictures import picture

# The funding that pays for the platform itself and stands in every footer.
PLATFORM_FUNDING = ("esf-plus", "freistaat-sachsen-haushalt")
LEAD_AGENCY = "landeskoordination"


@transaction.atomic
def load_terms() -> None:
    for order, entry in _new(read("topics")["topic"], Topic):
        topic = Topic(slug=entry["slug"], sort_order=order)
        topic.texts = texts(entry, TopicText, "name", "description")
        topic.save()
    for order, entry in _new(read("target_groups")["target_group"], TargetGroup):
        group = TargetGroup(slug=entry["slug"], sort_order=order)
        group.texts = texts(entry, TargetGroupText, "name")
        group.save()
    for order, entry in _new(read("funding_sources")["funding_source"], FundingSource):
        source = FundingSource(
            slug=entry["slug"],
            sort_order=order,
            website=entry.get("website", ""),
            shows_eu_emblem=entry.get("emblem") == "eu",
            funds_platform=entry["slug"] in PLATFORM_FUNDING,
        )
        source.texts = [
            FundingSourceText(language=row.language, name=row.name, statement=statement)
            for row, statement in zip(texts(entry, FundingSourceText, "name"), _statements(entry), strict=True)
        ]
        source.save()


def _statements(entry: dict[str, Any]) -> list[str]:
    tables = [entry[table] for table in ("en", "hsb", "simple") if table in entry]
    return [entry["sentence"], *(table.get("sentence", "") for table in tables)]


def load_actors() -> None:
    """Organisations become public as any other: through the gate, approved by a lead editor."""
    for _order, entry in _new(read("actors")["actor"], Actor):
        with transaction.atomic():
            actor = Actor(
                region=_by_slug(Region, entry["region"]),
                district=District.objects.filter(ags=entry["district"]).first(),
                **{name: entry.get(name, "") for name in ACTOR_FIELDS},
            )
            actor.texts = texts(entry, ActorText, "summary", "description", "role", "reachable_for")
            actor.actor_languages = [ActorLanguage(language=code) for code in entry.get("languages", ["de"])]
            actor.actor_topics = [ActorTopic(topic=Topic.objects.get(slug=slug)) for slug in entry["topics"]]
            actor.actor_target_groups = [
                ActorTargetGroup(target_group=TargetGroup.objects.get(slug=slug)) for slug in entry["target_groups"]
            ]
            actor.save()
            actor.save_revision(clean=False)


ACTOR_FIELDS = ("slug", "name", "kind", "street", "postcode", "city", "website", "email", "phone")


def publish_actors() -> None:
    _publish_all(Actor.objects.filter(live=False, first_published_at=None))


@transaction.atomic
def load_contact_persons() -> None:
    for order, entry in _new(read("contact_persons")["person"], ContactPerson):
        actor = Actor.objects.get(slug=entry["actor"])
        person = ContactPerson(
            slug=entry["slug"],
            name=entry["name"],
            actor=actor,
            region=_by_slug(Region, entry["region"]),
            phone=entry["phone"],
            email=entry["email"],
            languages=", ".join(entry["languages"]),
            on_team=actor.is_agency,
            sort_order=order,
        )
        person.texts = texts(entry, ContactPersonText, "function")
        person.person_districts = [
            ContactPersonDistrict(district=District.objects.get(ags=ags)) for ags in entry["districts"]
        ]
        person.save()


@transaction.atomic
def load_offices() -> None:
    for entry in read("regions")["region"]:
        region = Region.objects.get(slug=entry["slug"])
        RegionOffice.objects.get_or_create(region=region, defaults={"agency": Actor.objects.get(slug=entry["agency"])})
    lead = Actor.objects.filter(slug=LEAD_AGENCY).first()
    if lead is not None:
        RegionOffice.objects.get_or_create(region=None, defaults={"agency": lead})


def load_mentors() -> None:
    """Mentors become public through the gate; portraits are woven, for nobody of them exists."""
    languages = {str(name).casefold(): code for code, name in GERMAN_LANGUAGE_NAMES.items()}
    for _order, entry in _new(read("mentors")["mentor"], Mentor):
        with transaction.atomic():
            mentor = Mentor(
                slug=entry["slug"],
                name=entry["name"],
                user=account_of(entry["name"], entry["slug"]),
                region=_by_slug(Region, entry["region"]),
                capacity=entry["capacity"],
                intake=Intake.PAUSED if entry["paused"] else Intake.OPEN,
            )
            mentor.texts = texts(entry, MentorText, "headline", "experience", "availability")
            mentor.mentor_topics = [MentorTopic(topic=Topic.objects.get(slug=slug)) for slug in entry["topics"]]
            mentor.mentor_languages = [
                MentorLanguage(language=languages.get(name.casefold(), name)) for name in entry["languages"]
            ]
            mentor.mentor_formats = [MentorFormat(format=name) for name in entry["formats"]]
            mentor.mentor_access = [MentorAccess(access=name) for name in entry["access"]]
            if entry.get("picture"):
                mentor.image = picture(entry["picture"])
            mentor.save()
            mentor.save_revision(clean=False)
    _publish_all(Mentor.objects.filter(live=False, first_published_at=None))


GERMAN_LANGUAGE_NAMES = {
    Language.GERMAN: "Deutsch",
    Language.ENGLISH: "Englisch",
    Language.SORBIAN: "Obersorbisch",
    Language.POLISH: "Polnisch",
    Language.CZECH: "Tschechisch",
    Language.UKRAINIAN: "Ukrainisch",
    Language.RUSSIAN: "Russisch",
    Language.ARABIC: "Arabisch",
    Language.DARI: "Dari",
    Language.TURKISH: "Türkisch",
    Language.VIETNAMESE: "Vietnamesisch",
    Language.FRENCH: "Französisch",
    Language.SPANISH: "Spanisch",
}


def _publish_all(objects: Any) -> None:
    """Approve and publish drafts as a lead editor who has not written them."""
    approver = get_user_model().objects.filter(groups__name="Leitung").order_by("pk").first()
    for obj in objects:
        with transaction.atomic():
            revision = obj.get_latest_revision()
            gate.record(Decision.Kind.APPROVED, obj, revision=revision, user=approver)
            revision.publish(user=approver, skip_permission_checks=True)


def _new(entries: list[dict[str, Any]], model: Any) -> list[tuple[int, dict[str, Any]]]:
    known = set(model.objects.values_list("slug", flat=True))
    return [(order, entry) for order, entry in enumerate(entries) if entry["slug"] not in known]


def _by_slug(model: Any, slug: str) -> Any:
    return model.objects.get(slug=slug) if slug else None
