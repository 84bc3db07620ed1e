"""What mails about reviews say, sentence by sentence, in the active language."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.models import Decision

Kind = Decision.Kind

SUBJECTS = {
    Kind.APPROVED: gettext_lazy("Public: %(title)s"),
    Kind.FORCED: gettext_lazy("Public: %(title)s"),
    Kind.STAGE_APPROVED: gettext_lazy("Handed on: %(title)s"),
    Kind.CHANGES_REQUESTED: gettext_lazy("Please change: %(title)s"),
    Kind.REJECTED: gettext_lazy("Not published: %(title)s"),
    Kind.WITHDRAWN: gettext_lazy("Taken back: %(title)s"),
    Kind.PACKAGED: gettext_lazy("Public: %(title)s"),
}
HAPPENED = {
    Kind.APPROVED: gettext_lazy("“%(title)s” has been approved and is public."),
    Kind.FORCED: gettext_lazy("The lead editors have published “%(title)s” without a review."),
    Kind.STAGE_APPROVED: gettext_lazy(
        "“%(title)s” has passed the first stage: your organisation has handed it on to the editorial desk."
    ),
    Kind.CHANGES_REQUESTED: gettext_lazy("Before “%(title)s” can become public, something has to be changed."),
    Kind.REJECTED: gettext_lazy("“%(title)s” will not be published."),
    Kind.WITHDRAWN: gettext_lazy("%(name)s has taken “%(title)s” back from the review."),
    Kind.PACKAGED: gettext_lazy("“%(title)s” has become public, with the package “%(comment)s”."),
}
NEXT = {
    Kind.APPROVED: gettext_lazy(
        "You can change it at any time; the public page stays as it is until the change is approved."
    ),
    Kind.FORCED: gettext_lazy(
        "You can change it at any time; the public page stays as it is until the change is approved."
    ),
    Kind.STAGE_APPROVED: gettext_lazy("You have an answer by %(day)s."),
    Kind.CHANGES_REQUESTED: gettext_lazy(
        "As soon as you send your answer, the review goes on where it stopped. Nothing that you have written is lost."
    ),
    Kind.REJECTED: gettext_lazy("The draft stays. You may change it and submit it again, or ask the editorial desk."),
    Kind.WITHDRAWN: gettext_lazy("The draft stays and can be submitted again at any time."),
    Kind.PACKAGED: gettext_lazy(
        "You can change it at any time; the public page stays as it is until the change is approved."
    ),
}


def decision_words(decision: Decision, title: str, due_on: date, *, held: str = "") -> dict[str, str]:
    """Subject, what has happened and what comes next; `held` says what approved content waits for."""
    values = {
        "title": title,
        "name": decision.user or "",
        "day": date_format(due_on, "DATE_FORMAT"),
        "comment": decision.comment,
    }
    if held:
        return {
            "subject": _("Approved: %(title)s") % values,
            "happened": _("“%(title)s” has been approved.") % values,
            "next": held,
            "otherwise": _("You need not do anything. Who changes it now has to submit it again."),
        }
    return {
        "subject": SUBJECTS[Kind(decision.kind)] % values,
        "happened": HAPPENED[Kind(decision.kind)] % values,
        "next": NEXT[Kind(decision.kind)] % values,
        "otherwise": (
            _("If you do nothing, the draft waits for you; nothing becomes public.")
            if decision.kind == Kind.CHANGES_REQUESTED
            else _("You need not do anything.")
        ),
    }


def request_words(obj: Any, title: str, submitter: Any, due_on: date, *, others: int, regional: bool) -> dict[str, str]:
    """Who asks for what by when, who else has been asked, and why the reader has been."""
    return {
        "submitted": _submitted(obj, title, submitter),
        "due": (
            _("The author has been promised an answer by %(day)s.") % {"day": date_format(due_on, "DATE_FORMAT")}
            if regional
            else _("Please decide by %(day)s. After that, the region’s editorial desk decides on publication.")
            % {"day": date_format(due_on, "DATE_FORMAT")}
        ),
        "others_asked": _others(others),
        "why": _why_asked(obj, regional=regional),
        "otherwise": (
            _("If you do nothing, one of the others decides.")
            if others
            else _("If you do nothing, the author goes on waiting: nobody else has been asked.")
        ),
    }


def _submitted(obj: Any, title: str, submitter: Any) -> str:
    actor = getattr(obj, "actor", None)
    values = {"title": title, "name": submitter, "actor": actor}
    if submitter and actor:
        return _("%(name)s (%(actor)s) has submitted “%(title)s”.") % values
    if submitter:
        return _("%(name)s has submitted “%(title)s”.") % values
    return _("“%(title)s” has been submitted.") % values


def _others(others: int) -> str:
    if not others:
        return ""
    return ngettext(
        "%(count)d other person has been asked as well. Whoever decides first ends the task.",
        "%(count)d other people have been asked as well. Whoever decides first ends the task.",
        others,
    ) % {"count": others}


def _why_asked(obj: Any, *, regional: bool) -> str:
    if not regional:
        return _("You get this mail because you lead “%(actor)s”.") % {"actor": getattr(obj, "actor", "")}
    region = obj.governing_region
    if region is None:
        return _("You get this mail because you decide on submissions that concern all of Saxony.")
    return _("You get this mail because you decide on submissions from %(region)s.") % {"region": region.label}
