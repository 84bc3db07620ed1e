"""Production logs one JSON object a line, without what readers keep secret."""

import io
import json
import logging
import logging.config
import secrets
from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from portal.settings.logs import build_logging


@pytest.fixture
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Collect what production would write, or development if asked; put the test's own logging back."""
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configuration = build_logging("INFO", as_json=getattr(request, "param", True))
    configuration["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(configuration)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def test_each_record_is_one_json_line(written: io.StringIO) -> None:
    logging.getLogger("core").warning("Mail %s waits", "17", extra={"attempts": 3})
    record = json.loads(written.getvalue())
    assert record["event"] == "Mail 17 waits"
    assert record["level"] == "warning"
    assert record["attempts"] == 3


def test_errors_carry_their_traceback_in_the_same_line(written: io.StringIO) -> None:
    try:
        raise ValueError("no")
    except ValueError:
        logging.getLogger("core").exception("Failed")
    (line,) = written.getvalue().splitlines()
    assert "ValueError: no" in json.loads(line)["exception"]


def test_query_strings_stay_out_of_the_log(written: io.StringIO) -> None:
    request = RequestFactory().get("/einladung/", {"token": "secret-token"})
    logging.getLogger("django.request").warning("Not Found: %s", request.path, extra={"request": request})
    assert "Not Found: /einladung/" in written.getvalue()
    assert "secret-token" not in written.getvalue()


def test_secret_parts_of_addresses_stay_out_of_the_log(written: io.StringIO) -> None:
    token = secrets.token_urlsafe(32)
    logging.getLogger("django.request").warning("Gone: %s", f"/freigabe/{token}/vorschau/")
    assert "/freigabe/…/vorschau/" in written.getvalue()
    assert token not in written.getvalue()


@pytest.mark.parametrize("written", [True, False], ids=["production", "development"], indirect=True)
def test_what_a_function_held_stays_out_of_the_log(written: io.StringIO) -> None:
    def fails(password: str) -> None:
        raise ValueError("no")

    try:
        fails("".join(reversed("tsop-etieS")))
    except ValueError:
        logging.getLogger("core").exception("Failed")
    assert "ValueError: no" in written.getvalue()
    assert "Seite-post" not in written.getvalue()
