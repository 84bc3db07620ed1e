"""People in the admin: lead editors manage them, and neither become administrators nor touch them."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts.models import User
from core.models import Region
from tests.factories import make_admin, make_editor, make_lead_editor, make_moderator, make_user

pytestmark = pytest.mark.django_db

ADD = "/cms/users/new/"


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "email": "neu@example.org",
        "first_name": "Karla",
        "last_name": "Neumann",
        "language": "de",
        "is_active": "on",
        **changes,
    }


def edit_path(user: User) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def region(slug: str) -> Region:
    return Region.objects.get(slug=slug)


def test_a_lead_editor_adds_a_person_with_regions(staff_client: Any) -> None:
    client = staff_client(make_lead_editor())
    assert client.get(reverse("wagtailusers_users:add")).status_code == 200
    response = client.post(
        reverse("wagtailusers_users:add"),
        fields(
            edits=[region("chemnitz").pk],
            moderates=[region("chemnitz").pk, region("leipzig").pk],
            runs_programme=[region("dresden").pk],
            advises=[region("leipzig").pk],
        ),
    )
    assert response.status_code == 302
    person = User.objects.get(email="neu@example.org")
    assert set(person.region_roles.values_list("region__slug", "role")) == {
        ("chemnitz", "editor"),
        ("chemnitz", "moderator"),
        ("leipzig", "moderator"),
        ("dresden", "programme"),
        ("leipzig", "adviser"),
    }
    assert not person.has_usable_password()


def test_the_new_person_chooses_a_password_from_the_mail(staff_client: Any, client: Any) -> None:
    staff_client(make_lead_editor()).post(reverse("wagtailusers_users:add"), fields())
    letter = mail.outbox[-1]
    assert letter.to == ["neu@example.org"]
    link = re.search(r"/konto/password/reset/key/\S+", letter.body)
    assert link
    form = client.get(link.group(), follow=True)
    password = "drei-rote-kraniche"
    client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    assert User.objects.get(email="neu@example.org").check_password(password)


def test_an_address_in_use_is_refused_whatever_its_case(staff_client: Any) -> None:
    make_user(email="neu@example.org")
    client = staff_client(make_lead_editor())
    response = client.post(reverse("wagtailusers_users:add"), fields(email="NEU@example.org"))
    assert response.status_code == 200
    assert response.context["form"].errors["email"]


def test_a_lead_editor_changes_regions_and_it_is_logged(staff_client: Any) -> None:
    from wagtail.models import ModelLogEntry

    person = make_editor("chemnitz")
    client = staff_client(make_lead_editor())
    assert client.get(edit_path(person)).status_code == 200
    client.post(edit_path(person), fields(email=person.email, moderates=[region("dresden").pk]))
    assert list(person.region_roles.values_list("region__slug", "role")) == [("dresden", "moderator")]
    assert ModelLogEntry.objects.filter(action="accounts.region_roles", object_id=str(person.pk)).exists()


@pytest.mark.parametrize("target", ["self", "other"])
def test_a_lead_editor_makes_nobody_administrator(staff_client: Any, target: str) -> None:
    lead = make_lead_editor()
    person = lead if target == "self" else make_user()
    client = staff_client(lead)
    client.post(edit_path(person), fields(email=person.email, is_superuser="on", is_staff="on"))
    client.post(reverse("wagtailusers_users:add"), fields(is_superuser="on"))
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_lead_editor_gives_only_groups_of_their_own(staff_client: Any) -> None:
    powerful = Group.objects.create(name="Technik")
    person = make_user()
    client = staff_client(make_lead_editor())
    response = client.post(edit_path(person), fields(email=person.email, groups=[powerful.pk]))
    assert response.context["form"].errors["groups"]
    own = Group.objects.get(name="Leitung")
    client.post(edit_path(person), fields(email=person.email, groups=[own.pk]))
    assert list(person.groups.all()) == [own]


@pytest.mark.parametrize("name", ["edit", "delete", "history"])
def test_administrators_are_out_of_reach(staff_client: Any, name: str) -> None:
    admin = make_admin()
    before = User.objects.filter(pk=admin.pk).values().get()
    client = staff_client(make_lead_editor())
    path = reverse(f"wagtailusers_users:{name}", args=[admin.pk])
    for method in (client.get, client.post):
        assert method(path, fields(email="gekapert@example.org")).status_code in {302, 403}
    assert User.objects.filter(pk=admin.pk).values().get() == before


@pytest.mark.parametrize(
    ("action", "data"),
    [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {}), ("delete", {})],
)
def test_bulk_actions_spare_administrators(staff_client: Any, action: str, data: dict[str, Any]) -> None:
    admin = make_admin()
    client = staff_client(make_lead_editor())
    path = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    group = Group.objects.get(name="Leitung")
    client.post(f"{path}?id={admin.pk}", {**data, "role": group.pk})
    admin.refresh_from_db()
    assert admin.is_active
    assert not admin.groups.exists()


def test_the_list_names_regions_and_hides_administrators(staff_client: Any) -> None:
    admin, person = make_admin(email="chefin@example.org"), make_moderator("leipzig")
    html = staff_client(make_lead_editor()).get("/cms/users/").content.decode()
    assert person.email in html
    assert "Leipzig" in html
    assert admin.email not in html


def test_the_list_costs_the_same_for_many_people(staff_client: Any, django_assert_max_num_queries: Any) -> None:
    client = staff_client(make_lead_editor())
    for _number in range(12):
        make_moderator("leipzig")
    client.get("/cms/users/")
    with django_assert_max_num_queries(40):
        client.get("/cms/users/")


@pytest.mark.parametrize("make", [lambda: make_editor("chemnitz"), lambda: make_moderator("chemnitz")])
def test_regional_staff_manage_nobody(staff_client: Any, make: Any) -> None:
    person = make_user()
    client = staff_client(make())
    for path in ("/cms/users/", reverse("wagtailusers_users:add"), edit_path(person)):
        assert client.get(path).status_code == 302
        assert client.post(path, fields(email="x@example.org")).status_code == 302
    assert not User.objects.filter(email="x@example.org").exists()


def test_groups_are_for_administrators(staff_client: Any) -> None:
    assert staff_client(make_lead_editor()).get("/cms/groups/").status_code == 302
    assert staff_client(make_admin()).get("/cms/groups/").status_code == 200


def test_the_account_page_offers_neither_password_nor_address(staff_client: Any) -> None:
    user = make_editor("chemnitz")
    client = staff_client(user)
    html = client.get("/cms/account/").content.decode()
    assert "new_password" not in html
    assert 'type="email"' not in html
    client.post(
        "/cms/account/",
        {
            "name_email-first_name": "Neu",
            "name_email-last_name": "Name",
            "name_email-email": "gekapert@example.org",
            "password-new_password1": "gekapert-gekapert",
            "password-new_password2": "gekapert-gekapert",
            "locale-preferred_language": "de",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    before = user.password
    user.refresh_from_db()
    assert user.password == before
    assert user.email != "gekapert@example.org"
