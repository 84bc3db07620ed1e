"""What a project needs before it can be public, and what follows from its postcode."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import gate
from core.gate import PublishRefused
from projects import checks
from projects.models import ProjectPage
from tests.factories import make_project, publish

pytestmark = pytest.mark.django_db


def steps(**fields: Any) -> list[str]:
    return [point.step for point in checks.open_points(make_project(**fields))]


def test_a_complete_project_lacks_nothing() -> None:
    assert steps() == []


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"postcode": ""}, checks.BASICS),
        ({"postcode": "10115"}, checks.BASICS),
        ({"summary": " "}, checks.SHORT),
        ({"phase": ""}, checks.SHORT),
        ({"problem": ""}, checks.STORY),
        ({"approach": ""}, checks.STORY),
        ({"effect": ""}, checks.STORY),
        ({"campaign_url": "https://example.org"}, checks.STORY),
        ({"evidence": "evaluated"}, checks.COPY),
    ],
)
def test_each_gap_is_named_with_its_step(fields: dict[str, Any], step: str) -> None:
    assert steps(**fields) == [step]


def test_an_idea_can_do_without_an_effect() -> None:
    assert steps(phase="idea", effect="") == []


def test_statewide_work_needs_no_postcode() -> None:
    assert steps(postcode="", works_statewide=True) == []


@pytest.mark.parametrize("relation", ["page_topics", "page_target_groups"])
def test_topic_and_target_group_are_needed(relation: str) -> None:
    project = make_project()
    setattr(project, relation, [])
    assert [point.step for point in checks.open_points(project)] == [checks.SHORT]


def test_the_gate_refuses_what_is_incomplete() -> None:
    with pytest.raises(PublishRefused):
        publish(make_project(problem=""))


def test_the_gate_names_every_gap_in_words() -> None:
    blockers = gate.publication_blockers(make_project(problem="", approach=""))
    assert len(blockers) == 2


def test_district_and_coordinates_follow_from_the_postcode() -> None:
    project = make_project(postcode="08056")
    assert project.district is not None
    assert project.district.slug == "zwickau"
    assert (round(project.latitude, 1), round(project.longitude, 1)) == (50.7, 12.5)
    assert project.place_name


def test_without_a_postcode_there_is_no_place() -> None:
    project = make_project(postcode="08056")
    project.postcode = ""
    project.save()
    fresh = ProjectPage.objects.get(pk=project.pk)
    assert (fresh.district, fresh.latitude, fresh.longitude) == (None, None, None)


def test_a_project_cannot_end_before_it_starts() -> None:
    project = make_project(started_on=datetime.date(2024, 5, 1), ended_on=datetime.date(2024, 4, 1))
    with pytest.raises(ValidationError) as refused:
        project.full_clean()
    assert "ended_on" in refused.value.message_dict
