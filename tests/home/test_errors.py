"""Error pages speak our language, in our layout, and never fail themselves."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory, override_settings
from django.urls import path, resolve

from core import errors
from core.gate import PublishRefused
from portal.urls import urlpatterns as portal_urls
from tests.factories import make_lead_editor, make_news

pytestmark = pytest.mark.django_db


def raising(error: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("x400/", raising(SuspiciousOperation("secret detail"))),
    path("x403/", raising(PermissionDenied("secret detail"))),
    path("xgate/", raising(PublishRefused("Das geht nur nach einer Prüfung."))),
    path("x404/", raising(Http404("secret detail"))),
    path("x423/", lambda request: errors.locked(request, "Hanna schreibt gerade daran.")),
    path("x500/", raising(RuntimeError("secret detail"))),
    *portal_urls,
]
handler400 = "core.errors.bad_request"
handler403 = "core.errors.permission_denied"
handler404 = "core.errors.page_not_found"
handler500 = "core.errors.server_error"


@pytest.fixture
def forgiving() -> Client:
    return Client(raise_request_exception=False)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("status", [400, 403, 404, 423, 500])
def test_every_error_has_a_page_of_ours_without_details(forgiving: Client, status: int) -> None:
    response = forgiving.get(f"/x{status}/")
    html = response.content.decode()
    assert response.status_code == status
    assert 'id="main"' in html
    assert 'href="/"' in html
    assert "secret detail" not in html
    assert "no-store" in response["Cache-Control"]


@override_settings(ROOT_URLCONF=__name__)
def test_reasons_in_our_own_words_are_shown(forgiving: Client) -> None:
    assert "Das geht nur nach einer Prüfung." in forgiving.get("/xgate/").content.decode()
    assert "Hanna schreibt gerade daran." in forgiving.get("/x423/").content.decode()


def test_an_unknown_address_offers_a_search_for_its_words(client: Client) -> None:
    html = client.get("/projekte/nachbarschaft-in-plauen/").content.decode()
    assert 'value="projekte nachbarschaft in plauen"' in html


def test_an_unknown_address_of_another_language_answers_in_it(client: Client) -> None:
    assert '<html lang="en"' in client.get("/en/unknown-address/").content.decode()


@pytest.mark.parametrize("address", ["/%00/", "/projekte/%00", "/suche/?q=%00", "/?plz=%00", "/en/?x=a%00b"])
def test_nul_bytes_are_refused_in_our_layout(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert b'id="main"' in response.content


@pytest.mark.parametrize(
    "address",
    [
        "/%FF%FE/",
        "/%E2%80%AE/",
        "/..%2f..%2fetc/passwd",
        "/" + "a" * 5000 + "/",
        "/?page=" + "9" * 5000,
        "/projekte/?district[]=1&district=%F0%9F%98%80",
        "/chemnitz/?plz=" + "9" * 9000,
        "/?" + "&".join(f"a{number}=1" for number in range(900)),
    ],
)
def test_odd_addresses_are_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code < 500


def test_an_error_page_that_cannot_be_drawn_is_replaced_by_a_bare_one(monkeypatch: Any) -> None:
    real = errors.render_to_string

    def broken(name: str, *args: Any, **kwargs: Any) -> str:
        if name == "404.html":
            raise RuntimeError("no database")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.page_not_found(RequestFactory().get("/x/"))
    assert response.status_code == 404
    assert b'href="/"' in response.content


def test_without_any_template_an_error_still_has_a_page(monkeypatch: Any) -> None:
    def gone(*args: Any, **kwargs: Any) -> str:
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr(errors, "render_to_string", gone)
    response = errors.server_error(RequestFactory().get("/x/"))
    assert response.status_code == 500
    assert b"500" in response.content


def test_the_page_for_our_own_errors_needs_no_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert errors.server_error(RequestFactory().get("/x/")).status_code == 500


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_a_foreign_host_name_is_refused_without_an_error_of_ours(forgiving: Client) -> None:
    assert forgiving.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("parent", ["", "x", "0", "9" * 30])
def test_ids_that_wagtail_looks_up_unchecked_are_not_found(staff_client: Any, parent: str) -> None:
    client = staff_client(make_lead_editor())
    page = make_news("chemnitz")
    answer = client.post(f"/cms/pages/{page.pk}/copy/", {"new_parent_page": parent, "new_title": "x", "new_slug": "x"})
    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["pages/{}/revisions/0/revert/", "bulk/wagtailcore/page/publish/?id=x"])
def test_ids_that_no_row_can_have_are_not_found(staff_client: Any, address: str) -> None:
    page = make_news("chemnitz")
    assert staff_client(make_lead_editor()).get(f"/cms/{address.format(page.pk)}").status_code == 404


def test_a_missing_row_in_our_own_code_stays_an_error_of_ours(forgiving: Client) -> None:
    request = RequestFactory().get("/")
    request.resolver_match = resolve("/suche/")
    assert errors.AnswerBadInput(lambda _: HttpResponse()).process_exception(request, ObjectDoesNotExist()) is None
