"""What pages do with a person's own content: hand it in, agree to a correction, take it back; each in the same words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import review

CONFLICT, INVALID = 409, 422
SHOWN_AT_MOST = 200


def handed_in(form: forms.Form, send: Callable[[], Any]) -> int:
    """Send what the form holds. Gives zero when it is on its way, else the status of the answer; the form says why."""
    if not form.is_valid():
        return INVALID
    try:
        send()
    except review.AlreadyDecided as problem:
        form.add_error(None, f"{problem} {_('Withdraw it first if you want to change something.')}")
        return CONFLICT
    except review.NotReady as problem:
        for blocker in problem.blockers:
            form.add_error(None, str(blocker))
        return INVALID
    return 0


def agree(request: HttpRequest, obj: Any) -> None:
    """The form sends what was shown as `agree`."""
    try:
        review.agree(obj=obj, user=request.user, shown=request.POST.get("agree", "")[:SHOWN_AT_MOST])
    except review.ReviewError as problem:
        messages.warning(request, str(problem))
    except PermissionDenied:
        messages.warning(request, _("You made this change yourself; another person has to agree."))
    else:
        messages.success(request, _("Thank you. You have agreed to the correction."))


def withdraw(request: HttpRequest, obj: Any) -> None:
    try:
        review.withdraw(obj=obj, user=request.user)
    except review.ReviewError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("Withdrawn. Your draft is kept."))
