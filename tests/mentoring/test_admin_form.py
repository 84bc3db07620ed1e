"""The form of mentors in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Region
from mentoring.models import Mentor
from tests.actors.admin import existing_text, object_addresses
from tests.factories import make_actor, make_editor, make_lead_editor, make_mentor, make_topic, make_user

pytestmark = pytest.mark.django_db

StaffClient = Callable[[Any], Client]


def mentor_data(**changes: Any) -> dict[str, Any]:
    data = {
        "name": "Ada Lorenz",
        "region": str(Region.objects.get(slug="leipzig").pk),
        "capacity": "2",
        "intake": "open",
        "image": "",
        "actor": "",
        "user": "",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "1000",
        "texts-0-language": "de",
        "texts-0-headline": "Kennt jede Förderquelle",
        "texts-0-experience": "",
        "texts-0-availability": "",
        "texts-0-id": "",
        "texts-0-ORDER": "1",
        "texts-0-DELETE": "",
    }
    return {**data, **changes}


def add(client: Client, **changes: Any) -> Mentor | None:
    client.post(reverse(Mentor.snippet_viewset.get_url_name("add")), mentor_data(**changes))
    return Mentor.objects.filter(name="Ada Lorenz").first()


def test_what_is_ticked_is_kept_as_rows(staff_client: StaffClient) -> None:
    topic = make_topic()
    mentor = add(
        staff_client(make_editor("leipzig")),
        topics=[topic.pk],
        languages=["de", "hsb"],
        formats=["walk"],
        access=["dgs", "phone"],
    )
    assert mentor is not None
    assert not mentor.live
    assert {row.language for row in mentor.mentor_languages.all()} == {"de", "hsb"}
    assert [row.format for row in mentor.mentor_formats.all()] == ["walk"]
    assert {row.access for row in mentor.mentor_access.all()} == {"dgs", "phone"}


def test_unknown_choices_are_refused(staff_client: StaffClient) -> None:
    assert add(staff_client(make_editor("leipzig")), languages=["klingon"]) is None


def test_staff_cannot_tie_a_mentor_to_an_account(staff_client: StaffClient) -> None:
    mentor = add(staff_client(make_editor("leipzig")), user=make_user().pk)
    assert mentor is not None
    assert mentor.user is None


def test_lead_editors_tie_a_mentor_to_an_account(staff_client: StaffClient) -> None:
    user = make_user()
    mentor = add(staff_client(make_lead_editor()), user=user.pk)
    assert mentor is not None
    assert mentor.user == user


def test_a_foreign_draft_cannot_be_the_organisation(staff_client: StaffClient) -> None:
    assert add(staff_client(make_editor("leipzig")), actor=make_actor("chemnitz", live=False).pk) is None


@pytest.mark.parametrize("capacity", ["0", "-1", "21", "9" * 30, "x"])
def test_odd_capacities_are_refused(capacity: str, staff_client: StaffClient) -> None:
    assert add(staff_client(make_editor("leipzig")), capacity=capacity) is None


def test_the_preview_shows_the_draft_in_the_public_look(staff_client: StaffClient) -> None:
    mentor = make_mentor("leipzig")
    client = staff_client(make_editor("leipzig"))
    address = object_addresses(mentor)["preview_on_edit"]
    data = mentor_data(name="Neuer Name", **existing_text(mentor))
    assert client.post(address, data).json()["is_valid"]
    preview = client.get(address)
    assert "<h1>Neuer Name</h1>" in preview.content.decode()
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "unsafe-inline" not in preview["Content-Security-Policy"]
    assert Mentor.objects.get(pk=mentor.pk).name != "Neuer Name"
