"""Mein Bereich over its addresses: what each person sees, may press, and is refused."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actors.members import services
from actors.models import Actor, Invitation, Membership
from core.registries import MemberPanel, member_panels
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_moderator,
    make_user,
)
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {
    "first_name": "Karla",
    "last_name": "Neumann",
    "password1": "drei-rote-kraniche",
    "password2": "drei-rote-kraniche",
}


def people_of(actor: Actor) -> str:
    return reverse("members:people", args=[actor.pk])


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def actor() -> Actor:
    return make_actor("chemnitz", name="Kulturkiste Zwickau")


@pytest.fixture
def lead(actor: Actor) -> Any:
    return make_actor_lead(actor, first_name="Ines", last_name="Marschner")


@pytest.fixture
def link(actor: Actor, lead: Any) -> str:
    services.invite(actor=actor, email="karla@example.org", role="contributor", by=lead)
    found = re.search(r"/mein-bereich/einladung/\S+", mail.outbox[-1].body)
    assert found
    return found.group()


class TestOverview:
    def test_strangers_are_asked_to_sign_in(self, client: Client) -> None:
        response = client.get("/mein-bereich/")
        assert response.status_code == 302
        assert response["Location"] == "/konto/login/?next=/mein-bereich/"

    def test_it_names_the_own_organisations_with_the_role(self, actor: Actor, lead: Any) -> None:
        make_actor(name="Fremder Verein")
        html = signed_in(lead).get("/mein-bereich/").content.decode()
        assert "Kulturkiste Zwickau" in html
        assert "Fremder Verein" not in html

    def test_somebody_without_an_organisation_is_told_how_to_come_in(self) -> None:
        assert 'class="empty"' in signed_in(make_user()).get("/mein-bereich/").content.decode()

    def test_an_open_invitation_is_mentioned(self, link: str) -> None:
        html = signed_in(make_user(email="karla@example.org")).get("/mein-bereich/").content.decode()
        assert "Kulturkiste Zwickau" in html

    def test_domains_add_their_panels_in_order(self, lead: Any, settings: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(member_panels, "_entries", {})
        context = {"heading": "Eigenes"}
        member_panels.register("late", MemberPanel("components/section_head.html", lambda user: context, order=200))
        member_panels.register("none", MemberPanel("components/section_head.html", lambda user: None))
        assert signed_in(lead).get("/mein-bereich/").context["panels"] == [
            {"template": "components/section_head.html", "heading": "Eigenes"}
        ]

    def test_only_staff_sees_the_way_to_the_editing_interface(self, lead: Any) -> None:
        assert 'href="/cms/"' not in signed_in(lead).get("/mein-bereich/").content.decode()
        assert 'href="/cms/"' in signed_in(make_editor("chemnitz")).get("/mein-bereich/").content.decode()

    def test_many_organisations_cost_no_more(self, lead: Any, django_assert_max_num_queries: Any) -> None:
        for _number in range(8):
            Membership.objects.create(user=lead, actor=make_actor())
        client = signed_in(lead)
        client.get("/mein-bereich/")
        with django_assert_max_num_queries(25):
            client.get("/mein-bereich/")


class TestPeople:
    def test_a_lead_sees_people_and_invites(self, actor: Actor, lead: Any) -> None:
        make_contributor(actor, first_name="Jonas", last_name="Wolf")
        client = signed_in(lead)
        html = client.get(people_of(actor)).content.decode()
        assert "Jonas Wolf" in html
        response = client.post(
            reverse("members:invite", args=[actor.pk]), {"email": "karla@example.org", "role": "contributor"}
        )
        assert response["Location"] == people_of(actor)
        assert Invitation.objects.get().email == "karla@example.org"

    def test_a_contributor_sees_colleagues_and_no_buttons(self, actor: Actor, lead: Any) -> None:
        html = signed_in(make_contributor(actor)).get(people_of(actor)).content.decode()
        assert "Ines Marschner" in html
        assert "/einladen/" not in html
        assert "/rolle/" not in html

    @pytest.mark.parametrize("make", [make_user, lambda: make_actor_lead(make_actor("chemnitz"))])
    def test_a_foreign_organisation_has_no_list(self, actor: Actor, make: Any) -> None:
        client = signed_in(make())
        assert client.get(people_of(actor)).status_code == 404
        assert client.post(reverse("members:invite", args=[actor.pk]), {"email": "a@b.de"}).status_code == 404

    def test_staff_of_the_region_invite_with_their_second_factor(self, actor: Actor, staff_client: Any) -> None:
        client = staff_client(make_moderator("chemnitz"))
        assert client.get(people_of(actor)).status_code == 200
        client.post(reverse("members:invite", args=[actor.pk]), {"email": "karla@example.org", "role": "lead"})
        assert Invitation.objects.get().role == "lead"

    def test_staff_without_it_are_led_to_it(self, actor: Actor) -> None:
        client = signed_in(make_moderator("chemnitz"))
        response = client.get(people_of(actor))
        assert response["Location"].startswith("/konto/mfa/totp/activate/")
        client.post(reverse("members:invite", args=[actor.pk]), {"email": "karla@example.org", "role": "lead"})
        assert not Invitation.objects.exists()

    def test_staff_of_another_region_find_nothing(self, actor: Actor, staff_client: Any) -> None:
        assert staff_client(make_moderator("leipzig")).get(people_of(actor)).status_code == 404

    @pytest.mark.parametrize(
        "email", ["", "kein at", "a" * 300 + "@example.org", "a@example.org\0", "x@y\nBcc: z@y.de"]
    )
    def test_a_bad_address_comes_back_with_words(self, actor: Actor, lead: Any, email: str) -> None:
        response = signed_in(lead).post(reverse("members:invite", args=[actor.pk]), {"email": email, "role": "lead"})
        assert response.status_code in {400, 422}
        assert not Invitation.objects.exists()

    def test_a_member_is_not_invited_again(self, actor: Actor, lead: Any) -> None:
        response = signed_in(lead).post(
            reverse("members:invite", args=[actor.pk]), {"email": lead.email, "role": "lead"}
        )
        assert response.context["form"].errors["email"]

    def test_a_lead_changes_a_role_and_removes(self, actor: Actor, lead: Any) -> None:
        member = make_contributor(actor)
        client, membership = signed_in(lead), member.memberships.get()
        client.post(reverse("members:role", args=[membership.pk]), {"role": "lead"})
        assert member.memberships.get().role == "lead"
        path = reverse("members:remove", args=[membership.pk])
        assert client.get(path).status_code == 200
        assert member.memberships.exists()
        client.post(path)
        assert not member.memberships.exists()

    @pytest.mark.parametrize("role", ["", "admin", "\0", "LEAD"])
    def test_an_unknown_role_is_refused(self, actor: Actor, lead: Any, role: str) -> None:
        member = make_contributor(actor).memberships.get()
        response = signed_in(lead).post(reverse("members:role", args=[member.pk]), {"role": role})
        assert response.status_code in {400, 404}

    def test_members_of_a_foreign_organisation_cannot_be_touched(self, lead: Any) -> None:
        other = make_actor("chemnitz")
        make_actor_lead(other)
        target = make_contributor(other).memberships.get()
        client = signed_in(lead)
        assert client.post(reverse("members:role", args=[target.pk]), {"role": "lead"}).status_code == 404
        assert client.post(reverse("members:remove", args=[target.pk])).status_code == 404
        assert Membership.objects.get(pk=target.pk).role == "contributor"

    def test_a_contributor_removes_nobody(self, actor: Actor, lead: Any) -> None:
        client = signed_in(make_contributor(actor))
        assert client.post(reverse("members:remove", args=[lead.memberships.get().pk])).status_code == 403

    def test_the_last_lead_is_told_why_they_cannot_leave(self, actor: Actor, lead: Any) -> None:
        client = signed_in(lead)
        path = reverse("members:leave", args=[actor.pk])
        assert client.get(path).status_code == 200
        response = client.post(path, follow=True)
        assert "notice--error" in response.content.decode()
        assert lead.memberships.exists()

    def test_a_contributor_leaves(self, actor: Actor) -> None:
        member = make_contributor(actor)
        response = signed_in(member).post(reverse("members:leave", args=[actor.pk]))
        assert response["Location"] == "/mein-bereich/"
        assert not member.memberships.exists()

    def test_an_invitation_is_taken_back(self, actor: Actor, lead: Any, link: str, client: Client) -> None:
        signed_in(lead).post(reverse("members:revoke", args=[Invitation.objects.get().pk]))
        assert client.get(link).status_code == 410

    @pytest.mark.parametrize("number", [0, 99_999_999, 10**30])
    def test_unknown_numbers_are_not_found(self, lead: Any, number: int) -> None:
        client = signed_in(lead)
        assert client.get(f"/mein-bereich/organisationen/{number}/").status_code == 404
        assert client.post(f"/mein-bereich/mitglieder/{number}/rolle/", {"role": "lead"}).status_code == 404
        assert client.get(f"/mein-bereich/organisationen/{number}/verlassen/").status_code == 404


class TestAcceptingOverThePage:
    def test_a_new_person_opens_an_account_joins_and_is_signed_in(
        self, client: Client, link: str, actor: Actor
    ) -> None:
        page = client.get(link).content.decode()
        assert "karla@example.org" in page
        assert "Kulturkiste Zwickau" in page
        response = client.post(link, NEW)
        assert response["Location"] == "/mein-bereich/"
        person = User.objects.get(email="karla@example.org")
        assert person.memberships.get().actor == actor
        assert client.session["_auth_user_id"] == str(person.pk)
        client.post("/konto/logout/")
        again = client.post("/konto/login/", {"login": person.email, "password": NEW["password1"]})
        assert again.status_code == 302

    @pytest.mark.parametrize(
        "change",
        [{"first_name": ""}, {"password1": "kurz", "password2": "kurz"}, {"password2": "anders"}, {"last_name": "\0"}],
    )
    def test_what_was_typed_stays_when_something_is_wrong(self, client: Client, link: str, change: Any) -> None:
        response = client.post(link, {**NEW, **change})
        assert response.status_code in {400, 422}
        assert "karla@example.org" in response.content.decode() or "last_name" in change
        assert not User.objects.filter(email="karla@example.org").exists()

    def test_a_known_person_is_asked_to_sign_in_and_led_back(self, client: Client, link: str) -> None:
        make_user(email="karla@example.org")
        page = client.get(link).content.decode()
        assert f"/konto/login/?next={link.replace('/', '%2F')}" in page
        response = client.post("/konto/login/", {"login": "karla@example.org", "password": PASSWORD, "next": link})
        assert response["Location"] == link
        assert client.get(link).status_code == 200
        assert client.post(link)["Location"] == "/mein-bereich/"
        assert Membership.objects.filter(user__email="karla@example.org").exists()

    def test_looking_at_the_page_accepts_nothing(self, client: Client, link: str) -> None:
        client.force_login(make_user(email="karla@example.org"))
        client.get(link)
        assert not Invitation.objects.get().accepted_at

    def test_somebody_else_is_told_whom_it_is_for(self, client: Client, link: str) -> None:
        client.force_login(make_user(email="andere@example.org"))
        for response in (client.get(link), client.post(link)):
            assert response.status_code == 403
            html = response.content.decode()
            assert "karla@example.org" in html
            assert "andere@example.org" in html
        assert not Invitation.objects.get().accepted_at

    @pytest.mark.parametrize("field", ["accepted_at", "revoked_at", "expires_at"])
    def test_a_dead_link_says_why(self, client: Client, link: str, field: str) -> None:
        Invitation.objects.update(**{field: timezone.now() - timedelta(minutes=1)})
        for response in (client.get(link), client.post(link, NEW)):
            assert response.status_code == 410
        assert not User.objects.filter(email="karla@example.org").exists()

    def test_the_back_button_after_joining_leads_on(self, client: Client, link: str) -> None:
        client.post(link, NEW)
        assert client.get(link)["Location"] == "/mein-bereich/"

    @pytest.mark.parametrize("token", ["x", "a" * 5_000, "%00", "ä", "..%2F..", "' OR 1=1"])
    def test_forged_links_are_not_found(self, client: Client, token: str) -> None:
        assert client.get(f"/mein-bereich/einladung/{token}/").status_code in {400, 404}

    def test_links_cannot_be_tried_out_in_a_row(self, client: Client) -> None:
        answers = {client.post(f"/mein-bereich/einladung/{number}/").status_code for number in range(40)}
        assert 429 in answers

    def test_the_page_is_kept_from_caches_and_search_engines(self, client: Client, link: str) -> None:
        response = client.get(link)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response.content.decode()


class TestOwnAccount:
    def test_name_and_language_are_changed(self, lead: Any) -> None:
        client = signed_in(lead)
        client.post("/mein-bereich/anmeldung/", {"first_name": "Inés", "last_name": "Marschner", "language": "en"})
        lead.refresh_from_db()
        assert (lead.first_name, lead.language) == ("Inés", "en")

    def test_nothing_else_is_changed_on_the_way(self, lead: Any) -> None:
        signed_in(lead).post(
            "/mein-bereich/anmeldung/",
            {"first_name": "I", "last_name": "M", "language": "de", "email": "x@example.org", "is_superuser": "on"},
        )
        email = lead.email
        lead.refresh_from_db()
        assert lead.email == email
        assert not lead.is_superuser

    def test_the_export_holds_account_memberships_and_consents(self, actor: Actor, lead: Any) -> None:
        from core.consent import record_consent

        record_consent(purpose="depicted_persons", wording="Alle sind gefragt.", email=lead.email, user=lead)
        client = signed_in(lead)
        assert client.get("/mein-bereich/daten/").status_code == 200
        response = client.post("/mein-bereich/daten/export/")
        assert "attachment" in response["Content-Disposition"]
        data = json.loads(response.content)
        assert data["account"]["email"] == lead.email
        assert data["memberships"][0]["organisation"] == "Kulturkiste Zwickau"
        assert data["consents"][0]["wording"] == "Alle sind gefragt."
        assert "password" not in response.content.decode()

    def test_the_export_holds_nobody_elses_data(self, actor: Actor, lead: Any) -> None:
        other = make_contributor(actor)
        assert other.email not in signed_in(lead).post("/mein-bereich/daten/export/").content.decode()

    def test_lead_editors_have_a_page_too(self) -> None:
        client = signed_in(make_lead_editor())
        for path in ("/mein-bereich/", "/mein-bereich/anmeldung/", "/mein-bereich/daten/"):
            assert client.get(path).status_code == 200
