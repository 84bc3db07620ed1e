"""Where people read what the checks say, and where the lead agency decides how strict they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.readiness.models import CheckLevel
from tests.factories import (
    make_actor,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_news,
    make_project,
    submit,
)

pytestmark = pytest.mark.django_db


def checklist(obj: Any) -> str:
    return reverse("readiness_checklist", args=[obj._meta.app_label, obj._meta.model_name, obj.pk])


def test_the_editor_leads_to_the_list_and_the_list_back_to_the_field(staff_client: Any) -> None:
    news, client = make_news(), staff_client(make_editor("chemnitz"))
    edit_url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    assert checklist(news) in client.get(edit_url).content.decode()
    page = client.get(checklist(news))
    assert page.status_code == 200
    assert f'href="{edit_url}#id_lead"' in page.content.decode()


def test_snippets_have_their_list_too(staff_client: Any) -> None:
    actor, client = make_actor("chemnitz", live=False), staff_client(make_moderator("chemnitz"))
    form = client.get(reverse(actor.snippet_viewset.get_url_name("edit"), args=[actor.pk])).content.decode()
    assert checklist(actor) in form
    assert client.get(checklist(actor)).status_code == 200


def test_the_list_of_another_region_is_nobodys_business(staff_client: Any) -> None:
    answer = staff_client(make_editor("leipzig")).get(checklist(make_news()))
    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("path", ["news/newspage/999999", "core/region/1", "x/y/1", "news/newspage/0"])
def test_odd_addresses_are_not_found(staff_client: Any, path: str) -> None:
    assert staff_client(make_lead_editor()).get(f"/cms/pruefliste/{path}/").status_code == 404


def test_members_read_hints_before_they_submit_each_with_its_step() -> None:
    actor = make_actor("chemnitz")
    member = make_contributor(actor)
    project = make_project(user=member, actor=actor)
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("projects:submit", args=[project.pk]))
    assert {item.key for item in page.context["report"].hints} == {"contact", "funding", "length"}
    assert reverse("projects:step", args=[project.pk, "nachmachen"]) in page.content.decode()
    assert page.context["ready"]


def test_a_blocker_of_the_lead_agency_keeps_members_from_submitting() -> None:
    CheckLevel.objects.create(kind="projects.projectpage", check_key="funding", level="blocker")
    actor = make_actor("chemnitz")
    member = make_contributor(actor)
    project = make_project(user=member, actor=actor)
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("projects:submit", args=[project.pk])
    page = client.get(url)
    assert not page.context["ready"]
    assert [item.key for item in page.context["report"].blockers] == ["funding"]
    assert client.post(url).status_code == 422


@pytest.mark.parametrize("way", ["core_review", "review:decide"])
def test_the_review_shows_what_the_author_was_told(staff_client: Any, way: str) -> None:
    actor = make_actor("chemnitz")
    make_contributor(actor)
    moderator = make_moderator("chemnitz")
    news = make_news(user=make_editor("chemnitz"))
    state = submit(news, make_moderator("chemnitz"))
    page = staff_client(moderator).get(reverse(way, args=[state.pk]))
    panels = [panel for panel in page.context["panels"] if panel["template"].startswith("readiness")]
    assert [item.key for item in panels[0]["context"]["report"].hints]


def test_lead_editors_set_the_levels_and_nobody_else(staff_client: Any) -> None:
    url = reverse("readiness_levels")
    values = {"news.newspage|contact": "blocker", "news.newspage|alt": "off"}
    assert staff_client(make_moderator("chemnitz")).post(url, values).status_code in (302, 403)
    assert not CheckLevel.objects.exists()
    client = staff_client(make_lead_editor())
    assert client.get(url).status_code == 200
    assert client.post(url, values).status_code == 302
    assert [(row.check_key, row.level) for row in CheckLevel.objects.all()] == [("contact", "blocker")]


@pytest.mark.parametrize(
    "values", [{"a|b": "hint"}, {"news.newspage|contact": "x"}, {"|": "\x00"}, {"news.newspage|x|y": "off"}]
)
def test_odd_levels_change_nothing(staff_client: Any, values: dict[str, str]) -> None:
    answer = staff_client(make_lead_editor()).post(reverse("readiness_levels"), values)
    assert answer.status_code in (200, 302)
    assert not CheckLevel.objects.exists()
