"""Organisations, people and catalogues for the tests of projects."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import make_actor, make_actor_lead, make_contributor, region_index

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def actor(db: None) -> Any:
    """An organisation at home in the region Chemnitz."""
    return make_actor("chemnitz")


@pytest.fixture
def member(actor: Any) -> Any:
    return make_contributor(actor, first_name="Mara", last_name="Lindner")


@pytest.fixture
def actor_lead(actor: Any) -> Any:
    return make_actor_lead(actor, first_name="Jule", last_name="Berthold")


@pytest.fixture
def signed_in() -> Any:
    """A client of this person."""

    def client_of(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return client_of


@pytest.fixture
def catalogue(db: None) -> ProjectIndexPage:
    """The catalogue of all regions."""
    return region_index(ProjectIndexPage, None)


def address(name: str, project: ProjectPage, *further: Any) -> str:
    return reverse(f"projects:{name}", args=[project.pk, *further])
