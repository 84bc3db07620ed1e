"""Home, region and standard pages as readers meet them."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_home_answers(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
