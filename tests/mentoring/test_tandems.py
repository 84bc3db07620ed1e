"""The way of a tandem: each step by who may, with its mails once, with a clock and a way out."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.models import OutboxMessage
from core.retention import declarations
from mentoring.models import Mentor
from mentoring.tandems import asking, clock, deciding, steering, walking
from mentoring.tandems.models import Match, Side, State, Step
from mentoring.tandems.retention_rules import strip_old
from mentoring.tandems.states import InConflict, NoPlace, TandemError, TooLate
from tests.factories import make_programme_lead, make_user
from tests.mentoring.tandem_world import (
    MENTEE,
    World,
    accepted,
    after,
    at,
    keys,
    kinds,
    later,
    make_world,
    requested,
    running,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


@pytest.fixture
def world(db: None) -> World:
    return make_world(others=4)


def state_of(match: Match) -> str:
    return Match.objects.get(pk=match.pk).state


def test_the_whole_way_writes_to_both_at_each_step_once(world: World) -> None:
    match = running(world)
    walking.note_session(match=match, on=match.started_on, minutes=60, topic="Räume")
    walking.finish(match=match, by=Side.MENTEE)
    assert kinds(match) == ["requested", "accepted", "meeting", "agreement", "running", "finished"]
    for side, address in (("mentee", MENTEE), ("mentor", world.mentor.user.email)):
        numbered = [(step.kind, step.number) for step in match.steps.all()]
        assert keys(to=address) == [f"tandem-{kind}-{match.pk}-{number}-{side}" for kind, number in numbered]
    assert state_of(match) == State.FINISHED
    assert Match.objects.get(pk=match.pk).seat is None


def test_only_the_mentor_decides_and_only_with_the_word_on_conflicts(world: World) -> None:
    match = requested(world)
    for user in (make_user(), world.team, world.others[0].user):
        for work in (
            lambda user=user: deciding.accept(match=match, user=user, unbiased=True),
            lambda user=user: deciding.decline(match=match, user=user, reason="time"),
            lambda user=user: deciding.ask_back(match=match, user=user, text="Wo?"),
        ):
            with pytest.raises(PermissionDenied):
                work()
    with pytest.raises(InConflict):
        deciding.accept(match=match, user=world.mentor.user, unbiased=False)


def test_a_question_goes_back_and_forth_three_times_at_most(world: World) -> None:
    match = requested(world)
    for _number in range(deciding.MOST_QUESTIONS):
        deciding.ask_back(match=match, user=world.mentor.user, text="Wo?")
        asking.answer(match=match, text="Im Hof")
    with pytest.raises(TandemError):
        deciding.ask_back(match=match, user=world.mentor.user, text="Wann?")
    assert match.questions.filter(answer="Im Hof").count() == 3
    assert len(set(keys())) == len(keys()) == 2 + 3 * 4


def test_the_last_place_is_given_once(world: World) -> None:
    accepted(world)
    second = requested(world, email="zwei@example.org", nobody=True)
    Match.objects.filter(pk=second.pk).update(mentor=world.mentor, state=State.REQUESTED)
    with pytest.raises(NoPlace):
        deciding.accept(match=second, user=world.mentor.user, unbiased=True)
    for seat in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            Match.objects.filter(pk=second.pk).update(state=State.ACCEPTED, seat=seat, seats=1)


def test_a_lower_capacity_takes_no_place_away_and_gives_no_new_one(world: World) -> None:
    steering.set_places(mentor=world.mentor, user=world.mentor.user, capacity=3)
    rows = [requested(world, email=f"m{number}@example.org") for number in range(3)]
    for row in rows[:2]:
        deciding.accept(match=row, user=world.mentor.user, unbiased=True)
    steering.set_places(mentor=world.mentor, user=world.mentor.user, capacity=1)
    walking.end(match=rows[0], by=Side.MENTEE)
    with pytest.raises(NoPlace):
        deciding.accept(match=rows[2], user=world.mentor.user, unbiased=True)
    walking.end(match=rows[1], by=Side.MENTEE)
    deciding.accept(match=rows[2], user=world.mentor.user, unbiased=True)


def test_places_and_pause_count_at_once_and_no_draft_brings_them_back(world: World) -> None:
    steering.set_places(mentor=world.mentor, user=world.mentor.user, capacity=4)
    steering.pause(mentor=world.mentor, user=world.mentor.user, pass_back=False)
    old = world.mentor.save_revision(clean=False)
    assert old.content["capacity"] == 1
    draft = Mentor.objects.get(pk=world.mentor.pk).get_latest_revision_as_object()
    assert (draft.capacity, draft.intake) == (4, "paused")
    with pytest.raises(PermissionDenied):
        steering.set_places(mentor=world.mentor, user=world.team, capacity=2)


@pytest.mark.parametrize(
    ("make", "reminded", "kind"),
    [
        (lambda world: requested(world, nobody=True), ["programm@example.org"], "unfound"),
        (requested, ["mentor"], "silent"),
        (lambda world: asked(world), [MENTEE], "unanswered"),
        (accepted, [MENTEE, "mentor"], "unmet"),
        (lambda world: met(world), [MENTEE, "mentor"], "unagreed"),
    ],
)
def test_each_state_reminds_at_half_time_and_then_expires(
    world: World, make: Any, reminded: list[str], kind: str
) -> None:
    match = make(world)
    match.refresh_from_db()
    OutboxMessage.objects.all().delete()
    clock.do_due(at(match.remind_on, hour=5))
    assert keys() == []
    for _run in range(2):
        clock.do_due(at(match.remind_on))
    told = [address for row in OutboxMessage.objects.all() for address in row.recipients]
    assert sorted(told) == sorted(world.mentor.user.email if one == "mentor" else one for one in reminded)
    clock.do_due(at(match.due_on))
    assert state_of(match) != State.EXPIRED
    for _run in range(2):
        clock.do_due(after(match.due_on))
    assert state_of(match) == State.EXPIRED
    assert kinds(match)[-1] == kind
    assert keys(to=MENTEE).count(f"tandem-{kind}-{match.pk}-{Match.objects.get(pk=match.pk).turn}-mentee") == 1
    assert [key for key in keys(to=world.team.email) if kind in key]


def asked(world: World) -> Match:
    match = requested(world)
    deciding.ask_back(match=match, user=world.mentor.user, text="Wo?")
    return match


def met(world: World) -> Match:
    match = accepted(world)
    walking.meet(match=match, by=Side.MENTEE, on=match.due_on)
    return match


def test_a_running_tandem_asks_for_feedback_at_half_time_and_finishes_by_itself(world: World) -> None:
    match = running(world)
    assert not walking.feedback_due(match, Side.MENTEE)
    clock.do_due(at(match.remind_on))
    match.refresh_from_db()
    answers = {"goal": 4, "trust": 4, "effort": 3, "again": 4, "words": ""}
    walking.give_feedback(match=match, by=Side.MENTEE, answers=answers)
    with pytest.raises(TooLate):
        walking.give_feedback(match=match, by=Side.MENTEE, answers=answers)
    assert walking.feedback_due(match, Side.MENTOR) == "midterm"
    with time_machine.travel(after(match.due_on), tick=False):
        clock.do_due(after(match.due_on))
    match.refresh_from_db()
    assert (match.state, kinds(match)[-1]) == (State.FINISHED, "ran_out")
    assert walking.feedback_due(match, Side.MENTEE) == "final"


def test_silence_of_a_tandem_is_told_to_both_and_the_team_once(world: World) -> None:
    match = running(world)
    for _run in range(2):
        now = at(after(match.started_on).date() + (later(50) - later(0)))
        with time_machine.travel(now, tick=False):
            clock.do_due(now)
    assert kinds(match).count("stalled") == 1
    assert len([key for key in keys() if "stalled" in key]) == 3


def test_declined_gives_three_others_and_one_press_passes_the_same_request_on(world: World) -> None:
    match = requested(world)
    deciding.decline(match=match, user=world.mentor.user, reason="time", words="Leider nicht.")
    match.refresh_from_db()
    others = [row.mentor for row in asking.choices(match)]
    assert len(others) == 3
    assert world.mentor not in others
    made = asking.pass_on(match=match, mentor=others[0])
    assert asking.pass_on(match=match, mentor=others[0]) == made
    assert (made.goal, made.contact, made.state) == (match.goal, match.contact, State.REQUESTED)
    assert list(made.topics.all()) == [world.topic]
    with pytest.raises(PermissionDenied):
        asking.pass_on(match=match, mentor=others[1])
    deciding.decline(match=made, user=others[0].user, reason="fit")
    made.refresh_from_db()
    assert asking.pass_on(match=made, mentor=None).state == State.SEEKING


def test_a_pausing_mentor_may_pass_open_requests_back(world: World) -> None:
    match = requested(world)
    steering.pause(mentor=world.mentor, user=world.mentor.user, pass_back=False)
    assert state_of(match) == State.REQUESTED
    assert steering.pause(mentor=world.mentor, user=world.mentor.user, pass_back=True) == 1
    assert kinds(match)[-1] == "paused"
    assert asking.choices(Match.objects.get(pk=match.pk))


@pytest.mark.parametrize("how", ["switched off", "account deleted", "deleted", "taken offline"])
def test_a_mentor_who_leaves_hands_requests_back_and_the_team_knows_of_tandems(world: World, how: str) -> None:
    Mentor.objects.filter(pk=world.mentor.pk).update(capacity=3)
    tandem, match = running(world), requested(world, email="zwei@example.org")
    user = world.mentor.user
    if how == "switched off":
        user.is_active = False
        user.save()
    elif how == "account deleted":
        user.delete()
    elif how == "deleted":
        Mentor.objects.get(pk=world.mentor.pk).delete()
    else:
        Mentor.objects.get(pk=world.mentor.pk).unpublish()
    for _run in range(2):
        clock.do_due(later(0))
    assert (state_of(match), kinds(match)[-1]) == (State.EXPIRED, "left")
    assert asking.choices(Match.objects.get(pk=match.pk))
    gone = "ended" if how == "deleted" else "mentor_gone"
    assert kinds(tandem)[-1] == gone
    assert len([key for key in keys(to=world.team.email) if gone in key]) == 1


def test_mail_that_comes_back_gives_the_mentee_others_and_tells_the_team(world: World) -> None:
    match, other = requested(world), requested(world, nobody=True, email="weg@example.org")
    lost = (match.mentor_mail, other.mentee_mail)
    OutboxMessage.objects.filter(message_id__in=lost).update(status=OutboxMessage.Status.FAILED)
    for _run in range(2):
        clock.do_due(later(0))
    assert kinds(match)[-1] == "unreachable"
    assert asking.choices(Match.objects.get(pk=match.pk))
    assert kinds(other) == ["seeking", "mentee_lost"]
    for kind in ("unreachable", "mentee_lost"):
        assert len([key for key in keys(to=world.team.email) if kind in key]) == 1


def test_problems_reach_the_team_and_never_the_other_side(world: World) -> None:
    match = running(world)
    OutboxMessage.objects.all().delete()
    problem = walking.tell_problem(match=match, by=Side.MENTEE, text="Es ist unangenehm.")
    told = {address for row in OutboxMessage.objects.all() for address in row.recipients}
    assert told == {MENTEE, world.team.email}
    assert not any(b"unangenehm" in bytes(row.source) for row in OutboxMessage.objects.all())
    with pytest.raises(PermissionDenied):
        steering.close_problem(problem=problem, by=make_programme_lead("leipzig"), note="x")
    steering.close_problem(problem=problem, by=world.team, note="Telefoniert")


def test_the_team_proposes_and_ends(world: World) -> None:
    match = requested(world, nobody=True)
    with pytest.raises(PermissionDenied):
        steering.propose(match=match, mentor=world.mentor, by=make_programme_lead("leipzig"))
    steering.propose(match=match, mentor=world.mentor, by=world.team)
    assert kinds(match) == ["seeking", "requested"]
    with pytest.raises(TooLate):
        steering.propose(match=match, mentor=world.others[0], by=world.team)
    steering.end_by_team(match=match, by=world.team)
    assert asking.may_pass_on(Match.objects.get(pk=match.pk))


def test_a_full_mentor_is_kept_as_a_wish_for_the_team(world: World) -> None:
    accepted(world)
    match = requested(world, email="zwei@example.org")
    assert (match.state, match.mentor, match.wished) == (State.SEEKING, None, world.mentor)


def test_who_asks_too_much_is_told_so(world: World) -> None:
    for mentor in world.others[:3]:
        requested(world, mentor=mentor)
    with pytest.raises(asking.TooMany):
        requested(world)


def test_an_agreement_that_was_changed_meanwhile_is_not_agreed_to(world: World) -> None:
    match = met(world)
    sheet = {"goal": "a", "rhythm": "b", "months": 3, "confidentiality": "c"}
    walking.write_agreement(match=match, by=Side.MENTOR, **sheet)
    walking.write_agreement(match=match, by=Side.MENTOR, **{**sheet, "months": 12})
    for by, version in ((Side.MENTEE, 1), (Side.MENTOR, 2)):
        with pytest.raises(TooLate):
            walking.agree(match=match, by=by, version=version)
    walking.agree(match=match, by=Side.MENTEE, version=2)


def test_whoever_is_forgotten_ends_what_is_open_and_leaves_no_words(world: World) -> None:
    tandem = running(world)
    walking.note_session(match=tandem, on=tandem.started_on, minutes=45, topic="Räume")
    tandem.contact.delete()
    tandem.refresh_from_db()
    assert (tandem.state, tandem.name, tandem.goal, tandem.contact) == (State.ENDED, "–", "", None)
    assert tandem.sessions.count() == 1
    assert not Step.objects.filter(match=tandem, kind="left").exists()
    assert [key for key in keys(to=world.mentor.user.email) if "ended" in key]


def test_what_is_over_is_freed_of_names_and_then_deleted(world: World) -> None:
    finished, declined = running(world), requested(world, email="zwei@example.org", nobody=True)
    walking.finish(match=finished, by=Side.MENTOR)
    asking.withdraw(match=declined)
    expired = {one.model: one.expired for one in declarations() if one.model.startswith("tandems.")}
    assert expired["tandems.Match"]
    assert list(expired["tandems.Match"](later(200))) == [declined]
    assert strip_old(later(364)) == 0
    assert strip_old(later(366)) == 2
    finished.refresh_from_db()
    assert finished.project == "–"
