"""Becoming a mentor: applied for without an account, confirmed by a mailed link, approved at the region's desk."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actors.members import services as members
from actors.members.services import MembersError, WrongAccount
from core import review
from core.models import District, Region
from core.notices import Words, tell, write_to
from core.saxony import lookup_postcode
from core.tokens import hash_of, new_token, usable
from mentoring.models import Mentor, MentorText
from mentoring.tandems.models import Application
from mentoring.tandems.profile_form import ProfileForm

VALID_FOR = timedelta(days=14)
PER_ADDRESS_AND_DAY = 3


@transaction.atomic
def apply(*, email: str, first_name: str, last_name: str, postcode: str, typed: dict[str, Any]) -> None:
    """Keep what was typed and send the link. Too many applications of one address are dropped in silence."""
    email = email.strip().lower()
    since = timezone.now() - timedelta(days=1)
    if Application.objects.filter(email__iexact=email, created_at__gt=since).count() >= PER_ADDRESS_AND_DAY:
        return
    token = new_token()
    Application.objects.create(
        email=email,
        first_name=first_name,
        last_name=last_name,
        typed={**typed, "postcode": [postcode]},
        token_hash=hash_of(token),
        expires_at=timezone.now() + VALID_FOR,
    )

    def words() -> Words:
        return Words(
            subject=_("Please confirm: you want to become a mentor"),
            happened=_("Somebody has applied as a mentor with this address. How nice!"),
            next=_("If it was you, please confirm it within 14 days and choose a password for your own area."),
            label=_("Confirm and go on"),
            why=_("You get this mail because your address was typed in with the application."),
            otherwise=_("If you do nothing, nothing becomes public, and everything is deleted again."),
        )

    write_to(email, words, partial(reverse, "tandems:applied", args=[token]), language=get_language() or "de")


def found(token: str) -> Application:
    """The application behind a link. Raises LinkUnusable."""
    return usable(Application.objects.filter(token_hash=hash_of(token)).select_related("mentor", "user").first())


def _locked(token: str) -> Application:
    Application.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    return found(token)


@transaction.atomic
def adopt(*, token: str, user: Any) -> Application:
    """The person signed in is who applied: a draft is made and goes to the desk. Raises LinkUnusable or MembersError."""
    row = _locked(token)
    if user.email.lower() != row.email.lower():
        raise WrongAccount(_("The link was sent to another address than the one you are signed in with."))
    return _made(row, user)


@transaction.atomic
def adopt_as_new(*, token: str, first_name: str, last_name: str, password: str) -> Application:
    """Opens the account first. Raises LinkUnusable, or WrongAccount if there is one."""
    row = _locked(token)
    user = members.open_account(email=row.email, first_name=first_name, last_name=last_name, password=password)
    return _made(row, user)


def _made(row: Application, user: Any) -> Application:
    if Mentor.objects.filter(user=user).exists():
        raise MembersError(_("You have a profile as a mentor already."))
    form = ProfileForm(_as_sent(row.typed))
    if not form.is_valid():
        raise MembersError(_("Something in the application does not fit any more. Please fill it in once more."))
    mentor = Mentor(name=str(user), user=user, region=_region_of(row.typed))
    mentor.texts = [MentorText(language="de")]
    form.write(mentor)
    mentor.capacity = form.cleaned_data["capacity"]
    mentor.save()
    mentor.save_revision(user=user, clean=False, log_action="wagtail.create")
    row.mentor, row.user, row.used_at, row.typed = mentor, user, timezone.now(), {}
    row.save(update_fields=["mentor", "user", "used_at", "typed"])
    review.submit(obj=mentor, user=user)
    return row


def _as_sent(typed: dict[str, Any]) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def _region_of(typed: dict[str, Any]) -> Region | None:
    postcode = lookup_postcode(next(iter(typed.get("postcode", [])), ""))
    district = District.objects.select_related("region").filter(ags=postcode.ags).first() if postcode else None
    return district.region if district else None


@transaction.atomic
def welcome(instance: Mentor, **kwargs: Any) -> None:
    """A profile has become public for the first time: its person hears how it goes on, once."""
    row = Application.objects.select_for_update().filter(mentor=instance, welcomed_at=None).first()
    if row is None or instance.user is None:
        return
    row.welcomed_at = timezone.now()
    row.save(update_fields=["welcomed_at"])

    def words() -> Words:
        return Words(
            subject=_("Welcome as a mentor"),
            happened=_("Your profile is public now, and people can ask you."),
            next=_(
                "In your area you see requests, accept or decline them, note sessions, and pause whenever you like. "
                "Please say there, too, whether you decide about funding: so nobody comes into a conflict."
            ),
            label=_("To my area as a mentor"),
            why=_("You get this mail because you have applied as a mentor."),
            otherwise=_("You need not do anything until somebody asks you."),
        )

    tell([instance.user], words, partial(reverse, "mentor_area:overview"), key=f"mentor-welcome-{instance.pk}")
