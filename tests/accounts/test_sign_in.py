"""Signing in and out, forgotten passwords: one door, in German, that tells strangers nothing."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_actor, make_contributor, make_user
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def test_people_sign_in_by_address_whatever_its_case(client: Client) -> None:
    user = make_user(email="Ines.Marschner@example.org")
    response = sign_in(client, "ines.marschner@EXAMPLE.org")
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_members_land_in_their_own_area(client: Client) -> None:
    user = make_contributor(make_actor())
    assert sign_in(client, user.email)["Location"] == reverse("members:overview")


def test_sign_in_leads_back_to_where_one_wanted_to_go(client: Client) -> None:
    user = make_user()
    assert sign_in(client, user.email, next="/mein-bereich/daten/")["Location"] == "/mein-bereich/daten/"


def test_sign_in_leads_to_no_foreign_site(client: Client) -> None:
    user = make_user()
    assert "example.com" not in sign_in(client, user.email, next="https://example.com/")["Location"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    known = make_user()
    wrong = sign_in(client, known.email, "falsch").content.decode()
    unknown = sign_in(client, "niemand@example.org", "falsch").content.decode()
    assert form_of(wrong).replace(known.email, "") == form_of(unknown).replace("niemand@example.org", "")
    assert "error-summary" in wrong


def form_of(html: str) -> str:
    form = re.search(r'<form class="form".*?</form>', html, re.DOTALL)
    assert form
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", form.group())


def test_the_typed_address_stays_in_the_form(client: Client) -> None:
    assert 'value="ines@example.org"' in sign_in(client, "ines@example.org", "falsch").content.decode()


def test_repeated_wrong_passwords_close_the_door_for_a_while(client: Client) -> None:
    user = make_user()
    for _attempt in range(6):
        sign_in(client, user.email, "falsch")
    assert "_auth_user_id" not in client.session
    assert sign_in(client, user.email).status_code == 200
    assert "_auth_user_id" not in client.session


def test_an_account_that_is_switched_off_stays_outside(client: Client) -> None:
    user = make_user(is_active=False)
    assert sign_in(client, user.email)["Location"] == "/konto/inactive/"
    assert client.get("/konto/inactive/").status_code == 200


def test_nobody_opens_an_account_alone(client: Client) -> None:
    response = client.post("/konto/signup/", {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("value", ["\0", "a" * 10_000, "ä@ö", "' OR 1=1 --", "x@example.org\nBcc: y@example.org"])
def test_odd_input_is_refused_in_words(client: Client, value: str) -> None:
    assert sign_in(client, value, value).status_code == 200
    assert client.post("/konto/password/reset/", {"email": value}).status_code == 200


def test_signing_out_takes_a_button(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/konto/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session


class TestForgottenPassword:
    def ask(self, client: Client, email: str) -> Any:
        return client.post("/konto/password/reset/", {"email": email}, follow=True)

    def test_known_and_unknown_addresses_get_the_same_answer(self, client: Client) -> None:
        known = self.ask(client, make_user().email).content
        unknown = self.ask(client, "niemand@example.org").content
        assert known == unknown

    def test_the_link_from_the_mail_sets_a_new_password_once(self, client: Client) -> None:
        user = make_user()
        self.ask(client, user.email)
        link = re.search(r"https?://\S+/konto/password/reset/key/\S+", mail.outbox[0].body)
        assert link
        path = link.group().removeprefix("http://testserver")
        page = client.get(path, follow=True)
        form = page.redirect_chain[-1][0]
        new = {"password1": "drei-rote-kraniche", "password2": "drei-rote-kraniche"}
        assert client.post(form, new, follow=True).status_code == 200
        user.refresh_from_db()
        assert user.check_password("drei-rote-kraniche")
        assert client.get(path, follow=True).context["token_fail"]

    @pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzzzzzzzzzzzzz-abc-def", "0-%00", "1-" + "a" * 3_000])
    def test_a_forged_link_says_so(self, client: Client, key: str) -> None:
        response = client.get(f"/konto/password/reset/key/{key}/")
        assert response.status_code in {200, 400, 404}

    @pytest.mark.parametrize("password", ["kurz", "1234567890", "password123", "marschner-ines"])
    def test_weak_passwords_are_refused_in_words(self, client: Client, password: str) -> None:
        user = make_user(first_name="Ines", last_name="Marschner", email="ines@example.org")
        client.force_login(user)
        response = client.post(
            "/konto/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
        )
        assert response.status_code == 200
        assert response.context["form"].errors["password1"]

    def test_an_unknown_address_is_told_by_mail_that_it_is_unknown(self, client: Client) -> None:
        self.ask(client, "niemand@example.org")
        assert mail.outbox[0].to == ["niemand@example.org"]
        assert "niemand@example.org" in mail.outbox[0].body


class TestChangingTheAddress:
    def test_the_new_address_counts_after_its_code(self, client: Client) -> None:
        user = make_user()
        client.force_login(user)
        client.post("/konto/email/", {"action_add": "1", "email": "neu@example.org"})
        user.refresh_from_db()
        assert user.email != "neu@example.org"
        code = mail.outbox[-1].subject.split()[0]
        assert mail.outbox[-1].to == ["neu@example.org"]
        client.post("/konto/confirm-email/", {"code": code})
        user.refresh_from_db()
        assert user.email == "neu@example.org"
        assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
            ("neu@example.org", True, True)
        ]

    def test_somebody_elses_address_is_not_taken_over(self, client: Client) -> None:
        other, user = make_user(), make_user()
        client.force_login(user)
        client.post("/konto/email/", {"action_add": "1", "email": other.email})
        user.refresh_from_db()
        assert user.email != other.email
        assert not user.emailaddress_set.filter(email=other.email).exists()

    def test_an_address_changed_by_a_lead_editor_counts_at_once(self, client: Client) -> None:
        user = make_user()
        user.email = "anders@example.org"
        user.save()
        assert sign_in(client, "anders@example.org").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/konto/login/",
        "/konto/signup/",
        "/konto/password/reset/",
        "/konto/password/reset/done/",
        "/konto/password/reset/key/done/",
        "/konto/inactive/",
        "/konto/logout/",
        "/konto/password/change/",
        "/konto/email/",
        "/konto/mfa/",
        "/konto/mfa/totp/activate/",
        "/konto/reauthenticate/",
        "/konto/mfa/recovery-codes/generate/",
    ],
)
def test_every_page_is_ours_and_not_kept_by_caches(client: Client, path: str) -> None:
    user = make_user()
    if path.startswith(("/konto/logout", "/konto/password/change", "/konto/email", "/konto/mfa", "/konto/reauth")):
        sign_in(client, user.email)
    response = client.get(path)
    if response.status_code == 302:
        pytest.skip("leads elsewhere")
    html = response.content.decode()
    assert 'id="main"' in html
    assert "noindex" in html
    assert "style=" not in html
