"""Deeds around people outside: ask them, send again, take back; they answer by a link out of their mail."""

import re
from datetime import datetime, timedelta

from django.db import transaction

from core.models import OutboxMessage
from core.outbox import stored_mail
from core.outside import services
from core.outside.models import Answer, Question
from core.outside.services import OutsideError
from tests.desk.machine.base import REFUSED, Base
from tests.desk.oracle import Asked, Person, Thing

LINK = re.compile(r"/freigabe/([\w-]{43})/")
DAYS = (2, 7)
# The newest expiries that are told: what ran out earlier is not worth a mail any more.
TOLD_WITHIN = timedelta(days=7)


class Outsiders(Base):
    def ask_outside(self, *, who: int, what: int, turn: int, other: int) -> None:
        person, thing, page = self._scene(who, what, turn, self._may_ask)
        number, days = len(self.questions), DAYS[other % len(DAYS)]
        try:
            with transaction.atomic():
                row = services.ask(
                    obj=page,
                    user=person.user,
                    name=f"Dr. Ute Sander {number}",
                    function="Geschäftsführung",
                    email=f"sander{number}@example.org",
                    language="de",
                    words="Stimmt das?",
                    days=days,
                )
        except (*REFUSED, OutsideError):
            return
        assert self.oracle.may_ask(person, thing, self._stage_of(thing))
        asked = Asked(row, thing, person, thing.draft, days, self._moment())
        self.questions.append(asked)
        self._entered("outside_asked", person, thing)
        self._mailed(asked, "asked")

    def answer_outside(self, *, who: int, what: int, turn: int, other: int) -> None:
        """By any link that ever was in a mail, or by one that nobody has made."""
        asked = self._some_question(what, turn)
        if asked is None:
            return
        tokens = list(asked.tokens)
        token = "x" * 43 if other % 9 == 8 else tokens[who % len(tokens)]
        good = asked.tokens.get(token, False) and asked.waits(self._moment())
        answer = (Answer.YES, Answer.YES, Answer.CHANGES, Answer.NOT_MINE)[other % 4]
        row = Question.objects.get(pk=asked.row.pk)
        if not self._try(
            good, lambda: services.answer(token=token, shown=row.shown, answer=answer, words="Bitte kürzen")
        ):
            self.taken["link refused"] += 1
            return
        asked.ended = "answered"
        self._entered(str(services.LINES[answer]), None, asked.thing)
        if asked.asker.active:
            self.mails.add(f"outside-answered-{asked.row.pk}")

    def revoke(self, *, who: int, what: int, turn: int, **_kwargs: int) -> None:
        asked = self._some_question(what, turn)
        if asked is None:
            return
        person = self._one_of(who, turn, asked)
        allowed = self.oracle.may_end(person, asked) and not asked.ended
        if not self._try(allowed, lambda: services.revoke(question=asked.row, user=person.user)):
            return
        asked.ended = "revoked"
        self._entered("outside_revoked", person, asked.thing)

    def send_again(self, *, who: int, what: int, turn: int, **_kwargs: int) -> None:
        """With a new link and new time; the earlier links are dead."""
        asked = self._some_question(what, turn)
        if asked is None:
            return
        person = self._one_of(who, turn, asked)
        try:
            with transaction.atomic():
                services.send_again(question=asked.row, user=person.user)
        except (*REFUSED, OutsideError):
            return
        assert self.oracle.may_end(person, asked)
        assert not asked.ended
        asked.tokens = dict.fromkeys(asked.tokens, False)
        asked.sent_at, asked.reminded, asked.expiry_told = self._moment(), False, False
        self._mailed(asked, "asked")

    def questions_came_due(self, now: datetime) -> None:
        for asked in self.questions:
            if asked.ended:
                continue
            half = asked.sent_at + timedelta(days=asked.days) / 2
            if half <= now < asked.expires_at and not asked.reminded:
                asked.reminded = True
                self._mailed(asked, "reminded")
            elif now - TOLD_WITHIN < asked.expires_at <= now and not asked.expiry_told:
                asked.expiry_told = True
                if asked.asker.active:
                    self.mails.add(f"outside-expired-{asked.row.pk}-{len(asked.tokens)}")

    # Helpers

    def _mailed(self, asked: Asked, what: str) -> None:
        """Note the mail with the newest link, and take the link out of it."""
        key = f"outside-{what}-{asked.row.pk}-{len(asked.tokens) + 1}"
        self.mails.add(key)
        found = LINK.search(stored_mail(OutboxMessage.objects.get(message_id__startswith=f"<{key}@")).body)
        assert found
        asked.tokens[found[1]] = True

    def _some_question(self, number: int, turn: int) -> Asked | None:
        waiting = [one for one in self.questions if one.waits(self._moment())] if turn % 4 < 3 else []
        found = waiting or self.questions
        return found[number % len(found)] if found else None

    def _one_of(self, who: int, turn: int, asked: Asked) -> Person:
        theirs = [one for one in self.cast if self.oracle.may_end(one, asked)] if turn % 4 < 3 else []
        person = (theirs or self.cast)[who % len(theirs or self.cast)]
        self._user(person)
        return person

    def _may_ask(self, person: Person, thing: Thing, stage: str) -> bool:
        return self.oracle.may_ask(person, thing, stage)
