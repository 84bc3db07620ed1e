"""The whole history of a page, and the ledger as a register."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core import gate
from core.aftercare import take_downs
from core.aftercare.care import care_of
from core.aftercare.history import history_of
from core.models import ChangePoint, Decision
from tests.aftercare.conftest import edit_and_submit
from tests.factories import make_actor, make_contributor, make_lead_editor, make_moderator, make_project

REGISTER = "aftercare_register"


class TestHistory:
    def test_it_tells_who_did_what_when_and_why(self, case, staff_client):
        edit_and_submit(case.page, case.lead, problem="Neu")
        request = gate.record(
            "changes_requested", case.now, revision=None, user=case.moderator, comment="Bitte ändern."
        )
        ChangePoint.objects.create(decision=request, words="Wer hat gezählt?")
        take_downs.take_down(page=case.now, user=case.moderator, kind="archived", explanation="Zu Ende.")
        client = staff_client(case.moderator)
        url = reverse("aftercare_page", args=[care_of(case.now).pk])
        words = client.get(url).content.decode()
        for part in ("Zu Ende.", "Wer hat gezählt?", str(case.moderator)):
            assert part in words
        assert "Wer hat gezählt?" not in client.get(f"{url}?show=public").content.decode()
        assert client.get(f"{url}?show=x&p=abc").status_code == 200

    def test_autosaves_of_one_day_are_one_line(self, case):
        from wagtail.log_actions import log

        for _time in range(5):
            log(instance=case.now, action="wagtail.edit", user=case.lead)
        edits = [event for event in history_of(case.now) if event.who == str(case.lead)]
        assert [event.times for event in edits] == [5]

    @pytest.mark.parametrize("who", ["moderator elsewhere", "actor lead", "author"])
    def test_others_do_not_find_it(self, case, staff_client, who):
        user = {
            "moderator elsewhere": lambda: make_moderator("leipzig"),
            "actor lead": lambda: case.lead,
            "author": lambda: case.author,
        }[who]()
        answer = staff_client(user).get(reverse("aftercare_page", args=[care_of(case.now).pk]))
        assert answer.status_code in (302, 403, 404)

    def test_a_snippet_has_one_too(self, case, staff_client):
        url = reverse("aftercare_of_snippet", args=["actors", "actor", case.actor.pk])
        assert staff_client(case.moderator).get(url, follow=True).status_code == 200
        assert staff_client(case.moderator).get(url.replace("/actor/", "/x/")).status_code == 404


class TestRegister:
    @pytest.fixture
    def lines(self, case) -> list[Decision]:
        """One forced publication of another region, and lines of the own."""
        elsewhere = make_project("leipzig", title="Leipziger Allerlei")
        gate.record("forced", elsewhere, revision=None, user=make_lead_editor(last_name="Wolfram"), comment="Eilt")
        return list(Decision.objects.all())

    def titles(self, client: Any, query: str = "") -> set[str]:
        answer = client.get(f"{reverse(REGISTER)}{query}")
        assert answer.status_code == 200, query
        return {line.title for line in answer.context["object_list"]}

    def test_leads_see_all_and_regional_staff_their_own(self, case, lines, staff_client):
        assert "Leipziger Allerlei" in self.titles(staff_client(make_lead_editor()))
        assert "Leipziger Allerlei" not in self.titles(staff_client(case.moderator))
        assert staff_client(make_contributor(make_actor())).get(reverse(REGISTER)).status_code != 200

    def test_every_filter_narrows(self, case, lines, staff_client):
        client = staff_client(make_lead_editor())
        leipzig = make_moderator("leipzig").region_roles.get().region_id
        wolfram = lines[-1].user_id
        for query in (
            f"?region={leipzig}",
            "?kind=forced",
            f"?user={wolfram}",
            "?q=Allerlei",
            "?q=wolfram",
            "?countersign=open",
            f"?object={lines[-1].base_content_type_id}:{lines[-1].object_id}",
        ):
            assert self.titles(client, query) == {"Leipziger Allerlei"}, query
        assert self.titles(client, "?type=actors.actor") == {case.actor.name}
        assert self.titles(client, "?decided_at_from=2020-01-01&decided_at_to=2020-01-02") == set()

    @pytest.mark.parametrize(
        "query",
        "region=x countersign=x kind=x user=x decided_at_from=x object=%00:1 object=99999999999:1 p=x type=x q=%00".split(),
    )
    def test_no_query_breaks_it(self, db, staff_client, query):
        assert staff_client(make_lead_editor()).get(f"{reverse(REGISTER)}?{query}").status_code in (200, 400, 404)

    def test_exports_carry_iso_dates_and_no_formula(self, case, staff_client):
        gate.record("answered", case.now, revision=None, user=case.author, comment='=cmd|"/C calc"!A0')
        client = staff_client(case.moderator)
        csv = b"".join(client.get(f"{reverse(REGISTER)}?export=csv").streaming_content).decode()
        assert "'=cmd" in csv
        assert csv.splitlines()[0].startswith(("Wann,", "When,"))
        assert "\n20" in csv
        assert "T" in csv.splitlines()[1].split(",")[0]
        answer = client.get(f"{reverse(REGISTER)}?export=xlsx")
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        values = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in values)
        assert any(str(cell.value).startswith("'=cmd") for cell in values)

    @pytest.mark.parametrize("query", ["", "?countersign=open"])
    def test_it_costs_the_same_with_many_lines(self, case, staff_client, query):
        client = staff_client(make_lead_editor())

        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(REGISTER) + query)
            return len(queries)

        pages = [make_project("chemnitz") for _number in range(3)]
        for page in pages:
            gate.record("forced", page, revision=None, user=case.author)
        cost()
        few = cost()
        line = Decision.objects.filter(kind="forced").first()
        Decision.objects.bulk_create(
            Decision(
                kind="forced",
                base_content_type=line.base_content_type,
                object_id=str(pages[number % 3].pk),
                title=f"Seite {number}",
                region=line.region,
                user=case.moderator if number % 2 else case.author,
            )
            for number in range(500)
        )
        assert cost() == few
