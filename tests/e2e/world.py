"""A small portal in which every kind of page has something to show and every step of a submission has been reached."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from actors.models import Actor, Invitation, RegionOffice
from core import gate, review
from core.models import District, FundingSource, PageFunding, Region
from home.models import HomePage, HomeRouterEntry, StandardPage
from news.models import NewsContact, NewsRelatedPage
from projects.models import ProjectPage, ProjectPartner, ProjectSought, Sought
from tests.e2e.body_blocks import every_block, make_document
from tests.e2e.member_world import add_memberships
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contact_person,
    make_contributor,
    make_event,
    make_event_date,
    make_funding_source,
    make_image,
    make_lead_editor,
    make_mentor,
    make_moderator,
    make_news,
    make_programme_lead,
    make_project,
    make_target_group,
    make_topic,
    make_user,
    publish,
    submit,
)
from tests.factories.sign_in import give_second_factor

TOKEN = "einladung-fuer-karla-neumann"
REQUEST = "Bitte sagen Sie, wer gezählt hat.\nBitte nennen Sie die Kosten."


@dataclass
class World:
    """What the examples point to. `people` are those who can be signed in."""

    people: dict[str, Any] = field(default_factory=dict)
    projects: dict[str, ProjectPage] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """The public address of an object."""
        found = self.objects[name]
        return str(found.get_absolute_url() if isinstance(found, Actor) or not hasattr(found, "url") else found.url)

    def of(self, view: str, project: str, *further: Any) -> str:
        """A member's page about a project."""
        return reverse(f"projects:{view}", args=[self.projects[project].pk, *further])

    def step(self, project: str, slug: str) -> str:
        return self.of("step", project, slug)

    def password_reset(self) -> str:
        person = self.people["newcomer"]
        key = default_token_generator.make_token(person)
        return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def build_world() -> World:
    world = build_public_world()
    _submissions(world)
    add_memberships(world)
    return world


def build_public_world() -> World:
    """Without the submissions: what readers see."""
    world = World()
    _network(world)
    _content(world)
    _standard_pages(world)
    return world


def _network(world: World) -> None:
    make_topic("Nachbarschaft und Teilhabe", "nachbarschaft")
    make_target_group("Ältere Menschen", "aeltere")
    make_funding_source("ESF Plus", "esf-plus", "Kofinanziert von der Europäischen Union.")
    _set(make_funding_source("Freistaat Sachsen", "sachsen", "Mitfinanziert aus Steuermitteln."), funds_platform=True)
    district = District.objects.get(slug="zwickau")
    agency = make_actor("chemnitz", kind="agency", name="Regionalagentur Chemnitz")
    agency.texts.update(role="Inhaltliche Leitung, Region Chemnitz")
    RegionOffice.objects.create(region=Region.objects.get(slug="chemnitz"), agency=agency)
    make_contact_person(agency, region=agency.region, on_team=True, portrait=make_image(400, 400))
    actor = make_actor(
        "chemnitz",
        name="Sozialpädagogischer Nachbarschaftshilfeverein Sonnenberg",
        image=make_image(),
        district=district,
        street="Hauptstraße 3",
        postcode="08056",
        city="Zwickau",
        website="https://verein.example.org/",
        email="verein@example.org",
        phone="0375 23125 100",
    )
    world.objects |= {"agency": agency, "actor": actor, "person": make_contact_person(actor)}
    world.objects["mentor"] = make_mentor(
        "chemnitz", name="Dr. Hannelore Großkopf-Lindenau", image=make_image(400, 400)
    )
    make_mentor("dresden")
    world.people = {
        "member": make_contributor(actor, first_name="Karla", last_name="Neumann"),
        "lead": make_actor_lead(actor, first_name="Ines", last_name="Marschner"),
        "moderator": make_moderator("chemnitz", first_name="Jonas", last_name="Wolf"),
        "stranger": make_moderator("leipzig", first_name="Edda", last_name="Kern"),
        "lead editor": make_lead_editor(first_name="Ruth", last_name="Seidel"),
        "newcomer": make_user(),
        "mentor": make_user(first_name="Gerda", last_name="Lohse"),
        "programme": make_programme_lead("chemnitz", first_name="Sören", last_name="Wieland"),
    }
    world.objects["tandem mentor"] = make_mentor(
        "chemnitz", name="Gerda Lohse", user=world.people["mentor"], capacity=20
    )
    for name in ("moderator", "stranger", "lead editor", "programme"):
        give_second_factor(world.people[name])
    RecoveryCodes.activate(world.people["moderator"])
    newcomer = world.people["newcomer"]
    newcomer.set_unusable_password()
    newcomer.save()
    for token, days in ((TOKEN, 14), ("abgelaufen", -1)):
        Invitation.objects.create(
            email=f"{token}@example.org",
            actor=actor,
            role="contributor",
            token_hash=Invitation.hash_of(token),
            invited_by=world.people["lead"],
            expires_at=timezone.now() + timedelta(days=days),
        )


def _content(world: World) -> None:
    plain = make_project("chemnitz", live=True, title="Kochen für alle", actor=world.objects["actor"])
    body = every_block(page=plain, person=world.objects["person"])
    picture = {"image": make_image(1200, 800), "image_alt": "Ein Hof voller Tische.", "image_caption": "Sommerfest"}
    full = make_project(
        "chemnitz",
        title="Nachbarschaftswerkstatt Donaudampfschifffahrt",
        actor=world.objects["actor"],
        body=body,
        started_on=timezone.localdate() - timedelta(days=400),
        website="https://werkstatt.example.org/",
        campaign_url="https://spenden.example.org/",
        campaign_until=timezone.localdate() + timedelta(days=30),
        other_partners="Stadtbibliothek, Wohnungsgenossenschaft",
        costs="Etwa 40 Euro je Abend.",
        staff="Zwei Hauptamtliche, zehn Ehrenamtliche.",
        legal_form="eingetragener Verein",
        evidence="counted",
        what_failed="Abende ohne Essen.",
        materials="Leitfaden und Formulare.",
        materials_licence="cc-by",
        advises_imitators=True,
        **picture,
    )
    full.sought = [ProjectSought(kind=kind) for kind in Sought.values]
    full.partners = [ProjectPartner(actor=world.objects["agency"])]
    full.page_funding = [PageFunding(funding_source=source) for source in FundingSource.objects.all()]
    full.evidence_document = make_document("bericht.pdf", b"%PDF-1.4")
    full.save_revision(clean=False)
    told = {"actor": world.objects["actor"], "body": body, **picture}
    story = make_news("chemnitz", title="Fünf Initiativen tun sich zusammen", byline="Jana Wirth", **told)
    story.contact_links = [NewsContact(person=world.objects["person"])]
    story.related_links = [NewsRelatedPage(related=plain)]
    story.save_revision(clean=False)
    programme = [
        {"type": "day", "value": {"title": "Donnerstag"}},
        {
            "type": "item",
            "value": {"time": "17:00", "title": "Ankommen", "text": "<p>Mit Suppe.</p>", "persons": "Team"},
        },
    ]
    course = make_event(
        "chemnitz",
        title="Wie fördert man Nachbarschaft?",
        programme=programme,
        attendance="hybrid",
        street="Markt 1",
        postcode="09599",
        online_note="Den Link erhalten Sie am Vortag.",
        registration_url="https://anmeldung.example.org/",
        access_notes="Stufenlos erreichbar.",
        dates=[make_event_date(20), make_event_date(27, all_day=True)],
        **told,
    )
    cancelled = make_event("chemnitz", live=True, status="cancelled", status_reason="Die Referentin ist erkrankt.")
    make_event("chemnitz", live=True, dates=[make_event_date(-20)])
    for region in ("chemnitz", "dresden", None):
        make_news(region, live=True)
        make_project(region, live=True)
        make_event(region, live=True)
    world.objects |= {
        "project": publish(full),
        "plain project": plain,
        "story": publish(story),
        "event": publish(course),
        "cancelled event": cancelled,
    }


def _standard_pages(world: World) -> None:
    home = HomePage.objects.get(locale=Locale.get_default(), depth=2)
    target = world.objects["project"]
    home.intro = "Eine Plattform für alle, die in Sachsen etwas anders machen wollen."
    home.router_entries = [
        HomeRouterEntry(label="Ich habe eine Idee", hint="Wir sagen, wer hilft.", target=target),
        HomeRouterEntry(label="Ich suche Mitstreiter", path=reverse("actors:directory")),
    ]
    home.save()
    world.objects["home"] = home
    for kind in StandardPage.Kind.values:
        page = StandardPage(title=f"Seite der Art {kind}", slug=kind, kind=kind, summary="Kurz gesagt.", in_footer=True)
        page.body = every_block(page=target, person=world.objects["person"]) if kind == "plain" else "[]"
        added = HomePage.objects.get(pk=home.pk).add_child(instance=page)
        added.save_revision().publish()
        world.objects[f"page {kind}"] = added
    closed = HomePage.objects.get(pk=home.pk).add_child(instance=StandardPage(title="Intern", slug="intern"))
    world.objects["closed page"] = closed
    world.objects["page restriction"] = PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.PASSWORD, password="Kennwort"
    )
    collection = Collection.get_first_root_node().add_child(name="Intern")
    world.objects["collection restriction"] = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="Kennwort"
    )


def _submissions(world: World) -> None:
    """One project of the member in every state."""
    member, lead, moderator = (world.people[name] for name in ("member", "lead", "moderator"))
    actor = world.objects["actor"]

    def drafted(name: str, **fields: Any) -> ProjectPage:
        picture = make_image(collection=actor.collection, uploaded_by_user=member)
        fields = {"title": f"Projekt: {name}", "actor": actor, "user": member, "image": picture, **fields}
        world.projects[name] = make_project("chemnitz", image_alt="Ein Hof voller Tische.", **fields)
        return world.projects[name]

    def decided(name: str, action: str, **words: str) -> None:
        state = submit(drafted(name), lead)
        shown = gate.shown_token(world.projects[name].get_latest_revision())
        review.decide(task_state=state, user=moderator, action=action, shown=shown, **words)

    drafted("empty", summary="", problem="", approach="", effect="", image=None)
    drafted("draft")
    world.objects["open review"] = submit(drafted("with the organisation"), member)
    world.objects["regional review"] = submit(drafted("with the region"), lead)
    decided("changes requested", review.REQUEST_CHANGES, comment=REQUEST)
    decided("rejected", review.REJECT, comment="Das ist eine Anzeige.", reason="advertising")
    decided("public", review.APPROVE)
    world.objects["review of a correction"] = submit(drafted("corrected"), lead)
    _corrected_by(world.projects["corrected"], moderator)
    decided("public with an edit", review.APPROVE)
    edited = ProjectPage.objects.get(pk=world.projects["public with an edit"].pk)
    _corrected_by(edited, member)
    world.objects["review of an edit"] = submit(edited, member)


def _corrected_by(project: ProjectPage, user: Any) -> None:
    draft = project.get_latest_revision_as_object()
    draft.effect = "Gezählt hat die Hochschule."
    draft.save_revision(user=user, clean=False)


def _set(row: Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
