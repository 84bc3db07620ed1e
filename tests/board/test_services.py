"""Writing, renewing and closing entries: who may, who may not, and what everybody is told."""

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from actors.board import clock, digest, services
from actors.board.forms import EntryForm
from actors.board.models import BoardEntry, Digest, EntryLink, EntryTally, EntryTerm
from core import gate, review
from core.regular_work import do_due_work
from core.retention import purge_expired
from tests.factories import (
    make_actor,
    make_actor_lead,
    make_contributor,
    make_editor,
    make_entry,
    make_lead_editor,
    make_moderator,
    make_topic,
    make_user,
    publish,
)
from tests.factories.guard import opened

pytestmark = pytest.mark.django_db

# A Tuesday morning, when mails go out.
MORNING = datetime.fromisoformat("2026-11-24T09:30+01:00")


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "need",
        "title": "Werkstatt gesucht",
        "text": "Wir suchen für zwei Nachmittage in der Woche eine Werkstatt mit Werkbank.",
        "topics": [str(make_topic().pk)],
        "postcode": "09130",
        "until": (timezone.localdate() + timedelta(days=30)).isoformat(),
    } | changes


def form(**changes: Any) -> EntryForm:
    found = EntryForm(typed(**changes))
    assert found.is_valid(), found.errors
    return found


def links() -> list[str]:

    return re.findall(
        r"https?://[^/]+(/biete-und-suche/verwalten/\S+)", "".join(str(letter.body) for letter in mail.outbox)
    )


class TestWriting:
    def test_a_member_writes_and_the_region_decides(self) -> None:
        actor = make_actor("leipzig")
        person = make_contributor(actor)
        made = services.write(user=person, form=form(), actor=actor)
        assert (made.live, made.region.slug, made.district.name) == (False, "chemnitz", "Chemnitz")  # type: ignore[union-attr]
        assert review.active_state(made) is not None
        assert not BoardEntry.objects.current().exists()
        publish(made)
        assert list(BoardEntry.objects.current()) == [made]

    def test_somebody_without_an_organisation_writes_in_their_own_name(self) -> None:
        person = make_user()
        made = services.write(user=person, form=form(), actor=None)
        assert (made.person, made.actor) == (person, None)
        review.withdraw(obj=made, user=person)
        assert review.active_state(made) is None

    def test_nobody_writes_for_a_foreign_organisation(self) -> None:
        with pytest.raises(PermissionDenied):
            services.write(user=make_user(), form=form(), actor=make_actor())

    def test_moderators_do_not_decide_on_their_own(self) -> None:
        person = make_moderator("chemnitz")
        made = services.write(user=person, form=form(), actor=None)
        assert person not in review.reviewers_to_ask(made)

    def test_twenty_open_entries_are_enough(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(services, "MOST_OPEN", 1)
        person = make_user()
        services.write(user=person, form=form(), actor=None)
        with pytest.raises(services.BoardError):
            services.write(user=person, form=form(title="Noch eins"), actor=None)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("postcode", "10115"),
            ("postcode", "9130"),
            ("until", "2020-01-01"),
            ("until", "2099-01-01"),
            ("until", "\x00"),
            ("kind", "gift"),
            ("topics", ["999999"]),
            ("title", ""),
            ("text", "x" * 3001),
        ],
    )
    def test_nonsense_is_explained_at_its_field(self, field: str, value: Any) -> None:
        assert list(EntryForm(typed(**{field: value})).errors) == [field]

    def test_a_change_of_a_public_entry_waits_while_the_old_text_stays(self) -> None:
        actor = make_actor()
        person = make_contributor(actor)
        made = make_entry(actor)
        services.rewrite(entry=made, user=person, form=form(title="Neuer Titel"))
        made.refresh_from_db()
        assert made.title != "Neuer Titel"
        assert made.get_latest_revision_as_object().title == "Neuer Titel"
        with pytest.raises(review.AlreadyDecided):
            services.rewrite(entry=made, user=person, form=form(title="Noch neuer"))

    def test_the_gate_stays_shut_without_a_decision(self) -> None:
        made = services.write(user=make_user(), form=form(), actor=None)
        with pytest.raises(gate.PublishRefused):
            made.get_latest_revision().publish()

    def test_an_old_draft_does_not_change_whose_it_is(self) -> None:
        made = make_entry()
        other = make_actor()
        content = {**made.get_latest_revision().content, "actor": other.pk}
        assert made.with_content_json(content).actor_id == made.actor_id

    def test_an_entry_belongs_to_one_owner(self) -> None:
        made = make_entry(live=False)
        made.person = make_user()
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save()


class TestTerm:
    def test_renewing_gives_sixty_days_from_today(self) -> None:
        made = make_entry(days=3)
        services.renew(entry=made, user=make_contributor(made.actor))
        assert EntryTerm.objects.get().until == timezone.localdate() + timedelta(days=60)

    def test_an_expired_entry_is_found_by_its_owner_and_renewed(self) -> None:
        made = make_entry(days=-5)
        person = make_contributor(made.actor)
        assert not BoardEntry.objects.current().exists()
        assert list(BoardEntry.objects.own(person)) == [made]
        services.renew(entry=made, user=person)
        assert BoardEntry.objects.current().exists()

    def test_after_ninety_days_it_is_written_anew(self) -> None:
        made = make_entry(days=-91)
        with pytest.raises(services.BoardError):
            services.renew(entry=made, user=make_contributor(made.actor))

    @pytest.mark.parametrize("deed", [services.renew, partial(services.close, outcome="platform")])
    def test_strangers_change_nothing(self, deed: Any) -> None:
        made = make_entry()
        for user in (make_user(), make_contributor(make_actor()), make_editor("leipzig"), make_moderator("leipzig")):
            with pytest.raises(PermissionDenied):
                deed(entry=made, user=user)

    def test_closing_keeps_the_outcome_without_names(self) -> None:
        made = make_entry()
        services.close(entry=made, user=make_actor_lead(made.actor), outcome="platform")
        tally = EntryTally.objects.get()
        assert (tally.kind, tally.outcome, tally.region) == ("offer", "platform", made.region)
        assert not BoardEntry.objects.current().exists()
        with pytest.raises(services.BoardError):
            services.close(entry=made, user=make_lead_editor(), outcome="open")
        with pytest.raises(services.BoardError):
            services.renew(entry=made, user=make_lead_editor())


class TestReminders:
    def owned(self, days: int) -> BoardEntry:
        with time_machine.travel(MORNING, tick=False):
            actor = make_actor()
            make_actor_lead(actor, email="leitung@example.org")
            return make_entry(actor, days=days)

    @pytest.mark.parametrize(("days", "mails"), [(11, 0), (10, 1), (3, 1), (2, 1), (0, 1), (-1, 1), (-31, 0)])
    def test_each_is_said_once_on_its_day(self, days: int, mails: int) -> None:
        self.owned(days)
        mail.outbox.clear()
        with time_machine.travel(MORNING, tick=False):
            assert clock.do_due(timezone.now()) == mails
            assert clock.do_due(timezone.now()) == 0
        assert [letter.to for letter in mail.outbox] == [["leitung@example.org"]] * mails

    def test_a_renewed_term_is_spoken_of_anew(self) -> None:
        made = self.owned(10)
        with time_machine.travel(MORNING, tick=False):
            clock.do_due(timezone.now())
            services.renew(entry=made, user=make_lead_editor())
        mail.outbox.clear()
        with time_machine.travel(MORNING + timedelta(days=51), tick=False):
            assert clock.do_due(timezone.now()) == 1
        assert len(mail.outbox) == 1

    def test_nobody_is_written_to_at_night(self) -> None:
        self.owned(1)
        with time_machine.travel(MORNING.replace(hour=3), tick=False):
            assert clock.do_due(timezone.now()) == 0

    def test_the_link_renews_and_closes_by_a_button_only(self, client: Client) -> None:
        made = self.owned(2)
        with time_machine.travel(MORNING, tick=False):
            mail.outbox.clear()
            clock.do_due(timezone.now())
            [link] = links()
            assert client.get(link).status_code == 200
            assert EntryTerm.objects.get().until == timezone.localdate() + timedelta(days=2)
            client.post(link, {"renew": "1"})
            assert EntryTerm.objects.get().until == timezone.localdate() + timedelta(days=60)
            assert client.post(link, {"close": "1"}).status_code == 422
            client.post(link, {"close": "1", "outcome": "platform"})
            assert EntryTerm.objects.get().outcome == "platform"
            assert client.post(link, {"renew": "1"}).status_code == 409
            assert client.get(made.get_absolute_url()).status_code == 404

    def test_a_link_of_somebody_who_has_left_opens_nothing(self, client: Client) -> None:
        made = self.owned(2)
        person = made.actor.memberships.get().user  # type: ignore[union-attr]
        token = services.new_link(made, person)
        made.actor.memberships.all().delete()  # type: ignore[union-attr]
        assert client.post(f"/biete-und-suche/verwalten/{token}/", {"renew": "1"}).status_code == 410
        assert client.get("/biete-und-suche/verwalten/geraten/").status_code == 404
        assert EntryLink.objects.count() == 1


class TestDigest:
    def subscribed(self, client: Client, **fields: Any) -> None:
        order = {"email": "leserin@example.org", "opened": opened(), **fields}
        assert client.post("/biete-und-suche/jede-woche/", order).status_code == 200
        link = re.search(r"https?://[^/]+(/bestaetigen/\S+)", str(mail.outbox[-1].body))
        assert link
        assert not Digest.objects.exists()
        assert client.get(link[1]).status_code == 200
        assert not Digest.objects.exists()
        assert client.post(link[1]).status_code == 302
        mail.outbox.clear()

    def test_once_a_week_what_is_new_and_nothing_else(self, client: Client) -> None:
        topic = make_topic()
        with time_machine.travel(MORNING - timedelta(days=7), tick=False):
            make_entry(title="Davor")
        with time_machine.travel(MORNING - timedelta(days=6), tick=True):
            self.subscribed(client, topics=[str(topic.pk)])
            make_entry(title="Passt genau", topics=[topic])
            make_entry(title="Anderes Thema")
        with time_machine.travel(MORNING, tick=False):
            mail.outbox.clear()
            assert digest.send_due(timezone.now()) == 1
            assert digest.send_due(timezone.now()) == 0
        [letter] = mail.outbox
        assert letter.to == ["leserin@example.org"]
        assert "Passt genau" in letter.body
        assert "Davor" not in letter.body
        assert "Anderes Thema" not in letter.body
        with time_machine.travel(MORNING + timedelta(days=7), tick=False):
            assert digest.send_due(timezone.now()) == 0

    def test_it_says_what_fits_to_the_own_entry_and_why(self, client: Client) -> None:
        topic = make_topic(name="Nachbarschaft")
        actor = make_actor()
        with time_machine.travel(MORNING - timedelta(days=2), tick=True):
            make_contributor(actor, email="leserin@example.org")
            make_entry(actor, kind="need", title="Unser Bedarf", topics=[topic])
            self.subscribed(client)
            make_entry(title="Ein Angebot dazu", topics=[topic])
        with time_machine.travel(MORNING, tick=False):
            digest.send_due(timezone.now())
        body = str(mail.outbox[-1].body)
        assert "Unser Bedarf" in body
        assert "Nachbarschaft" in body

    def test_a_link_of_any_mail_ends_it_by_a_button(self, client: Client) -> None:
        self.subscribed(client)
        address = digest.address_of(Digest.objects.get())
        assert client.get(address).status_code == 200
        assert Digest.objects.exists()
        client.post(address)
        assert not Digest.objects.exists()
        assert client.get(address).status_code == 410
        assert client.get("/biete-und-suche/jede-woche/x:y:z/").status_code == 410


def test_what_is_over_for_half_a_year_goes_and_the_outcome_stays() -> None:
    made = make_entry()
    services.close(entry=made, user=make_lead_editor(), outcome="elsewhere")
    make_entry(days=-179)
    now = timezone.now() + timedelta(days=181)
    assert purge_expired(now, dry_run=True)["board.BoardEntry"] == 2
    purge_expired(now)
    assert not BoardEntry.objects.exists()
    assert EntryTally.objects.count() == 1


def test_all_of_it_is_regular_work() -> None:
    assert {"board", "board_digest"} <= set(do_due_work(timezone.now()))
