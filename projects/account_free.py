"""Projects begun without an account: stored as data, confirmed by mail, taken over by somebody who belongs there."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from actors.members import services as members
from actors.members.services import WrongAccount
from actors.models import Actor
from core.notices import Words, write_to
from core.permissions import grants_of
from core.tokens import hash_of, new_token, usable
from projects import checks
from projects.forms import BasicsForm, CopyForm, ShortForm, StepForm, StoryForm
from projects.models import ProjectPage, ProjectRequest
from projects.services import place_draft

CONFIRM_WITHIN = timedelta(days=3)
RESUME_WITHIN = timedelta(days=30)
REQUESTS_PER_ADDRESS_AND_DAY = 3
MOST_TYPED = 60_000

# Pictures come with the account: nobody uploads files unknown.
FORMS: dict[str, type[StepForm]] = {
    checks.BASICS: BasicsForm,
    checks.SHORT: ShortForm,
    checks.STORY: StoryForm,
    checks.COPY: CopyForm,
}


class TooMuch(Exception):
    """More was typed than fits into a project."""


@transaction.atomic
def begin(
    *, title: str, postcode: str, organisation: str, actor: Actor | None, first_name: str, last_name: str, email: str
) -> None:
    """Keep what was typed and send the link. Too many requests to one address are dropped in silence."""
    email = email.strip().lower()
    since = timezone.now() - timedelta(days=1)
    sent = ProjectRequest.objects.filter(email__iexact=email, created_at__gt=since).count()
    if sent >= REQUESTS_PER_ADDRESS_AND_DAY:
        return
    token = new_token()
    made = ProjectRequest.objects.create(
        title=title,
        postcode=postcode,
        organisation=actor.name if actor else organisation.strip(),
        actor=actor,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email,
        steps={checks.BASICS: {"title": [title], "postcode": [postcode]}},
        token_hash=hash_of(token),
        expires_at=timezone.now() + CONFIRM_WITHIN,
    )
    known = User.objects.filter(email__iexact=email, is_active=True).first()
    _mail_link(made, token, known.language if known else get_language() or "de")


def found(token: str) -> ProjectRequest:
    """What was begun, by the link of the mail. Raises LinkUnusable."""
    rows = ProjectRequest.objects.filter(token_hash=hash_of(token)).select_related("actor", "page")
    return usable(rows.first())


def _locked(token: str) -> ProjectRequest:
    ProjectRequest.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    return found(token)


@transaction.atomic
def confirm(*, token: str) -> ProjectRequest:
    """The address is right: from now on the link opens the steps. Raises LinkUnusable."""
    row = _locked(token)
    if row.confirmed_at is None:
        row.confirmed_at = timezone.now()
        row.expires_at = row.confirmed_at + RESUME_WITHIN
        row.save(update_fields=["confirmed_at", "expires_at"])
    return row


@transaction.atomic
def save_step(*, token: str, step: str, form: StepForm) -> ProjectRequest:
    """Keep a valid form as it was sent; the link then lasts another thirty days. Raises LinkUnusable or TooMuch."""
    row = _locked(token)
    if row.confirmed_at is None:
        raise PermissionDenied
    data: Any = form.data
    typed = {name: data.getlist(name) for name in form.fields if name != "loaded" and name in data}
    if sum(len(value) for values in typed.values() for value in values) > MOST_TYPED:
        raise TooMuch(_("That is more than fits. Please shorten it."))
    row.steps = {**row.steps, step: typed}
    if step == checks.BASICS:
        row.title, row.postcode = form.cleaned_data["title"], form.cleaned_data["postcode"]
    row.expires_at = timezone.now() + RESUME_WITHIN
    row.save(update_fields=["steps", "title", "postcode", "expires_at"])
    return row


def draft_of(row: ProjectRequest) -> ProjectPage:
    """The project as far as it is written, in memory."""
    draft = ProjectPage(title=row.title, draft_title=row.title)
    for step, form_class in FORMS.items():
        form = form_class(row.typed(step))
        if step in row.steps and form.is_valid():
            form.write(draft)
    return draft


@transaction.atomic
def open_account(*, token: str, first_name: str, last_name: str, password: str) -> ProjectRequest:
    """An account, as `user`, for the confirmed address. Raises LinkUnusable, or WrongAccount if there is one."""
    row = _locked(token)
    if row.confirmed_at is None:
        raise PermissionDenied
    user = members.open_account(email=row.email, first_name=first_name, last_name=last_name, password=password)
    row.user = user
    row.save(update_fields=["user"])
    return row


def open_requests(user: Any) -> QuerySet[ProjectRequest]:
    """What this person has begun without an account and not taken over yet."""
    rows = ProjectRequest.objects.filter(email__iexact=user.email, used_at=None, expires_at__gt=timezone.now())
    return rows.exclude(confirmed_at=None).select_related("actor").order_by("created_at", "pk")


@transaction.atomic
def adopt(*, row: ProjectRequest, user: Any, actor: Actor) -> ProjectPage:
    """Pour what was written into a draft of the person's organisation; a second time leads to the same draft.

    Raises WrongAccount, PermissionDenied or NoCatalogue.
    """
    row = ProjectRequest.objects.select_for_update(of=("self",)).select_related("page").get(pk=row.pk)
    if user.email.lower() != row.email.lower():
        raise WrongAccount(_("The link was sent to another address than the one you are signed in with."))
    if row.page is not None:
        return row.page
    if row.used_at or row.confirmed_at is None or not grants_of(user).belongs_to(actor.pk):
        raise PermissionDenied
    draft = draft_of(row)
    draft.actor, draft.owner = actor, user
    draft.live, draft.has_unpublished_changes = False, True
    page = place_draft(draft, user)
    row.page, row.user, row.actor, row.used_at, row.steps = page, user, actor, timezone.now(), {}
    row.save(update_fields=["page", "user", "actor", "used_at", "steps"])
    return page


def _mail_link(row: ProjectRequest, token: str, language: str) -> None:
    values = {"title": row.title}

    def words() -> Words:
        return Words(
            subject=_("Your project “%(title)s”: please confirm") % values,
            happened=_("Somebody has begun to describe the project “%(title)s” with this address.") % values,
            next=_(
                "If it was you, please confirm it within three days. The same link then leads back to your project: each "
                "time you save, it lasts another thirty days. Keep this mail and do not hand it on."
            ),
            label=_("Confirm and go on writing"),
            why=_("You get this mail because your address was typed in when the project was begun."),
            otherwise=_("If you do nothing, nothing becomes public, and everything is deleted again."),
        )

    write_to(row.email, words, partial(reverse, "projects:resume", args=[token]), language=language)
