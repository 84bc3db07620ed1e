"""A member describes a project in short steps: saved at each, wrong input refused, nobody's words lost."""

from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core import review
from core.saxony import postcodes
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import (
    make_actor,
    make_contributor,
    make_editor,
    make_project,
    make_target_group,
    make_topic,
    make_user,
    publish,
    region_index,
    submit,
)

from .conftest import address

pytestmark = pytest.mark.django_db

START = reverse("projects:start")


def begin(client: Client, actor: Any, **fields: Any) -> Any:
    data = {"title": "Nähcafé", "postcode": "09111", "actor": actor.pk, "key": str(uuid4()), **fields}
    data.setdefault("seen", data["title"])
    return client.post(START, data)


def draft_of(project: ProjectPage) -> ProjectPage:
    return ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()


@pytest.fixture
def client(signed_in: Any, member: Any) -> Client:
    return signed_in(member)


@pytest.fixture
def project(member: Any, actor: Any) -> ProjectPage:
    return make_project(user=member, actor=actor)


def step(project: ProjectPage, slug: str) -> str:
    return address("step", project, slug)


def loaded(client: Client, url: str) -> str:
    """What the form carries when it is opened."""
    return client.get(url).context["form"].initial["loaded"]


class TestBeginning:
    def test_the_place_decides_the_catalogue(self, client: Client, actor: Any) -> None:
        begin(client, actor, postcode="01067")
        page = ProjectPage.objects.get()
        assert page.get_parent().pk == region_index(ProjectIndexPage, "dresden").pk
        assert page.region.slug == "dresden"

    def test_statewide_work_goes_to_the_catalogue_of_all_regions(self, client: Client, actor: Any) -> None:
        begin(client, actor, postcode="", works_statewide="on")
        assert ProjectPage.objects.get().region is None

    def test_a_new_project_is_a_draft_of_the_organisation(self, client: Client, actor: Any, member: Any) -> None:
        answer = begin(client, actor)
        page = ProjectPage.objects.get()
        assert (page.live, page.actor, page.owner) == (False, actor, member)
        assert page.get_latest_revision().user == member
        assert answer.url == step(page, "kurz")

    def test_umlauts_are_written_out_in_the_address(self, client: Client, actor: Any) -> None:
        begin(client, actor, title="Frühstück für Groß & Klein")
        assert ProjectPage.objects.get().slug == "fruehstueck-fuer-gross-klein"

    def test_a_second_project_of_the_same_name_gets_its_own_address(self, client: Client, actor: Any) -> None:
        begin(client, actor)
        begin(client, actor)
        assert list(ProjectPage.objects.values_list("slug", flat=True).order_by("pk")) == ["naehcafe", "naehcafe-2"]

    def test_a_form_sent_twice_makes_one_project(self, client: Client, actor: Any) -> None:
        key = str(uuid4())
        first, second = begin(client, actor, key=key), begin(client, actor, key=key)
        assert ProjectPage.objects.count() == 1
        assert first.url == second.url

    def test_somebody_elses_key_makes_an_own_project(self, client: Client, signed_in: Any, actor: Any) -> None:
        key = str(uuid4())
        begin(client, actor, key=key)
        begin(signed_in(make_contributor(actor)), actor, key=key)
        assert ProjectPage.objects.count() == 2

    def test_a_name_and_a_place_are_needed(self, client: Client, actor: Any) -> None:
        answer = begin(client, actor, title="", postcode="")
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"title", "postcode"}

    @pytest.mark.parametrize("postcode", ["10115", "abcde", "0911", "٠٩١١١"])
    def test_a_postcode_outside_saxony_is_refused_in_words(self, client: Client, actor: Any, postcode: str) -> None:
        answer = begin(client, actor, postcode=postcode)
        assert answer.status_code == 422
        assert "postcode" in answer.context["form"].errors
        assert "Nähcafé" in answer.content.decode()

    def test_a_postcode_of_two_districts_asks_which(self, client: Client, actor: Any) -> None:
        shared = next(code for code in postcodes() if len(code.ags_all) > 1)
        answer = begin(client, actor, postcode=shared.code)
        assert answer.status_code == 422
        assert "district" in answer.context["form"].errors
        begin(client, actor, postcode=shared.code, district=shared.ags_all[1])
        assert ProjectPage.objects.get().district.ags == shared.ags_all[1]

    def test_a_foreign_organisation_is_refused(self, client: Client) -> None:
        assert begin(client, make_actor()).status_code == 403
        assert not ProjectPage.objects.exists()

    @pytest.mark.parametrize("pk", ["0", "-1", "9" * 400, "x", "\x00"])
    def test_an_odd_organisation_is_refused(self, client: Client, actor: Any, pk: str) -> None:
        make_actor()
        assert client.post(START, {"title": "Nähcafé", "postcode": "09111", "actor": pk}).status_code in {400, 403}

    def test_people_without_an_organisation_are_told_what_to_do(self, signed_in: Any) -> None:
        answer = signed_in(make_user()).get(START)
        assert answer.status_code == 403
        assert answer.templates[0].name == "projects/no_organisation.html"

    def test_visitors_begin_without_an_account_or_sign_in_from_there(self) -> None:
        answer = Client().get(START, follow=True)
        assert answer.redirect_chain == [(reverse("projects:begin"), 302)]
        assert START in unquote(answer.context["sign_in_url"])


class TestSaving:
    def test_every_step_can_be_saved_empty(self, client: Client, actor: Any) -> None:
        begin(client, actor)
        page = ProjectPage.objects.get()
        for slug in ("kurz", "geschichte", "nachmachen"):
            assert client.post(step(page, slug), {"loaded": loaded(client, step(page, slug))}).status_code == 302

    def test_a_saved_step_is_a_new_revision_and_leads_on(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "kurz")
        before = project.revisions.count()
        answer = client.post(url, {"loaded": loaded(client, url), "summary": "Neu", "phase": "idea"})
        assert answer.url == step(project, "geschichte")
        assert project.revisions.count() == before + 1
        assert draft_of(project).summary == "Neu"

    def test_going_on_later_leads_to_the_status_page(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "kurz")
        answer = client.post(url, {"loaded": loaded(client, url), "summary": "Neu", "later": "1"})
        assert answer.url == address("status", project)

    def test_saving_the_same_again_makes_no_revision(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "geschichte")
        data = {"loaded": loaded(client, url), "problem": "A", "approach": "B", "effect": "C"}
        client.post(url, data)
        count = project.revisions.count()
        assert client.post(url, data).status_code == 302
        assert project.revisions.count() == count

    def test_topics_and_target_groups_are_kept(self, client: Client, project: ProjectPage) -> None:
        topic, group = make_topic(), make_target_group()
        url = step(project, "kurz")
        client.post(
            url,
            {
                "loaded": loaded(client, url),
                "summary": "S",
                "topics": [topic.slug],
                "target_groups": [group.slug],
                "sought": ["rooms", "partners"],
                "phase": "spread",
            },
        )
        draft = draft_of(project)
        assert [link.topic for link in draft.page_topics.all()] == [topic]
        assert [link.target_group for link in draft.page_target_groups.all()] == [group]
        assert {link.kind for link in draft.sought.all()} == {"rooms", "partners"}

    @pytest.mark.parametrize("typed", ["2024-09", "09.2024", "9/2024"])
    def test_months_are_understood_in_several_ways(self, client: Client, project: ProjectPage, typed: str) -> None:
        url = step(project, "geschichte")
        client.post(url, {"loaded": loaded(client, url), "started_on": typed})
        assert str(draft_of(project).started_on) == "2024-09-01"

    def test_an_address_without_scheme_becomes_https(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "geschichte")
        client.post(url, {"loaded": loaded(client, url), "website": "verein.example.org"})
        assert draft_of(project).website == "https://verein.example.org"

    def test_the_copy_card_is_kept(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "nachmachen")
        client.post(
            url,
            {"loaded": loaded(client, url), "costs": "4.000 Euro", "evidence": "counted", "advises_imitators": "on"},
        )
        draft = draft_of(project)
        assert (draft.costs, draft.evidence, draft.advises_imitators) == ("4.000 Euro", "counted", True)

    def test_wrong_input_is_shown_again_with_everything_else(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "geschichte")
        answer = client.post(
            url, {"loaded": loaded(client, url), "problem": "Mein langer Text", "started_on": "gestern"}
        )
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Mein langer Text" in text
        assert 'href="#id_started_on"' in text

    @pytest.mark.parametrize("slug", ["grundlagen", "kurz", "geschichte", "nachmachen"])
    @pytest.mark.parametrize("value", ["x" * 10_000, "\x00", "\ud7ff🧵", "<script>", "9" * 5000])
    def test_no_value_in_any_field_breaks_a_step(
        self, client: Client, project: ProjectPage, slug: str, value: str
    ) -> None:
        url = step(project, slug)
        names = [*client.get(url).context["form"].fields, "district"]
        answer = client.post(url, dict.fromkeys(names, value))
        assert answer.status_code in {302, 400, 409, 422}

    @pytest.mark.parametrize("slug", ["unbekannt", "bild", "x" * 300])
    def test_an_unknown_step_is_not_found(self, client: Client, project: ProjectPage, slug: str) -> None:
        assert client.get(step(project, slug)).status_code == 404


class TestPlace:
    def test_a_draft_moves_with_its_place(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "grundlagen")
        client.post(url, {"loaded": loaded(client, url), "title": project.title, "postcode": "04109"})
        page = ProjectPage.objects.get(pk=project.pk)
        assert page.get_parent().pk == region_index(ProjectIndexPage, "leipzig").pk
        assert page.region.slug == "leipzig"
        assert draft_of(page).region.slug == "leipzig"

    def test_moving_beside_a_project_of_the_same_address_finds_another(
        self, client: Client, actor: Any, project: ProjectPage
    ) -> None:
        begin(client, actor, title="Nähcafé", postcode="04109")
        begin(client, actor, title="Nähcafé", postcode="09111")
        page = ProjectPage.objects.get(slug="naehcafe", region__slug="chemnitz")
        url = step(page, "grundlagen")
        client.post(url, {"loaded": loaded(client, url), "title": "Nähcafé", "postcode": "04109"})
        moved = ProjectPage.objects.get(pk=page.pk)
        assert (moved.region.slug, moved.slug) == ("leipzig", "naehcafe-2")
        assert draft_of(moved).slug == "naehcafe-2"

    def test_once_submitted_only_moderators_move_it(self, client: Client, project: ProjectPage, member: Any) -> None:
        submit(project, member)
        review.withdraw(obj=project, user=member)
        url = step(project, "grundlagen")
        client.post(url, {"loaded": loaded(client, url), "title": project.title, "postcode": "04109"})
        page = ProjectPage.objects.get(pk=project.pk)
        assert page.region.slug == "chemnitz"
        assert draft_of(page).postcode == "04109"

    def test_a_new_postcode_brings_its_own_place_name(self, client: Client, project: ProjectPage) -> None:
        url = step(project, "grundlagen")
        stored = client.get(url).context["form"].initial
        client.post(url, {**stored, "works_statewide": "", "postcode": "09322", "district": ""})
        assert draft_of(project).place_name != stored["place_name"]
        assert draft_of(project).district.slug == "mittelsachsen"


class TestTwoPeople:
    def edit(self, client: Client, url: str, token: str, **fields: Any) -> Any:
        return client.post(url, {"loaded": token, **fields})

    def test_the_second_is_told_and_sees_both_texts(
        self, client: Client, signed_in: Any, actor: Any, project: ProjectPage
    ) -> None:
        url = step(project, "geschichte")
        token = loaded(client, url)
        colleague = signed_in(make_contributor(actor, first_name="Ines", last_name="Krahl"))
        self.edit(colleague, url, loaded(colleague, url), problem="Text von Ines")
        answer = self.edit(client, url, token, problem="Mein Text")
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "Ines Krahl" in text
        assert "Text von Ines" in text
        assert "Mein Text" in text
        assert draft_of(project).problem == "Text von Ines"

    def test_the_second_can_save_again(self, client: Client, signed_in: Any, actor: Any, project: ProjectPage) -> None:
        url = step(project, "geschichte")
        token = loaded(client, url)
        colleague = signed_in(make_contributor(actor))
        self.edit(colleague, url, loaded(colleague, url), problem="Text der anderen")
        conflict = self.edit(client, url, token, problem="Mein Text")
        again = conflict.context["form"].data["loaded"]
        assert self.edit(client, url, again, problem="Mein Text").status_code == 302
        assert draft_of(project).problem == "Mein Text"

    def test_people_on_different_steps_do_not_meet(
        self, client: Client, signed_in: Any, actor: Any, project: ProjectPage
    ) -> None:
        story, copy = step(project, "geschichte"), step(project, "nachmachen")
        token = loaded(client, story)
        colleague = signed_in(make_contributor(actor))
        self.edit(colleague, copy, loaded(colleague, copy), costs="12 Euro")
        assert self.edit(client, story, token, problem="Mein Text").status_code == 302
        draft = draft_of(project)
        assert (draft.costs, draft.problem) == ("12 Euro", "Mein Text")

    def test_the_same_words_are_no_conflict(
        self, client: Client, signed_in: Any, actor: Any, project: ProjectPage
    ) -> None:
        url = step(project, "nachmachen")
        token = loaded(client, url)
        colleague = signed_in(make_contributor(actor))
        self.edit(colleague, url, loaded(colleague, url), costs="12 Euro")
        assert self.edit(client, url, token, costs="12 Euro").status_code == 302

    @pytest.mark.parametrize("token", ["", "x", "0" * 64, "\x00"])
    def test_a_forged_token_overwrites_nothing(self, client: Client, project: ProjectPage, token: str) -> None:
        before = draft_of(project).problem
        assert self.edit(client, step(project, "geschichte"), token, problem="Anders").status_code in {400, 409, 422}
        assert draft_of(project).problem == before


class TestWhoMay:
    def test_people_of_other_organisations_find_nothing(self, signed_in: Any, project: ProjectPage) -> None:
        stranger = signed_in(make_contributor(make_actor()))
        for url in (
            address("status", project),
            address("preview", project),
            address("pictures", project),
            address("submit", project),
            address("withdraw", project),
            step(project, "kurz"),
        ):
            assert stranger.get(url).status_code == 404
            assert stranger.post(url).status_code in {404, 405}

    def test_the_regions_editors_may_help(self, staff_client: Any, project: ProjectPage) -> None:
        assert staff_client(make_editor("chemnitz")).get(step(project, "kurz")).status_code == 200

    def test_editors_of_other_regions_find_nothing(self, staff_client: Any, project: ProjectPage) -> None:
        assert staff_client(make_editor("leipzig")).get(step(project, "kurz")).status_code == 404

    @pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30, "9" * 5000])
    def test_a_project_that_does_not_exist_is_not_found(self, client: Client, pk: str) -> None:
        for path in ("", "vorschau/", "kurz/", "bilder/", "absenden/"):
            assert client.get(f"/mein-bereich/projekte/{pk}/{path}").status_code == 404

    def test_other_kinds_of_pages_are_not_found(self, client: Client) -> None:
        index = region_index(ProjectIndexPage, "chemnitz")
        assert client.get(reverse("projects:status", args=[index.pk])).status_code == 404


class TestInReview:
    @pytest.fixture
    def submitted(self, project: ProjectPage, member: Any) -> ProjectPage:
        submit(project, member)
        return project

    @pytest.mark.parametrize("slug", ["grundlagen", "kurz", "geschichte", "nachmachen"])
    def test_a_step_is_locked(self, client: Client, submitted: ProjectPage, slug: str) -> None:
        assert client.get(step(submitted, slug)).status_code == 423

    def test_the_pictures_are_locked(self, client: Client, submitted: ProjectPage) -> None:
        assert client.get(address("pictures", submitted)).status_code == 423
        assert client.post(address("pictures", submitted), {"do": "save"}).status_code == 423

    def test_what_was_typed_too_late_stays_in_sight(self, client: Client, submitted: ProjectPage) -> None:
        before = submitted.revisions.count()
        answer = client.post(step(submitted, "geschichte"), {"problem": "Zu spät getippt"})
        assert answer.status_code == 423
        assert "Zu spät getippt" in answer.content.decode()
        assert submitted.revisions.count() == before


class TestLive:
    def test_an_edit_leaves_the_public_page_as_it_is(self, client: Client, project: ProjectPage, actor: Any) -> None:
        live = publish(project)
        url = step(live, "geschichte")
        client.post(url, {"loaded": loaded(client, url), "problem": "Noch nicht geprüft"})
        assert ProjectPage.objects.get(pk=live.pk).problem == live.problem
        assert "Noch nicht geprüft" not in Client().get(live.url).content.decode()
        assert draft_of(live).problem == "Noch nicht geprüft"

    def test_a_live_page_never_moves_by_its_postcode(self, client: Client, project: ProjectPage) -> None:
        live = publish(project)
        url = step(live, "grundlagen")
        client.post(url, {"loaded": loaded(client, url), "title": live.title, "postcode": "04109"})
        assert ProjectPage.objects.get(pk=live.pk).region.slug == "chemnitz"
