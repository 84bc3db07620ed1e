"""What advisers see and do in "Mein Bereich": only the cases that are open to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.handover.services import targets
from core.permissions import allows, grants_of
from core.resubmit import members_only
from mentoring.advice import advising, timetable
from mentoring.advice.booking import AdviceError, active_booking, open_call
from mentoring.advice.choices import Need
from mentoring.advice.member_forms import (
    AdviserForm,
    ColleagueForm,
    ExceptionForm,
    HoursForm,
    ReasonForm,
    RecordForm,
)
from mentoring.advice.models import Adviser, CallBack, Case
from mentoring.advice.people import adviser_of
from mentoring.advice.timetable import Hit
from mentoring.advice.words import booking_in_words

INVALID, CONFLICT = 422, 409
View = Callable[..., HttpResponseBase]


def advisers_only(view: View) -> View:
    """People with the role in some region, in a session with a second factor."""

    @wraps(view)
    @members_only
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allows(request.user, lambda user: bool(grants_of(user).advises)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@advisers_only
def overview(request: HttpRequest) -> HttpResponseBase:
    """Coming dates, what is to be recorded, call-backs to take, further cases."""
    adviser = adviser_of(request.user)
    if adviser is None:
        return redirect("my_advice:profile")
    now = timezone.now()
    own = Case.objects.opened_to(request.user).select_related("topic").prefetch_related("bookings", "call_backs")
    rows: list[dict[str, Any]] = [
        {"case": case, "booking": active_booking(case), "call": open_call(case)} for case in own.filter(closed_at=None)
    ]
    dated = sorted((row for row in rows if row["booking"]), key=lambda row: row["booking"].starts_at)
    for row in dated:
        row["date"] = booking_in_words(row["booking"])
    context = {
        "adviser": adviser,
        "coming": [row for row in dated if row["booking"].starts_at > now],
        "over": [row for row in dated if row["booking"].starts_at <= now],
        "calls": [row for row in rows if row["call"]],
        "free_calls": CallBack.objects.free().filter(case__region=adviser.region).select_related("case__topic"),
        "waiting": [row for row in rows if not row["booking"] and not row["call"]],
        "closed": own.exclude(closed_at=None)[:20],
        "outside": {one.pk for one in timetable.outside(adviser)},
    }
    return render(request, "advice/mine/overview.html", context)


@advisers_only
def profile(request: HttpRequest) -> HttpResponseBase:
    """How one advises. The first time it makes the entry."""
    user: Any = request.user
    adviser = Adviser.objects.filter(user=user).first() or Adviser(user=user, languages=["de"])
    if adviser.region_id not in grants_of(user).advises:
        adviser.region_id = min(grants_of(user).advises)
    form = AdviserForm(request.POST or None, instance=adviser)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
        messages.success(request, _("Saved."))
        return redirect("my_advice:hours" if not adviser.hours.exists() else "my_advice:overview")
    return render(
        request, "advice/mine/profile.html", {"form": form}, status=INVALID if request.method == "POST" else 200
    )


@advisers_only
def hours(request: HttpRequest) -> HttpResponseBase:
    """Hours and exceptions; a change that hits bookings asks first."""
    adviser = adviser_of(request.user)
    if adviser is None:
        return redirect("my_advice:profile")
    forms = {"hours": HoursForm(prefix="hours"), "exception": ExceptionForm(prefix="exception")}
    if request.method == "POST":
        work = _work(request, forms)
        if work is not None:
            return _change(request, work)
    today = timezone.localdate()
    context = {
        "adviser": adviser,
        "exceptions": [row for row in adviser.exceptions.all() if row.last_day >= today],
        "hours_form": forms["hours"],
        "exception_form": forms["exception"],
    }
    return render(request, "advice/mine/hours.html", context, status=INVALID if request.method == "POST" else 200)


def _work(request: HttpRequest, forms: dict[str, Any]) -> Callable[[Adviser], None] | None:
    """What the form wants to do; None where it is not filled in properly."""
    what, _colon, pk = request.POST.get("do", "").partition(":")
    if what in {"delete-hours", "delete-exception"} and pk.isascii() and pk.isdigit() and len(pk) < 16:
        related = "hours" if what == "delete-hours" else "exceptions"
        return lambda adviser: getattr(adviser, related).filter(pk=int(pk)).delete()
    if what not in forms:
        return None
    form = forms[what] = type(forms[what])(request.POST, prefix=what)
    if not form.is_valid():
        return None

    def add(adviser: Adviser) -> None:
        row = form.save(commit=False)
        row.pk, row.adviser = None, adviser
        row.save()

    return add


def _change(request: HttpRequest, work: Callable[[Adviser], None]) -> HttpResponseBase:
    decided = {"keep": set(), "cancel": set()}  # type: dict[str, set[int]]
    for name, value in request.POST.items():
        pk = name.removeprefix("decide-")
        if name.startswith("decide-") and value in decided and pk.isascii() and pk.isdigit() and len(pk) < 16:
            decided[str(value)].add(int(pk))
    try:
        timetable.change(
            user=request.user, work=work, keep=frozenset(decided["keep"]), cancel=frozenset(decided["cancel"])
        )
    except Hit as hit:
        context = {
            "hit": [{"booking": one, "date": booking_in_words(one)} for one in hit.bookings],
            "typed": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if not name.startswith("decide-") and name != "csrfmiddlewaretoken"
            ],
            "again": bool(decided["keep"] | decided["cancel"]),
        }
        return render(request, "advice/mine/hit.html", context, status=CONFLICT)
    messages.success(request, _("Saved. The free dates have changed."))
    return redirect("my_advice:hours")


@advisers_only
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    call = get_object_or_404(CallBack.objects.open(), pk=pk)
    try:
        case = advising.take(call=call, user=request.user)
    except AdviceError as problem:
        messages.warning(request, str(problem))
        return redirect("my_advice:overview")
    return redirect("my_advice:case", case.pk)


@advisers_only
def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One case with everything that can be done about it."""
    rows = Case.objects.opened_to(request.user).select_related("contact", "topic", "region", "adviser__user")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    forms = _case_forms(request, found)
    status = 200
    if request.method == "POST":
        status = INVALID
        try:
            if _do(request, found, forms):
                still = Case.objects.opened_to(request.user).filter(pk=pk).exists()
                messages.success(request, _("Done."))
                return redirect(reverse("my_advice:case", args=[pk]) if still else reverse("my_advice:overview"))
        except AdviceError as problem:
            messages.warning(request, str(problem))
            return redirect("my_advice:case", pk)
    booking, call = active_booking(found), open_call(found)
    is_over = bool(booking and booking.starts_at <= timezone.now())
    context = {
        "case": found,
        "booking": booking,
        "date": booking_in_words(booking) if booking else "",
        "call": call,
        "is_over": is_over,
        "is_outside": bool(booking and booking in timetable.outside(booking.adviser)),
        "needs": [need.label for need in Need if need in found.needs],
        "steps": found.steps.all(),
        "may_offer": not (booking or call or found.choose_by),
        "handover_targets": [{"key": key, "label": target.label} for key, target in targets.items()],
        **forms,
    }
    return render(request, "advice/mine/case.html", context, status=status)


def _case_forms(request: HttpRequest, case: Case) -> dict[str, Any]:
    what = request.POST.get("do", "")

    def data(name: str) -> Any:
        return request.POST if what == name else None

    return {
        "record_form": RecordForm(data("record")),
        "reason_form": ReasonForm(data("cancel")),
        "colleague_form": ColleagueForm(data("hand_on"), rows=advising.colleagues(case)),
    }


def _do(request: HttpRequest, case: Case, forms: dict[str, Any]) -> bool:
    """Whether something was done; a form that is not filled in properly is shown again."""
    user, what = request.user, request.POST.get("do", "")
    if what == "record" and forms["record_form"].is_valid():
        advising.record(case=case, by=user, **forms["record_form"].cleaned_data)
    elif what == "missed":
        advising.miss(case=case, by=user)
    elif what == "offer":
        advising.offer(case=case, by=user)
    elif what == "handover":
        advising.hand_over(case=case, by=user, target=request.POST.get("target", "")[:60])
    elif what == "keep":
        booking = active_booking(case)
        if booking is not None:
            timetable.keep_booking(booking=booking, user=user)
    elif what == "cancel" and forms["reason_form"].is_valid():
        advising.cancel_by_adviser(case=case, by=user, reason=forms["reason_form"].cleaned_data["reason"])
    elif what == "hand_on" and forms["colleague_form"].is_valid():
        to = Adviser.objects.get(pk=forms["colleague_form"].cleaned_data["adviser"])
        advising.hand_on(case=case, by=user, to=to)
    else:
        return False
    return True
