"""The certificate says who, how long and about what; it is tagged, and never missing."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import ImageFile
from pypdf import PdfReader

from mentoring.tandems import certificate, walking
from mentoring.tandems.models import Match, Side
from mentoring.tandems.people import new_link
from tests.mentoring.tandem_world import make_world, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished() -> Match:
    match = running(make_world())
    for minutes, topic in ((60, "Räume & Miete"), (45, "<b>Verein</b>")):
        walking.note_session(match=match, on=match.started_on, minutes=minutes, topic=topic)
    walking.finish(match=match, by=Side.MENTOR)
    return Match.objects.select_related("mentor__user").get(pk=match.pk)


def test_both_sides_get_a_tagged_pdf_with_hours_and_topics(finished: Match) -> None:
    client = Client()
    client.force_login(finished.mentor.user)
    for opened, path in (
        (client, f"/mein-bereich/mentoring/{finished.pk}/bescheinigung/"),
        (Client(), f"/tandem/{new_link(finished)}/bescheinigung/"),
    ):
        answer = opened.get(path)
        assert answer["Content-Type"] == "application/pdf"
        pdf: Any = PdfReader(BytesIO(answer.content))
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "de"
        text = " ".join(pdf.pages[0].extract_text().split())
        for words in ("Karla Neumann", "Hannelore Großkopf", "1 h 45 min", "Räume & Miete", "<b>Verein</b>"):
            assert words in text


def test_without_the_libraries_there_is_a_page_to_print(finished: Match, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(html: str) -> bytes:
        raise certificate.NoPdf

    monkeypatch.setattr(certificate, "as_pdf", fails)
    said = Client().get(f"/tandem/{new_link(finished)}/bescheinigung/").content.decode()
    assert "1 h 45 min" in said
    assert "Please print this page" in said


def test_only_what_is_finished_has_one() -> None:
    match = running(make_world())
    assert Client().get(f"/tandem/{new_link(match)}/bescheinigung/").status_code == 404


def test_making_one_does_not_let_damaged_pictures_in(finished: Match) -> None:
    assert Client().get(f"/tandem/{new_link(finished)}/bescheinigung/").status_code == 200
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
