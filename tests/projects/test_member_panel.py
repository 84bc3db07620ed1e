"""What "Mein Bereich" shows of projects: one's own, and those that wait for a lead."""

from typing import Any

import pytest
from django.urls import reverse

from tests.factories import make_project, make_user, submit

pytestmark = pytest.mark.django_db


def test_members_find_their_projects_and_begin_another(actor: Any, member: Any, signed_in: Any) -> None:
    project = make_project("chemnitz", actor=actor, title="Kochen für alle")
    html = signed_in(member).get(reverse("members:overview")).content.decode()
    assert f'href="{reverse("projects:status", args=[project.pk])}"' in html
    assert f'href="{reverse("projects:start")}"' in html


def test_people_of_no_organisation_are_not_offered_projects(signed_in: Any) -> None:
    html = signed_in(make_user()).get(reverse("members:overview")).content.decode()
    assert reverse("projects:start") not in html


def test_a_lead_finds_what_waits_for_a_decision(actor: Any, member: Any, actor_lead: Any, signed_in: Any) -> None:
    state = submit(make_project("chemnitz", actor=actor, user=member, title="Kochen für alle"), member)
    review = f'href="{reverse("review:decide", args=[state.pk])}"'
    assert review in signed_in(actor_lead).get(reverse("members:overview")).content.decode()
    assert review not in signed_in(member).get(reverse("members:overview")).content.decode()
