"""Judging rights by status and effect: what nobody reads is not drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.client import ClientHandler
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

# Key in a request's environment: the answer's words are read.
READ = {"tests.words_are_read": True}


class UndrawnHandler(ClientHandler):
    """Goes all the way through middleware and view, then keeps the status and leaves the template aside.

    Views decide on rights before they hand over their template; drawing Wagtail's edit form takes half a second.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async)
        self._template_response_middleware.append(self.leave_undrawn)

    def leave_undrawn(self, request: HttpRequest, response: SimpleTemplateResponse) -> SimpleTemplateResponse:
        """A response that has its content is not drawn any more."""
        if not READ.keys() <= request.META.keys():
            response.content = b""
        return response


def judging(client: Client) -> Any:
    """The same client, now drawing only what is read."""
    client.handler = UndrawnHandler(client.handler.enforce_csrf_checks)
    return client


@contextmanager
def nothing_beside_the_point() -> Iterator[None]:
    """No error pages are drawn, and as on the real site search and reference index are left to the worker."""
    worker = task_backends["default"]
    task_backends["default"] = DummyBackend("default", {"QUEUES": ["default"]})
    try:
        with mock.patch("core.errors.error_page", lambda request, status, **context: HttpResponse(status=status)):
            yield
    finally:
        task_backends["default"] = worker
