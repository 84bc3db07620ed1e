"""The editing interface opens only in a session with a second factor, whoever comes and whatever they ask for."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from accounts.models import User
from core.permissions import grants_of, roles_of
from tests.factories import (
    make_actor,
    make_admin,
    make_adviser,
    make_contributor,
    make_editor,
    make_lead_editor,
    make_programme_lead,
    make_user,
)
from tests.factories.people import PASSWORD
from tests.factories.sign_in import current_code, give_second_factor

pytestmark = pytest.mark.django_db

DOORS = {"/cms/login/", "/cms/password_reset/"}


def sign_in(client: Client, user: User, next_path: str = "/cms/") -> Any:
    return client.post("/konto/login/", {"login": user.email, "password": PASSWORD, "next": next_path})


def editor_paths() -> Iterator[str]:
    """Every address below the editing interface, with 1 in the place of each argument."""

    def walk(patterns: Any, prefix: str) -> Iterator[str]:
        for entry in patterns:
            path = prefix + example_of(entry.pattern)
            if isinstance(entry, URLPattern):
                yield path
            elif path == "/" or path.startswith("/cms/"):
                yield from walk(entry.url_patterns, path)

    yield from (path for path in walk(get_resolver().url_patterns, "/") if path.startswith("/cms/"))


def example_of(pattern: Any) -> str:
    """One address that the pattern matches."""
    if isinstance(pattern, RegexPattern):
        form, names = normalize(pattern.regex.pattern)[0]
        return form % dict.fromkeys(names, "1")
    return re.sub(r"<[^>]+>", "1", str(pattern))


def test_there_are_many_addresses_to_try() -> None:
    assert len(set(editor_paths())) > 200


@pytest.mark.parametrize(("make", "method"), [(make_lead_editor, "get"), (make_admin, "post")])
def test_no_address_opens_with_the_password_alone(client: Client, make: Any, method: str) -> None:
    client.force_login(make())
    for path in sorted(set(editor_paths()) - DOORS):
        response = getattr(client, method)(path)
        assert response.status_code == 302, path
        assert response["Location"].startswith("/konto/"), path


def test_regional_staff_need_it_as_well(client: Client) -> None:
    client.force_login(make_editor("chemnitz"))
    assert client.get("/cms/")["Location"].startswith("/konto/mfa/totp/activate/")


def test_no_address_opens_for_strangers(client: Client) -> None:
    for path in sorted(set(editor_paths()) - DOORS):
        response = client.get(path)
        assert response.status_code == 302, path
        assert response["Location"].startswith("/konto/"), path


def test_the_team_of_the_programme_enters_with_it_and_edits_nothing(client: Client, staff_client: Any) -> None:
    person = make_programme_lead("chemnitz")
    client.force_login(person)
    assert client.get("/cms/")["Location"].startswith("/konto/mfa/totp/activate/")
    desk = staff_client(person)
    assert desk.get("/cms/").status_code == 200
    assert desk.get("/cms/users/").status_code == 302
    assert not roles_of(person).is_staff


def test_what_advisers_do_rests_without_it_and_the_editing_interface_is_not_theirs(client: Client) -> None:
    person = make_adviser("chemnitz")
    assert grants_of(person).advises
    person.shows_second_factor = lambda: False
    assert not grants_of(person).advises
    client.force_login(person)
    assert client.get("/cms/").status_code == 403


def test_members_are_refused(client: Client) -> None:
    client.force_login(make_contributor(make_actor()))
    for path in ("/cms/", "/cms/pages/", "/cms/users/"):
        assert client.get(path).status_code == 403


def test_scripts_are_refused_plainly(client: Client) -> None:
    client.force_login(make_lead_editor())
    assert client.get("/cms/pages/1/edit/", headers={"accept": "application/json"}).status_code == 403
    assert client.get("/cms/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_staff_without_a_second_factor_are_led_through_setting_it_up(client: Client) -> None:
    user = make_lead_editor()
    assert sign_in(client, user)["Location"] == "/cms/"
    assert client.get("/cms/")["Location"].startswith("/konto/mfa/totp/activate/")
    page = client.get("/konto/mfa/totp/activate/")
    code = current_code(page.context["form"].secret)
    activated = client.post("/konto/mfa/totp/activate/", {"code": code})
    assert activated["Location"] == "/konto/mfa/recovery-codes/"
    codes = client.get("/konto/mfa/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert 'href="/cms/"' in codes.content.decode()
    assert client.get("/cms/").status_code == 200


def test_a_wrong_code_sets_up_nothing(client: Client) -> None:
    sign_in(client, make_lead_editor())
    client.get("/konto/mfa/totp/activate/")
    response = client.post("/konto/mfa/totp/activate/", {"code": "000000"})
    assert response.context["form"].errors
    assert not Authenticator.objects.exists()


def test_signing_in_asks_for_the_code(client: Client) -> None:
    user = make_lead_editor()
    secret = give_second_factor(user)
    assert sign_in(client, user)["Location"].startswith("/konto/mfa/authenticate/")
    assert client.get("/cms/")["Location"].startswith("/konto/login/")
    assert client.post("/konto/mfa/authenticate/", {"code": "abc"}).status_code == 200
    response = client.post("/konto/mfa/authenticate/", {"code": current_code(secret)})
    assert response["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_recovery_code_opens_once(client: Client) -> None:
    user = make_lead_editor()
    give_second_factor(user)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user)
    assert client.post("/konto/mfa/authenticate/", {"code": code})["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200
    client.post("/konto/logout/")
    sign_in(client, user)
    assert client.post("/konto/mfa/authenticate/", {"code": code}).status_code == 200


def test_codes_cannot_be_guessed_at_leisure(client: Client) -> None:
    user = make_lead_editor()
    secret = give_second_factor(user)
    sign_in(client, user)
    for number in range(12):
        client.post("/konto/mfa/authenticate/", {"code": f"{number:06}"})
    assert client.post("/konto/mfa/authenticate/", {"code": current_code(secret)}).status_code != 302


def test_a_session_from_before_the_second_factor_has_to_show_it(client: Client) -> None:
    user = make_lead_editor()
    sign_in(client, user)
    secret = give_second_factor(user)
    assert client.get("/cms/pages/")["Location"] == "/konto/mfa/reauthenticate/?next=%2Fcms%2Fpages%2F"
    response = client.post("/konto/mfa/reauthenticate/?next=/cms/pages/", {"code": current_code(secret)})
    assert response["Location"] == "/cms/pages/"
    assert client.get("/cms/").status_code == 200


def test_taking_off_the_second_factor_closes_the_interface_at_once(client: Client) -> None:
    user = make_lead_editor()
    secret = give_second_factor(user)
    sign_in(client, user)
    client.post("/konto/mfa/authenticate/", {"code": current_code(secret)})
    client.post("/konto/mfa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/cms/")["Location"].startswith("/konto/mfa/totp/activate/")


def test_another_persons_proof_does_not_count(client: Client, staff_client: Any) -> None:
    """A session taken over by a second sign-in keeps no proof of the first."""
    first = staff_client(make_lead_editor())
    second = make_lead_editor()
    give_second_factor(second)
    first.force_login(second)
    assert first.get("/cms/").status_code == 302


def test_secrets_lie_encrypted_in_the_database() -> None:
    user = make_user()
    secret = give_second_factor(user)
    kept = Authenticator.objects.get(user=user)
    assert secret not in str(kept.data)
    assert TOTP(kept).validate_code(current_code(secret))


class TestLostPhone:
    def test_a_lead_editor_takes_it_off_and_the_person_is_told(self, staff_client: Any) -> None:
        person = make_editor("chemnitz")
        give_second_factor(person)
        client = staff_client(make_lead_editor())
        path = reverse("accounts_take_off_second_factor", args=[person.pk])
        assert client.get(path).status_code == 200
        client.post(path)
        assert not Authenticator.objects.filter(user=person).exists()
        assert mail.outbox[-1].to == [person.email]

    @pytest.mark.parametrize("make", [make_admin, make_lead_editor])
    def test_not_from_an_administrator_nor_from_oneself(self, staff_client: Any, make: Any) -> None:
        lead = make_lead_editor()
        target = make() if make is make_admin else lead
        client = staff_client(lead)
        if target is not lead:
            give_second_factor(target)
        path = reverse("accounts_take_off_second_factor", args=[target.pk])
        assert client.post(path).status_code in {302, 403}
        assert Authenticator.objects.filter(user=target).exists()

    def test_a_regional_editor_cannot(self, staff_client: Any) -> None:
        person = make_editor("chemnitz")
        give_second_factor(person)
        staff_client(make_editor("chemnitz")).post(reverse("accounts_take_off_second_factor", args=[person.pk]))
        assert Authenticator.objects.filter(user=person).exists()

    def test_the_operators_have_a_command(self) -> None:
        admin = make_admin()
        give_second_factor(admin)
        call_command("take_off_second_factor", admin.email)
        assert not Authenticator.objects.filter(user=admin).exists()
        with pytest.raises(CommandError):
            call_command("take_off_second_factor", admin.email)
