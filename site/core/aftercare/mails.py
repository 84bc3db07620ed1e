"""Mail about life after publishing. Written with what it tells of, once for each person, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import review
from core.aftercare.models import CheckLink, Concern
from core.mail import absolute_url, send_to_user
from core.models import Decision
from core.permissions import grants_of, may_edit, owns, roles_of
from core.review_links import get_status_url

Kind = Decision.Kind

SUBJECTS = {
    Kind.RETRACTED: gettext_lazy("Withdrawn: %(title)s"),
    Kind.ARCHIVED: gettext_lazy("Archived: %(title)s"),
    Kind.UNPUBLISHED: gettext_lazy("Taken offline: %(title)s"),
    Kind.RESTORED: gettext_lazy("Valid again: %(title)s"),
}
HAPPENED = {
    Kind.RETRACTED: gettext_lazy(
        "“%(title)s” has been withdrawn. The page can still be read at its address, under a notice with the explanation "
        "below. It has left all lists and the search."
    ),
    Kind.ARCHIVED: gettext_lazy(
        "“%(title)s” has been archived. The page can still be read, and it is found in the archive. It has left all "
        "other lists."
    ),
    Kind.UNPUBLISHED: gettext_lazy(
        "“%(title)s” has been taken offline. Its address now gives the explanation below, or leads to the page that "
        "replaces it."
    ),
    Kind.RESTORED: gettext_lazy("“%(title)s” is valid again, with everything as it was."),
}


def people_of(obj: Any) -> list[Any]:
    """Author and leads of the organisation, each once: whoever submitted last, else whoever began the page."""
    last = Decision.objects.about(obj).filter(kind=Kind.SUBMITTED, user__isnull=False).select_related("user").last()
    author = last.user if last else getattr(obj, "owner", None) or getattr(obj, "user", None)
    own_profile = author is not None and getattr(obj, "user_id", None) == author.pk
    people = [author] if author and author.is_active and (own_profile or may_edit(author, obj)) else []
    if obj.governing_actor_id is not None and obj.members_may_edit:
        people += get_user_model()._default_manager.filter(
            is_active=True, memberships__actor_id=obj.governing_actor_id, memberships__role="lead"
        )
    if obj._meta.label_lower == "actors.actor":
        people += get_user_model()._default_manager.filter(
            is_active=True, memberships__actor_id=obj.pk, memberships__role="lead"
        )
    return list({person.pk: person for person in people if grants_of(person).signed_in}.values())


def desk_of(obj: Any) -> list[Any]:
    """The region's moderators, else the lead editors."""
    return list(review.moderators(obj.governing_region)) or list(review.lead_editors())


def tell_of(decision: Decision, obj: Any) -> None:
    """Tell author and organisation what has been done and why, not the person who did it."""
    for person in people_of(obj):
        if person.pk == decision.user_id:
            continue
        with translation.override(person.language):
            words = {"title": str(obj)}
            context = {
                "subject": SUBJECTS[Kind(decision.kind)] % words,
                "happened": HAPPENED[Kind(decision.kind)] % words,
                "reason": decision.comment,
                "action_url": absolute_url(own_address(person, obj)),
                "public_url": "" if decision.kind == Kind.UNPUBLISHED else public_address(obj),
            }
        send_to_user(
            user=person, template="aftercare/taken_down", context=context, key=f"aftercare-{decision.pk}-{person.pk}"
        )


def tell_desk(concern: Concern, obj: Any) -> None:
    """Somebody says that content is not right any more, or asks to take it down."""
    asks = concern.kind == Concern.Kind.TAKE_DOWN
    for person in desk_of(obj):
        if person.pk == concern.user_id:
            continue
        with translation.override(person.language):
            words = {"title": str(obj), "name": concern.user}
            context = {
                "subject": _("Please take it down: %(title)s") % words
                if asks
                else _("Not right any more: %(title)s") % words,
                "happened": _("%(name)s asks you to take “%(title)s” down.") % words
                if asks
                else _("%(name)s says that “%(title)s” is not right any more.") % words,
                "words": concern.words,
                "name": str(concern.user or ""),
                "action_url": absolute_url(desk_address(concern.care)),
            }
        key = f"aftercare-concern-{concern.pk}-{person.pk}"
        send_to_user(user=person, template="aftercare/concern", context=context, key=key)


def answer_doubt(concern: Concern, obj: Any, *, by: Any, answer: str) -> None:
    """Whoever doubted, or asked to take down, hears that it stays, and why."""
    person = concern.user
    if person is None or not person.is_active or person.pk == by.pk:
        return
    with translation.override(person.language):
        context = {
            "title": str(obj),
            "words": concern.words,
            "answer": answer,
            "name": str(by),
            "action_url": absolute_url(own_address(person, obj)),
            "public_url": public_address(obj),
        }
    send_to_user(user=person, template="aftercare/stays", context=context, key=f"aftercare-answer-{concern.pk}")


def ask(link: CheckLink, token: str, obj: Any, others: Iterable[Any]) -> None:
    """Ask one person whether the content is still right."""
    person, care, rounds = link.user, link.round.care, link.round
    with translation.override(person.language):
        last = date_format(care.checked_on, "DATE_FORMAT") if care.checked_on else ""
        context = {
            "title": str(obj),
            "step": link.step,
            "last_checked": last,
            "asked_on": date_format(rounds.asked_at, "DATE_FORMAT"),
            "names": ", ".join(str(other) for other in others if other.pk != person.pk),
            "organisation": getattr(obj, "actor", None),
            "valid_until": date_format(link.expires_at, "DATE_FORMAT"),
            "public_url": public_address(obj),
            "action_url": absolute_url(reverse("aftercare:answer", args=[token])),
        }
    send_to_user(user=person, template="aftercare/still_right", context=context, key=f"check-{link.pk}")


def own_address(person: Any, obj: Any) -> str:
    """Where this person follows the object."""
    address = get_status_url(obj) if owns(person, obj) else ""
    if not address and roles_of(person).is_staff:
        from core.aftercare.care import care_of

        address = desk_address(care_of(obj))
    return address or reverse("members:overview")


def desk_address(care: Any) -> str:
    return reverse("aftercare_page", args=[care.pk])


def public_address(obj: Any) -> str:
    return absolute_url(getattr(obj, "url", None) or obj.get_absolute_url())
