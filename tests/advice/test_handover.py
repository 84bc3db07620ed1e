"""From advice to a project without typing twice: nothing is shared before the person presses the button."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.handover.models import Handover
from mentoring.advice import advising
from mentoring.advice.booking import AdviceError
from mentoring.advice.models import Adviser
from tests.advice.conftest import PERSON, booked, link_to

pytestmark = pytest.mark.django_db


def test_the_form_of_a_project_starts_with_what_is_known(desk: Adviser, client: Client, clock: Any) -> None:
    case = booked(desk)
    mail.outbox.clear()
    advising.hand_over(case=case, by=desk.user, target="project")
    with pytest.raises(AdviceError):
        advising.hand_over(case=case, by=desk.user, target="project")
    assert [message.to for message in mail.outbox] == [[PERSON]]
    link = link_to(PERSON, "uebergabe")
    assert "Nachbarschaftsladen" in client.get(link).content.decode()
    assert Handover.objects.get().used_at is None
    form = client.post(link)
    assert form["Location"].startswith("/mein-bereich/projekte/")
    body = client.get(form["Location"]).content.decode()
    assert PERSON in body
    assert "Neumann" in body
    assert client.post(link).status_code == 410
    clock.shift(timedelta(days=15))
    assert PERSON not in client.get(form["Location"]).content.decode()


def test_the_request_for_a_mentor_starts_with_the_concern(desk: Adviser, client: Client) -> None:
    advising.hand_over(case=booked(desk), by=desk.user, target="mentor_request")
    form = client.post(link_to(PERSON, "uebergabe"))["Location"]
    assert form.startswith("/tandem/anfragen/")
    body = client.get(form).content.decode()
    assert PERSON in body
    assert "Nachbarschaftsladen" in body


def test_strange_links_and_targets_open_nothing(desk: Adviser, client: Client) -> None:
    assert client.get(f"/uebergabe/{'x' * 43}/").status_code == 404
    assert client.get("/mein-bereich/projekte/beginnen/?uebergabe=%00").status_code in {200, 400, 404}
    with pytest.raises(AdviceError):
        advising.hand_over(case=booked(desk), by=desk.user, target="nothing")
