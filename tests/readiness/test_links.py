"""Links are called in the background, politely, and never inside our own network."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from core.readiness import link_work
from core.readiness.fetch import NOTHING, Outcome, fetch, is_public
from core.readiness.models import LinkState
from tests.factories import make_news, make_project


class Handler(BaseHTTPRequestHandler):
    """Answers by path: /code/404, /only-get, /to/<path>, /away."""

    seen: list[tuple[str, str, str]] = []

    def do_HEAD(self) -> None:
        self.seen.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path.startswith("/code/"):
            self.send_response(int(self.path.removeprefix("/code/")))
        elif self.path == "/only-get":
            self.send_response(200 if self.command == "GET" else 405)
        elif self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "/" + self.path.removeprefix("/to/"))
        elif self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/")
        else:
            self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the name that the server looks for

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.seen.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def here(address: str) -> bool:
    """Lets the tests call the server on this machine, and nothing else inside."""
    return address == "127.0.0.1"


class TestFetching:
    @pytest.mark.parametrize(
        ("path", "outcome"),
        [
            ("/", Outcome(200, answers=True)),
            ("/gr%C3%BC%C3%9Fe", Outcome(200, answers=True)),
            ("/grüße?a=ä", Outcome(200, answers=True)),
            ("/code/404", Outcome(404, answers=False)),
            ("/code/500", Outcome(500, answers=False)),
            ("/code/403", Outcome(403, answers=True)),
            ("/only-get", Outcome(200, answers=True)),
            ("/to/to/code/410", Outcome(410, answers=False)),
            ("/to/" * 8, NOTHING),
        ],
    )
    def test_each_answer_is_told(self, server: str, path: str, outcome: Outcome) -> None:
        assert fetch(server + path, allowed=here) == outcome
        assert all("Linkpruefung" in agent for _method, _path, agent in Handler.seen)

    def test_the_head_is_asked_first_and_the_page_only_if_it_is_refused(self, server: str) -> None:
        fetch(server + "/", allowed=here)
        fetch(server + "/only-get", allowed=here)
        assert [method for method, _path, _agent in Handler.seen] == ["HEAD", "HEAD", "GET"]

    def test_nothing_inside_is_connected_to_not_even_by_a_redirect(self, server: str) -> None:
        assert fetch(server + "/") == NOTHING
        assert Handler.seen == []
        assert fetch(server + "/inside", allowed=here) == NOTHING

    def test_a_name_that_leads_inside_is_refused_before_connecting(
        self, server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        port = int(server.rpartition(":")[2])
        inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.215.14", "127.0.0.1")]
        monkeypatch.setattr("core.readiness.fetch.socket.getaddrinfo", lambda *args, **kwargs: inside)
        assert fetch(f"http://harmlos.example.org:{port}/") == NOTHING
        assert Handler.seen == []

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "x",
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://",
            "http://[::1",
            "http://a:99999/",
            "http://\x00/",
        ],
    )
    def test_odd_addresses_answer_nothing(self, url: str) -> None:
        assert fetch(url, allowed=here) == NOTHING

    @pytest.mark.parametrize(
        ("address", "public"),
        [
            ("93.184.215.14", True),
            ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
            ("127.0.0.1", False),
            ("10.1.2.3", False),
            ("172.16.0.1", False),
            ("192.168.1.1", False),
            ("169.254.169.254", False),
            ("100.64.0.1", False),
            ("0.0.0.0", False),  # noqa: S104 - only judged
            ("224.0.0.1", False),
            ("::1", False),
            ("fe80::1%eth0", False),
            ("fc00::1", False),
            ("::ffff:127.0.0.1", False),
            ("2002:7f00:1::", False),
            ("64:ff9b::7f00:1", False),
        ],
    )
    def test_only_the_open_internet_counts_as_public(self, address: str, public: bool) -> None:
        assert is_public(address) is public


@pytest.mark.django_db
class TestWork:
    def test_links_of_saved_drafts_are_collected_once(self) -> None:
        make_news(body=[("text", '<p><a href="https://example.org/a">a</a> <a linktype="page" id="1">b</a></p>')])
        make_project(website="https://example.org/b")
        now = timezone.now()
        assert link_work.collect(now) > 0
        assert set(LinkState.objects.values_list("url", flat=True)) == {
            "https://example.org/a",
            "https://example.org/b",
        }
        LinkState.objects.update(code=200)
        link_work.collect(now)
        assert set(LinkState.objects.values_list("code", flat=True)) == {200}

    def test_one_link_of_each_host_is_called_a_run_and_each_again_after_a_week(self) -> None:
        for url in ("https://a.example.org/1", "https://a.example.org/2", "https://b.example.org/"):
            LinkState.objects.create(url=url)
        called: list[str] = []

        def call(url: str) -> Outcome:
            called.append(url)
            return Outcome(200, answers=True)

        now = timezone.now()
        assert [link_work.check_due(now, call) for _run in range(3)] == [2, 1, 0]
        assert len(called) == len(set(called)) == 3
        assert link_work.check_due(now + timedelta(days=7, minutes=1), call) == 2

    def test_a_link_counts_as_dead_when_it_is_gone_or_silent_twice(self) -> None:
        for url in ("https://gone.example.org/", "https://silent.example.org/"):
            LinkState.objects.create(url=url)
        now = timezone.now()

        def call(url: str) -> Outcome:
            return Outcome(404, answers=False) if "gone" in url else NOTHING

        link_work.check_due(now, call)
        assert [state.url for state in LinkState.objects.dead()] == ["https://gone.example.org/"]
        link_work.check_due(now + timedelta(hours=7), call)
        assert LinkState.objects.dead().count() == 2
