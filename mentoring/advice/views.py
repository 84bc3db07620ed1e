"""The public side of advice: find a date, ask for it, and the pages behind mailed links. Reading changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import confirming
from core import private_pages
from core.models import Region
from core.tokens import LinkUnusable
from core.workdays import add_working_days
from mentoring.advice import booking as services
from mentoring.advice.choices import Need, Way
from mentoring.advice.forms import ConcernForm, FindForm
from mentoring.advice.ical import FILE, calendar
from mentoring.advice.models import Adviser, Case
from mentoring.advice.people import behind_link
from mentoring.advice.picking import Wanted, adviser_of_slot, later_url, of_topic_or_all, wanted_by
from mentoring.advice.slots import Slot, parse_key
from mentoring.advice.words import booking_in_words, clock_in_words, day_in_words, ways_in_words

GONE, INVALID, FLOOD, CONFLICT = 410, 422, 429, 409
View = Callable[..., HttpResponseBase]


@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """Topic and place lead to the regional office and its free dates."""
    wanted, found = of_topic_or_all(wanted_by(request.GET))
    context = {
        "wanted": wanted,
        "form": FindForm(wanted),
        "found": found,
        "later": later_url(wanted, found),
        "earlier": f"{reverse('advice:find')}?{wanted.query()}" if wanted.first else "",
        "call_back": f"{reverse('advice:call_back')}?{wanted.query()}",
        "missing": "chosen" in request.GET,
    }
    return render(request, "advice/find.html", context)


def _proven(request: HttpRequest) -> str:
    user: Any = request.user
    contact = confirming.contact_of(user) if user.is_authenticated else None
    return contact.email if contact else ""


def _concern(form: ConcernForm, wanted: Wanted, region: Region) -> services.Concern:
    data = form.cleaned_data
    return services.Concern(
        name=data["name"],
        email=data.get("email", ""),
        phone=data["phone"],
        words=data["words"],
        needs=data["needs"],
        needs_words=data["needs_words"],
        region=region,
        topic=wanted.topic,
        language=get_language() or "de",
    )


def _picked(request: HttpRequest, wanted: Wanted) -> tuple[Adviser, Any] | None:
    """The date that was chosen, as far as its adviser is in the region."""
    params = request.POST if request.method == "POST" else request.GET
    parsed = parse_key(params.get("slot", ""))
    adviser = adviser_of_slot(parsed[0]) if parsed else None
    if adviser is None or parsed is None or wanted.region is None or adviser.region_id != wanted.region.pk:
        return None
    return adviser, parsed[1]


@never_cache
def details(request: HttpRequest) -> HttpResponseBase:
    """Who asks and what for. Where the date is gone meanwhile, others stand beside everything that was typed."""
    wanted = wanted_by(request.GET)
    picked = _picked(request, wanted)
    if wanted.region is None or (picked is None and request.method != "POST"):
        return redirect(f"{reverse('advice:find')}?{wanted.query(chosen='0')}")
    proven = _proven(request)
    ways = picked[0].ways if picked else list(Way.values)
    if wanted.way in ways:
        ways = [wanted.way]
    form = ConcernForm(
        request.POST or None, ways=ways, proven=proven, initial={"name": str(request.user) if proven else ""}
    )
    status, others = 200, None
    if request.method == "POST":
        status = INVALID
        if not ratelimit.consume(request, action="advice_write"):
            form.add_error(None, _too_fast())
            status = FLOOD
        elif form.is_valid():
            try:
                if picked is None:
                    raise services.SlotTaken(_("Please choose a date."))
                return _held(request, form, wanted, picked, proven)
            except services.SlotTaken as problem:
                form.add_error(None, str(problem))
                others, status = of_topic_or_all(wanted)[1], CONFLICT
                field: Any = form.fields["way"]
                field.choices = [(way.value, way.label) for way in Way if way in others.ways] or field.choices
            except services.TooMany as problem:
                form.add_error(None, str(problem))
                status = FLOOD
        elif picked is None:
            others = of_topic_or_all(wanted)[1]
    context = {
        "form": form,
        "wanted": wanted,
        "proven": proven,
        "others": others,
        "slot_key": request.POST.get("slot") or request.GET.get("slot", ""),
        "picked": _in_words(*picked, wanted.way) if picked else "",
        "back": f"{reverse('advice:find')}?{wanted.query()}",
    }
    return render(request, "advice/details.html", context, status=status)


def _in_words(adviser: Adviser, starts_at: Any, way: str) -> str:
    slot = Slot(adviser, starts_at, starts_at + timedelta(minutes=adviser.slot_minutes))
    only = way if way in adviser.ways else ""
    clock = clock_in_words(slot.starts_at, slot.ends_at)
    return f"{day_in_words(starts_at)}, {clock}, {ways_in_words(adviser, only)}" if adviser.ways else clock


def _held(
    request: HttpRequest, form: ConcernForm, wanted: Wanted, picked: tuple[Adviser, Any], proven: str
) -> HttpResponseBase:
    region = picked[0].region
    case = services.hold(
        concern=_concern(form, wanted, region),
        adviser_id=picked[0].pk,
        starts_at=picked[1],
        way=form.cleaned_data["way"],
        user=request.user if proven else None,
    )
    return _asked(request, case, form, is_call=False)


def _asked(request: HttpRequest, case: Case, form: ConcernForm, *, is_call: bool) -> HttpResponse:
    context = {
        "is_booked": case.contact_id is not None,
        "email": form.cleaned_data.get("email", ""),
        "is_call": is_call,
    }
    return render(request, "advice/asked.html", context)


def _too_fast() -> str:
    return _("That was very much in a short time. Everything is still here: please send it again in an hour.")


@never_cache
def call_back(request: HttpRequest) -> HttpResponseBase:
    """No date suits: somebody calls, and the page says by when."""
    wanted = wanted_by(request.GET)
    region = wanted.region
    if region is None:
        return redirect(f"{reverse('advice:find')}?{wanted.query(chosen='0')}")
    proven = _proven(request)
    form = ConcernForm(
        request.POST or None,
        ways=[],
        is_call=True,
        proven=proven,
        initial={"name": str(request.user) if proven else ""},
    )
    status = 200
    if request.method == "POST":
        status = INVALID
        if not ratelimit.consume(request, action="advice_write"):
            form.add_error(None, _too_fast())
            status = FLOOD
        elif form.is_valid():
            try:
                case = services.ask_call_back(
                    concern=_concern(form, wanted, region), user=request.user if proven else None
                )
                return _asked(request, case, form, is_call=True)
            except services.TooMany as problem:
                form.add_error(None, str(problem))
                status = FLOOD
    due = add_working_days(timezone.localdate(), services.CALL_BACK_DAYS)
    context = {
        "form": form,
        "wanted": wanted,
        "proven": proven,
        "due": due,
        "back": f"{reverse('advice:find')}?{wanted.query()}",
    }
    return render(request, "advice/call_back.html", context, status=status)


def by_link(view: View) -> View:
    """Finds the case of a token, or says why the link opens nothing; nobody keeps the page."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action="advice_link"):
            return ratelimit.respond_429(request)
        try:
            response = view(request, behind_link(token), token=token, **kwargs)
        except LinkUnusable:
            response = render(request, "advice/link_unusable.html", {"find": reverse("advice:find")}, status=404)
        return private_pages.behind_link(response)

    return opened


def _context(case: Case, token: str) -> dict[str, Any]:
    booking = services.active_booking(case)
    return {
        "case": case,
        "token": token,
        "booking": booking,
        "date": booking_in_words(booking) if booking else "",
        "last": case.bookings.select_related("adviser__user").last(),
        "call": services.open_call(case),
        "may_choose": services.may_choose(case),
        "may_change": bool(booking and services.may_still_change(booking)),
        "deadline": booking.starts_at - services.DEADLINE if booking else None,
        "needs": [need.label for need in Need if need in case.needs],
    }


@by_link
def case(request: HttpRequest, case: Case, token: str) -> HttpResponseBase:
    said = {"booked", "cancelled"} & set(request.GET)
    return render(request, "advice/case.html", {**_context(case, token), "said": next(iter(said), "")})


@by_link
def change(request: HttpRequest, case: Case, token: str) -> HttpResponseBase:
    """The same list of dates; nothing has to be typed again."""
    context = _context(case, token)
    params = request.POST if request.method == "POST" else request.GET
    asked = wanted_by(params)
    before = context["booking"] or context["last"]
    way = asked.way or (before.way if before else "")
    wanted = Wanted(region=case.region, topic=case.topic, way=way, first=asked.first)
    problem, status = "", 200
    if request.method == "POST" and context["may_choose"]:
        parsed = parse_key(request.POST.get("slot", ""))
        adviser = adviser_of_slot(parsed[0]) if parsed else None
        if parsed is None or adviser is None or adviser.region_id != case.region_id:
            problem, status = _("Please choose a date."), INVALID
        else:
            try:
                services.choose(
                    case=case,
                    adviser_id=adviser.pk,
                    starts_at=parsed[1],
                    way=way if way in adviser.ways else next(iter(adviser.ways), ""),
                )
                return redirect(f"{reverse('advice:case', args=[token])}?booked=1")
            except services.AdviceError as trouble:
                problem, status = str(trouble), CONFLICT
    _wanted, found = of_topic_or_all(wanted)
    here = reverse("advice:change", args=[token])
    context |= {
        "found": found,
        "problem": problem,
        "way": way,
        "ways": Way.choices,
        "later": f"{here}?way={way}&from={found.later.isoformat()}" if found.later else "",
        "earlier": f"{here}?way={way}" if wanted.first else "",
    }
    return render(request, "advice/change.html", context, status=status)


@by_link
def cancel(request: HttpRequest, case: Case, token: str) -> HttpResponseBase:
    context = _context(case, token)
    if request.method == "POST":
        try:
            services.cancel(case=case)
            return redirect(f"{reverse('advice:case', args=[token])}?cancelled=1")
        except services.TooLate as problem:
            context["problem"] = str(problem)
    return render(request, "advice/cancel.html", context, status=CONFLICT if context.get("problem") else 200)


@by_link
def calendar_file(request: HttpRequest, case: Case, token: str) -> HttpResponseBase:
    booking = case.bookings.select_related("adviser__user").last()
    if booking is None:
        raise LinkUnusable("unknown")
    booking.case = case
    url = request.build_absolute_uri(reverse("advice:case", args=[token]))
    response = HttpResponse(calendar(booking, url=url), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response
