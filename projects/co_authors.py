"""Co-authors: invited by the people of the organisation, they read and write the draft. They do not submit or manage."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from actors.members import services as members
from actors.members.services import MembersError, WrongAccount
from actors.models import Membership
from core import review
from core.models import PortalImage
from core.models.opening import pictures_in
from core.notices import Words, tell, write_to
from core.permissions import forget_grants, grants_of
from core.tokens import hash_of, new_token, usable
from projects.models import CoAuthor, ProjectPage

VALID_FOR = timedelta(days=14)
MOST_PER_PROJECT = 20
INVITATIONS_PER_PERSON_AND_HOUR = 20
PAUSE = timedelta(minutes=10)
CACHE = "_portal_co_authored"


def edits_as_co_author(user: Any, obj: Any) -> bool:
    """For `core.permissions.extra_editors`; read once per user object."""
    if not isinstance(obj, ProjectPage) or not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    pages = getattr(user, CACHE, None)
    if pages is None:
        pages = frozenset(CoAuthor.objects.of(user).values_list("page_id", flat=True))
        setattr(user, CACHE, pages)
    return obj.pk in pages


def sees_picture(user: Any, item: Any) -> bool:
    """For `core.media_permissions.extra_viewers`: the pictures of the drafts that the person writes along at."""
    if not isinstance(item, PortalImage):
        return False
    pages = ProjectPage.objects.filter(pk__in=CoAuthor.objects.of(user).values("page_id"))
    return any(
        image is not None and image.pk == item.pk
        for page in pages
        for draft in (page.get_latest_revision_as_object(),)
        for image in (draft.image, *pictures_in(draft.body))
    )


def may_manage(user: Any, project: ProjectPage) -> bool:
    """The people of the organisation."""
    return grants_of(user).belongs_to(project.actor_id)


@transaction.atomic
def invite(*, project: ProjectPage, email: str, by: Any) -> CoAuthor:
    """Invite somebody by mail, with an account or not; an open invitation is sent anew.

    Raises PermissionDenied or MembersError.
    """
    row = review.locked(project)
    if not may_manage(by, row):
        raise PermissionDenied
    email = email.strip().lower()
    _refuse(row, email, by)
    token, now = new_token(), timezone.now()
    invited, _made = CoAuthor.objects.update_or_create(
        page=row,
        email=email,
        defaults={
            "token_hash": hash_of(token),
            "invited_by": by,
            "invited_at": now,
            "expires_at": now + VALID_FOR,
            "used_at": None,
        },
    )
    log(instance=row, action="projects.co_author_invited", user=by, data={"co_author": invited.pk})
    _mail_invitation(invited, token)
    return invited


def _refuse(row: ProjectPage, email: str, by: Any) -> None:
    if Membership.objects.filter(actor=row.actor, user__email__iexact=email).exists():
        raise MembersError(_("%(email)s belongs to this organisation already.") % {"email": email})
    if (
        row.co_authors.writing().filter(email=email).exists()
        or row.co_authors.filter(user__email__iexact=email).exists()
    ):
        raise MembersError(_("%(email)s is a co-author already.") % {"email": email})
    now = timezone.now()
    if row.co_authors.filter(email=email, invited_at__gt=now - PAUSE).exists():
        raise MembersError(_("%(email)s has just been invited. Please wait a little.") % {"email": email})
    since = now - timedelta(hours=1)
    sent = CoAuthor.objects.filter(invited_by=by, invited_at__gt=since).count()
    if sent >= INVITATIONS_PER_PERSON_AND_HOUR or row.co_authors.count() >= MOST_PER_PROJECT:
        raise MembersError(_("That were many invitations in a short time. Please try again later."))


def invited(token: str) -> CoAuthor:
    """The invitation behind a link. Raises LinkUnusable."""
    found = CoAuthor.objects.filter(token_hash=hash_of(token))
    return usable(found.select_related("page__actor", "invited_by").first())


@transaction.atomic
def accept(*, token: str, user: Any) -> CoAuthor:
    """Write along as the person who is signed in. Raises LinkUnusable, WrongAccount or MembersError."""
    found = _locked(token)
    if user.email.lower() != found.email.lower():
        raise WrongAccount(_("The link was sent to another address than the one you are signed in with."))
    return _join(found, user)


@transaction.atomic
def accept_as_new(*, token: str, first_name: str, last_name: str, password: str) -> CoAuthor:
    """Open an account for the invited address and write along. Raises LinkUnusable, or WrongAccount if there is one."""
    found = _locked(token)
    user = members.open_account(email=found.email, first_name=first_name, last_name=last_name, password=password)
    return _join(found, user)


def _locked(token: str) -> CoAuthor:
    """Serialised on the row, so that a link pressed twice is used once."""
    CoAuthor.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    return invited(token)


def _join(found: CoAuthor, user: Any) -> CoAuthor:
    if found.page.co_authors.of(user).exists():
        raise MembersError(_("You are a co-author of this project already."))
    found.user, found.used_at = user, timezone.now()
    found.save(update_fields=["user", "used_at"])
    forget_grants(user)
    log(instance=found.page, action="projects.co_author_joined", user=user, data={"co_author": found.pk})
    if found.invited_by:
        _mail_joined(found)
    return found


@transaction.atomic
def remove(*, co_author: CoAuthor, by: Any) -> None:
    """End it, at any time: by the organisation, or by the person. Raises PermissionDenied."""
    row = review.locked(co_author.page)
    if not (may_manage(by, row) or co_author.user_id == by.pk):
        raise PermissionDenied
    person = co_author.user
    log(instance=row, action="projects.co_author_removed", user=by, data={"co_author": co_author.pk})
    CoAuthor.objects.filter(pk=co_author.pk).delete()
    if person is not None:
        forget_grants(person)
        if person.pk != by.pk:
            _mail_removed(row, person)


def _mail_invitation(invited: CoAuthor, token: str) -> None:
    page, by = invited.page, invited.invited_by
    values = {"title": page.draft_title, "actor": page.actor, "name": by}
    known = User.objects.filter(email__iexact=invited.email, is_active=True).first()

    def words() -> Words:
        return Words(
            subject=_("Write along at “%(title)s”") % values,
            happened=_("%(name)s of %(actor)s asks you to write along at the project “%(title)s”.") % values,
            next=_(
                "You can read and change the draft. Submitting stays with the organisation. "
                "The link is valid for two weeks."
            ),
            label=_("Write along"),
            why=_("You get this mail because %(name)s has given your address.") % values,
            otherwise=_("If you do nothing, the invitation expires, and your address is deleted later."),
        )

    language = known.language if known else get_language() or "de"
    write_to(invited.email, words, partial(reverse, "projects:co_author_accept", args=[token]), language=language)


def _mail_joined(found: CoAuthor) -> None:
    values = {"title": found.page.draft_title, "name": found.user}

    def words() -> Words:
        return Words(
            subject=_("%(name)s writes along at “%(title)s”") % values,
            happened=_("%(name)s has accepted your invitation and can now change the draft of “%(title)s”.") % values,
            next="",
            label=_("Where it stands"),
            why=_("You get this mail because you have sent the invitation."),
            otherwise=_("You need not do anything."),
        )

    tell(
        [found.invited_by],
        words,
        partial(reverse, "projects:status", args=[found.page_id]),
        key=f"co-author-{found.pk}",
    )


def _mail_removed(row: ProjectPage, person: Any) -> None:
    values = {"title": row.draft_title}

    def words() -> Words:
        return Words(
            subject=_("You no longer write along at “%(title)s”") % values,
            happened=_("The organisation has ended your part in the project “%(title)s”.") % values,
            next=_("What you have written stays with the project."),
            label=_("Go to my area"),
            why=_("You get this mail because you were a co-author of this project."),
            otherwise=_("You need not do anything."),
        )

    tell([person], words, partial(reverse, "members:overview"))
