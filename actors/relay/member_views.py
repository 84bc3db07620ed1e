"""Messages of people with an account, in "Mein Bereich"."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors.models import Actor
from actors.relay import conversations, habits
from actors.relay.models import Participant
from actors.relay.people import own_rows, participations_of
from core.permissions import grants_of
from core.resubmit import members_only

PER_PAGE = 25


@members_only
def inbox(request: HttpRequest) -> HttpResponseBase:
    """All own conversations, the latest first; and for leads, whether readers see how soon they answer."""
    rows = own_rows(participations_of(request.user))
    led = Actor.objects.filter(pk__in=grants_of(request.user).actor_lead_of).select_related("reply_habit")
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "habits": [
            {"actor": actor, "words": habits.habit_of(actor), "shown": hasattr(actor, "reply_habit")}
            for actor in led.order_by("name")
        ],
    }
    return render(request, "relay/inbox.html", context)


def _own(request: HttpRequest, pk: int) -> tuple[Participant, conversations.Ways]:
    participant = next(iter(own_rows(participations_of(request.user).filter(conversation_id=pk))), None)
    if participant is None:
        raise Http404
    return participant, conversations.Ways(
        here=reverse("messages:conversation", args=[pk]),
        leave=reverse("messages:leave", args=[pk]),
        inbox=reverse("messages:inbox"),
    )


@members_only
def conversation(request: HttpRequest, pk: int) -> HttpResponseBase:
    return conversations.page(request, *_own(request, pk))


@members_only
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    return conversations.leaving(request, *_own(request, pk))


@members_only
@require_POST
def habit(request: HttpRequest, actor_id: int) -> HttpResponseBase:
    """A lead lets readers see how soon the organisation answers, or takes it off again."""
    user: Any = request.user
    actor = get_object_or_404(Actor, pk=actor_id)
    if not grants_of(user).leads_actor(actor.pk):
        raise Http404
    shown = request.POST.get("shown") == "1"
    habits.show(actor=actor, user=user, shown=shown)
    messages.success(request, _("Readers see it now.") if shown else _("Readers do not see it any more."))
    return redirect("messages:inbox")
