"""No address of the editing interface tells staff of another region about a draft: no title, no person, no state."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.models import EditingSession
from wagtail.models import GroupPagePermission, Locale, Page, Task
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import ConfirmedContact
from actors.members.models import ActorClaim
from actors.models import Actor
from core.aftercare.care import care_of
from core.models import Decision, OutboxMessage, PortalDocument
from core.packages.models import Package, PackageItem
from mentoring.models import Mentor
from mentoring.tandems.models import Match, Problem
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectPage
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contact_person,
    make_contributor,
    make_editor,
    make_image,
    make_lead_editor,
    make_mentor,
    make_moderator,
    make_news,
    make_project,
    make_user,
    region_index,
    submit,
)

pytestmark = pytest.mark.django_db

SECRET = "Geheimsache"
# Found by a search for its beginning, which the page may print again.
QUERY = "Geheims"
# They raise on purpose, end the session, or lead to the sign-in.
LEFT_OUT = re.compile(r"^/cms/(failwhale|logout|login|password_reset)/")
REVISIONS = r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")

World = dict[str, list[Any]]


@pytest.fixture
def world() -> World:
    """A region at work, everything in it named by the secret: the values of each argument of an address."""
    actor = make_actor("chemnitz")
    author = make_contributor(actor, first_name=SECRET)
    lead = make_actor_lead(actor, first_name=SECRET)
    editor = make_editor("chemnitz", first_name=SECRET)
    image = make_image(collection=actor.collection, title=f"{SECRET} Bild")
    document = PortalDocument.objects.create(
        title=f"{SECRET} Liste", file=ContentFile(b"x", f"{SECRET}.pdf"), collection=actor.collection
    )
    project = make_project("chemnitz", user=author, actor=actor, title=f"{SECRET} Projekt", image=image)
    state = submit(project, lead)
    news = make_news("chemnitz", user=editor, title=f"{SECRET} Meldung")
    NewsPage.objects.filter(pk=news.pk).update(locked=True, locked_by=editor, locked_at=timezone.now())
    drafts = [make("chemnitz", live=False, name=f"{SECRET} Entwurf") for make in (make_actor, make_mentor)]
    for draft in drafts:
        submit(draft, editor)
    person = make_contact_person(drafts[0], name=f"{SECRET} Person")
    source, _created = TranslationSource.update_or_create_from_instance(news)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    session = EditingSession.objects.create(
        user=editor, content_object=project, last_seen_at=timezone.now(), is_editing=True
    )
    claim = ActorClaim.objects.create(actor=drafts[0], user=make_user(first_name=SECRET), note=SECRET)
    package = Package.objects.create(title=SECRET, created_by=editor)
    package.regions.add(project.region)
    item = PackageItem.objects.create(package=package, page_id=news.pk, region=news.region, added_by=editor)
    match, problem = _tandem(project.region)
    pages = [project.pk, news.pk]
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "pk"), pages),
        "task_state_id": [state.pk],
        "workflow_state_id": [state.workflow_state_id],
        "task_id": [state.task_id],
        "workflow_pk": [state.workflow_state.workflow_id],
        "revision_id": [ProjectPage.objects.get(pk=project.pk).latest_revision_id],
        "image_id": [image.pk],
        "document_id": [document.pk],
        "doc_id": [document.pk],
        "collection_id": [actor.collection_id],
        "translation_source_id": [source.pk],
        "translation_id": [translation.pk],
        "session_id": [session.pk],
        "care_id": [care_of(subject).pk for subject in (project, news, *drafts)],
        "claim_id": [claim.pk],
        "item_id": [item.pk],
        "problem_id": [problem.pk],
        "mentoring": [match.pk],
        "tandems": [match.pk],
        "decision_id": [Decision.objects.about(project).latest("pk").pk],
        "packages": [package.pk],
        "object_id": pages,
        "actor": [drafts[0].pk],
        "mentor": [drafts[1].pk],
        "contactperson": [person.pk],
        "images": [image.pk],
        "documents": [document.pk],
        "collections": [actor.collection_id],
        "users": [author.pk, editor.pk],
        "mail": list(OutboxMessage.objects.values_list("pk", flat=True)[:1]),
        "tasks": list(Task.objects.values_list("pk", flat=True)[:1]),
    }


def _tandem(region: Any) -> tuple[Match, Problem]:
    """Somebody waits for a mentor, and has told the team of a problem."""
    contact = ConfirmedContact.objects.create(email="geheim@example.org")
    day = timezone.localdate()
    match = Match.objects.create(
        contact=contact, name=SECRET, project=SECRET, goal=SECRET, region=region, state="seeking", due_on=day, remind_on=day
    )  # fmt: skip
    return match, Problem.objects.create(match=match, side="mentee", text=SECRET)


# Arguments that name no object.
WORDS = {
    "action_name": ["approve"],
    "mode": ["default"],
    "filter_spec": ["original"],
    "uploaded_file_id": ["1"],
    "uploaded_image_id": ["1"],
    "redirect_id": ["1"],
    "string_segment_id": ["1"],
    "overridable_segment_id": ["1"],
    "uidb64": ["x"],
    "token": ["x"],
}
# Several words that only go together.
MODELS = {
    ("app_label", "model_name"): [
        ("wagtailcore", "page"),
        ("projects", "projectpage"),
        ("actors", "actor"),
        ("mentoring", "mentor"),
        ("core", "portalimage"),
        ("core", "portaldocument"),
        ("accounts", "user"),
    ],
    ("app_name", "model_name"): [("projects", "projectpage"), ("core", "portalimage")],
    ("content_type_app_name", "content_type_model_name"): [("projects", "projectpage"), ("news", "newspage")],
}


def templates() -> Iterator[str]:
    """Every path below the editing interface with its arguments."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            form = str(entry.pattern)
            if isinstance(entry.pattern, RegexPattern):
                form = form.replace(REVISIONS, "earliest...latest").strip("^$")
            if isinstance(entry, URLResolver):
                yield from walk(entry, prefix + form)
            else:
                yield prefix + form

    paths = {path for path in walk(get_resolver(), "/") if path.startswith("/cms/") and ".*" not in path}
    yield from sorted(path for path in paths if not LEFT_OUT.match(path))


def addresses(template: str, world: World) -> Iterator[str]:
    """The path with every value of its arguments. An argument nobody has thought of fails."""
    names = [first or second for first, second in ARGUMENT.findall(template)]
    kind = next((word for word in reversed(template.split("/")) if word in world), "pk")
    choices: list[list[dict[str, Any]]] = []
    for pair, values in MODELS.items():
        if set(pair) <= set(names):
            choices.append([dict(zip(pair, value, strict=True)) for value in values])
            names = [name for name in names if name not in pair]
    for name in names:
        values = world[kind] if name in ("pk", "instance_pk") else _actions(name) or WORDS.get(name) or world[name]
        choices.append([{name: value} for value in values])
    for combination in product(*choices):
        given = {name: value for part in combination for name, value in part.items()}
        yield ARGUMENT.sub(lambda match, given=given: str(given[match[1] or match[2]]), template)


def _actions(name: str) -> list[str]:
    actions = "publish unpublish delete move add_tags add_to_collection set_active_state assign_role"
    return actions.split() if name == "action" else []


def told(client: Client, method: str, address: str, world: World) -> str:
    """Everything the answer says, and what it leaves for the next page to say."""
    ids = [pk for kind in ("page_id", "actor", "mentor", "image_id", "document_id", "users") for pk in world[kind]]
    address += "?" + urlencode({"q": QUERY, "id": ids}, doseq=True)
    response = getattr(client, method)(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    words = [str(message) for message in get_messages(response.wsgi_request)]
    return " ".join([body.decode("utf-8", "replace"), response.get("Location", ""), *words])


def kept() -> Any:
    """Everything that a request could have changed."""
    rows = [list(model.objects.order_by("pk").values()) for model in (ProjectPage, NewsPage, Actor, Mentor)]
    return rows, Decision.objects.count(), EditingSession.objects.count()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_tells_a_moderator_of_another_region(method: str, world: World, staff_client: Any) -> None:
    client, before = staff_client(make_moderator("leipzig")), kept()
    client.raise_request_exception = False
    tried = 0
    for template in templates():
        for address in addresses(template, world):
            tried += 1
            assert SECRET not in told(client, method, address, world), address
    assert tried > 250
    assert kept() == before


def test_the_same_addresses_tell_a_lead_editor(world: World, staff_client: Any) -> None:
    """Or the test above would look for something that is never there."""
    client = staff_client(make_lead_editor())
    for name, arguments in (
        ("wagtailadmin_pages:confirm_workflow_cancellation", world["page_id"][:1]),
        ("wagtailadmin_pages:move_confirm", [world["page_id"][1], _elsewhere()]),
        ("wagtailadmin_choose_page_child", world["page_id"][:1]),
        ("wagtailadmin_choose_page_chosen_multiple", []),
        ("wagtailadmin_explore", [_parent(world)]),
        ("wagtailadmin_reports:locked_pages", []),
        ("wagtailadmin_reports:workflow", []),
    ):
        said = told(client, "get", reverse(name, args=arguments), world)
        assert SECRET in said or name.endswith("cancellation"), name
        assert "no_confirmation_needed" not in said, name


def _elsewhere() -> int:
    return region_index(NewsIndexPage, "leipzig").pk


def _parent(world: World) -> int:
    return ProjectPage.objects.get(pk=world["page_id"][0]).get_parent().pk


@pytest.mark.parametrize("name", ["confirm_workflow_cancellation", "move_confirm"])
def test_whether_a_foreign_draft_is_in_review_is_not_told(name: str, world: World, staff_client: Any) -> None:
    client = staff_client(make_moderator("leipzig"))
    answers = []
    for pk in world["page_id"]:
        arguments = [pk, _elsewhere()] if name == "move_confirm" else [pk]
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments))
        answers.append((response.status_code, response.get("Location"), response.content))
    assert answers == [(302, reverse("wagtailadmin_home"), b"")] * 2


def test_a_slug_that_is_taken_elsewhere_is_not_told(world: World, staff_client: Any) -> None:
    twin = make_news("leipzig")
    NewsPage.objects.filter(pk=twin.pk).update(slug="zwilling")
    NewsPage.objects.filter(pk=world["page_id"][1]).update(slug="zwilling")
    client = staff_client(make_moderator("leipzig"))
    url = reverse("wagtailadmin_pages:move_confirm", args=[world["page_id"][1], twin.get_parent().pk])
    assert "zwilling" not in told(client, "get", url, world)


def test_lists_offer_people_of_the_own_region_only(world: World, staff_client: Any) -> None:
    own = make_editor("leipzig", first_name="Hiesige")
    make_news("leipzig", user=own)
    client = staff_client(make_moderator("leipzig"))
    said = told(client, "get", reverse("wagtailadmin_explore", args=[_elsewhere()]), world)
    assert "Hiesige" in said
    assert SECRET not in said


def test_permissions_of_a_group_show_regional_staff_no_foreign_draft(world: World, staff_client: Any) -> None:
    editor, group = make_editor("leipzig"), Group.objects.create(name="Aushilfe")
    editor.groups.add(group)
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=Permission.objects.get(codename=codename)
        )
    client, parent = staff_client(editor), _parent(world)
    for name, arguments, query in (
        ("wagtailadmin_explore", [parent], ""),
        ("wagtailadmin_pages:search", [], ""),
        ("wagtailadmin_api:pages:detail", world["page_id"][:1], ""),
        ("wagtailadmin_api:pages:listing", [], f"&child_of={parent}"),
        ("wagtailadmin_api:pages:listing", [], f"&child_of={parent}&for_explorer=1"),
        ("wagtailadmin_choose_page_child", [parent], ""),
        ("wagtailadmin_choose_page_search", [], ""),
        ("wagtailadmin_reports:locked_pages", [], ""),
        ("wagtailadmin_reports:workflow", [], ""),
    ):
        url = f"{reverse(name, args=arguments)}?q={QUERY}{query}"
        assert SECRET not in client.get(url).content.decode(), url


@pytest.mark.parametrize("model", ["wagtailcore/page", "core/portalimage", "core/portaldocument", "actors/actor"])
def test_a_bulk_action_on_everything_names_nothing_foreign(model: str, world: World, staff_client: Any) -> None:
    client = staff_client(make_moderator("leipzig"))
    response = client.get(f"/cms/bulk/{model}/delete/?id=all")
    assert response.status_code in {200, 404}
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize("name", ["move_confirm", "set_page_position"])
def test_the_root_of_all_pages_cannot_be_moved(name: str, staff_client: Any) -> None:
    client = staff_client(make_lead_editor())
    url = reverse(f"wagtailadmin_pages:{name}", args=[1, 1] if name == "move_confirm" else [1])
    for method in (client.get, client.post):
        assert method(url).status_code in {302, 404, 405}
