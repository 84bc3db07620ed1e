"""Three pages of three kinds in two regions, as an editor has written them."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories import make_editor, make_event, make_news, make_project


def three_pages() -> list[Any]:
    writer = make_editor("chemnitz")
    return [
        make_news("chemnitz", user=writer, title="Nachricht im Paket"),
        make_project("chemnitz", user=writer, title="Projekt im Paket"),
        make_event("leipzig", user=make_editor("leipzig"), title="Abend im Paket"),
    ]


@pytest.fixture
def pages() -> SimpleNamespace:
    news, project, event = three_pages()
    return SimpleNamespace(news=news, project=project, event=event, all=[news, project, event])
