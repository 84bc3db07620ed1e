"""Public pages of the programme: ask, apply, and what mailed links open. Reading changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import confirming
from actors.members.link_views import MailedLinkView
from core import private_pages
from core.form_guard import GuardedForm
from core.handover.services import PARAMETER
from core.tokens import LinkUnusable
from mentoring.models import Mentor
from mentoring.tandems import applying, asking, certificate, handed_over, pages
from mentoring.tandems.forms import THIS, RequestForm
from mentoring.tandems.models import Application, Match, Side
from mentoring.tandems.people import acting, behind_link, new_link, takes_requests
from mentoring.tandems.profile_form import ApplyForm
from mentoring.tandems.states import TandemError

GONE, INVALID, FLOOD, CONFLICT = 410, 422, 429, 409
View = Callable[..., HttpResponseBase]


def _too_fast() -> str:
    return _("Many requests have come from your network just now. Everything is still here: try again in an hour.")


@never_cache
def ask(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The request: to one mentor, or to the programme team."""
    mentor = acting().select_related("user", "region").filter(slug=slug).first() if slug else None
    if slug and mentor is None:
        raise Http404
    user: Any = request.user
    contact = confirming.contact_of(user) if user.is_authenticated else None
    proven = contact.email if contact else ""
    takes = mentor is not None and takes_requests(mentor)
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        mentor=mentor,
        takes=takes,
        proven=proven,
        initial={"name": str(user) if proven else "", "topics": _topics_of(mentor)}
        | handed_over.initial_of(request.GET.get(PARAMETER, "")),
    )
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="tandem_ask"):
            form.add_error(None, _too_fast())
            status = FLOOD
        elif form.is_valid():
            try:
                return _asked(request, form, mentor, user if proven else None)
            except asking.TooMany as problem:
                form.add_error(None, str(problem))
                status = FLOOD
            except TandemError as problem:
                form.add_error("whom" if mentor else None, str(problem))
                status = CONFLICT
        else:
            status = INVALID
    context = {"form": form, "mentor": mentor, "takes": takes, "proven": proven}
    return render(request, "tandems/ask.html", context, status=status)


def _topics_of(mentor: Mentor | None) -> list[str]:
    topics = [str(link.topic_id) for link in mentor.mentor_topics.all()] if mentor else []
    return topics if len(topics) == 1 else []


def _asked(request: HttpRequest, form: RequestForm, mentor: Mentor | None, user: Any) -> HttpResponseBase:
    chosen = mentor if form.cleaned_data.get("whom") == THIS else None
    email = form.cleaned_data.get("email", "")
    match = asking.ask(wish=form.wish(), mentor=chosen, email=email, language=get_language() or "de", user=user)
    if user is not None:
        return redirect("tandems:tandem", new_link(match))
    return render(request, "tandems/sent.html", {"email": email})


class GuardedApplyForm(ApplyForm, GuardedForm):
    """Public, so guarded."""


@never_cache
def apply(request: HttpRequest) -> HttpResponseBase:
    """Become a mentor."""
    form = GuardedApplyForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if not ratelimit.consume(request, action="tandem_ask"):
            form.add_error(None, _too_fast())
            status = FLOOD
        elif form.is_valid():
            data: Any = form.data
            person = {name: form.cleaned_data[name] for name in ("email", "first_name", "last_name", "postcode")}
            kept = [name for name in form.fields if name not in {*person, "opened", "trap"}]
            applying.apply(**person, typed={name: data.getlist(name) for name in kept if name in data})
            return render(request, "tandems/apply_sent.html", {"email": person["email"]})
    return render(request, "tandems/apply.html", {"form": form}, status=status)


class AppliedView(MailedLinkView):
    """The link of an application: signs in, or opens the account, and hands the profile in."""

    rate = "tandem_link"
    template_name = "tandems/applied.html"
    go_label = gettext_lazy("Hand my profile in")
    new_label = gettext_lazy("Open my area and hand the profile in")

    def find(self, token: str) -> Application:
        return applying.found(token)

    def names(self) -> dict[str, str]:
        return {"first_name": self.row.first_name, "last_name": self.row.last_name}

    def go_on(self, token: str, user: Any) -> Application:
        return applying.adopt(token=token, user=user)

    def go_on_as_new(self, token: str, **person: str) -> Application:
        return applying.adopt_as_new(token=token, **person)

    def done(self, request: HttpRequest, outcome: Application) -> str:
        messages.success(request, _("Thank you! The editors of your region look at your profile now."))
        return reverse("mentor_area:overview")


def by_link(view: View) -> View:
    """Finds the mentee's request of a token, or says why the link opens nothing; nobody keeps the page."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action="tandem_link"):
            return ratelimit.respond_429(request)
        try:
            response = view(request, behind_link(token), token=token, **kwargs)
        except LinkUnusable as problem:
            status = 404 if problem.reason == "unknown" else GONE
            response = render(request, "tandems/link_unusable.html", {"reason": problem.reason}, status=status)
        return private_pages.behind_link(response)

    return opened


def _ways(token: str) -> pages.Ways:
    return pages.Ways(
        here=reverse("tandems:tandem", args=[token]),
        act=lambda name: reverse("tandems:act", args=[token, name]),
        certificate=reverse("tandems:certificate", args=[token]),
    )


@by_link
def tandem(request: HttpRequest, match: Match, token: str) -> HttpResponseBase:
    return pages.page(request, match, Side.MENTEE, None, _ways(token))


@by_link
def act(request: HttpRequest, match: Match, token: str, name: str) -> HttpResponseBase:
    return pages.act(request, match, Side.MENTEE, None, name, _ways(token))


@by_link
def mentee_certificate(request: HttpRequest, match: Match, token: str) -> HttpResponseBase:
    return certificate.answer(request, match, Side.MENTEE, _ways(token).here)
