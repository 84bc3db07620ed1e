"""What the kernel, and the libraries it stands on, keep of people."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.models import Decision, OutboxMessage, SentDigest
from core.retention import CONSENT, CONTRACT, PUBLIC_TASK, SECURITY, declare

SENT_MAIL = timedelta(days=30)
FAILED_MAIL = timedelta(days=90)
LEDGER = timedelta(days=10 * 365)
FINISHED_TASKS = timedelta(days=14)
EDITING_SESSIONS = timedelta(days=1)


def expired_mail(now: datetime) -> Any:
    sent = OutboxMessage.objects.filter(status=OutboxMessage.Status.SENT, sent_at__lt=now - SENT_MAIL)
    failed = OutboxMessage.objects.filter(status=OutboxMessage.Status.FAILED, created_at__lt=now - FAILED_MAIL)
    return sent | failed


def expired_decisions(now: datetime) -> Any:
    return Decision.objects.filter(decided_at__lt=now - LEDGER)


def expired_digests(now: datetime) -> Any:
    return SentDigest.objects.filter(day__lt=(now - SENT_MAIL).date())


def expired_sessions(now: datetime) -> Any:
    return apps.get_model("sessions.Session").objects.filter(expire_date__lt=now)


def expired_tasks(now: datetime) -> Any:
    return apps.get_model("django_tasks_database.DBTaskResult").objects.filter(finished_at__lt=now - FINISHED_TASKS)


def expired_editing(now: datetime) -> Any:
    return apps.get_model("wagtailadmin.EditingSession").objects.filter(last_seen_at__lt=now - EDITING_SESSIONS)


def declare_all() -> None:
    with_account = _("as long as the account")
    without_name = _("the person's name is taken out, the entry stays")
    goes_along = _("goes with the account")
    declare(
        "core.OutboxMessage",
        purpose=_("Send mail once and prove it"),
        basis=PUBLIC_TASK,
        kept=_("sent mail 30 days, mail that could not be sent 90 days"),
        erasure=_("expires by itself"),
        expired=expired_mail,
    )
    declare(
        "core.ConsentEvent",
        purpose=_("Prove consent, with its wording"),
        basis=CONSENT,
        kept=_("as long as what was agreed to is used, and three years after"),
        erasure=_("kept as proof; the link to the account goes with the account"),
    )
    declare(
        "core.Decision",
        purpose=_("Prove who approved what for publication"),
        basis=PUBLIC_TASK,
        kept=_("ten years, the period of the funders' audits"),
        erasure=without_name,
        expired=expired_decisions,
    )
    declare(
        "core.ChangePoint", "core.Claim", "core.TaskNotice",
        purpose=_("Share the work of reviewing"),
        basis=PUBLIC_TASK,
        kept=_("as long as the page"),
        erasure=without_name,
    )  # fmt: skip
    declare(
        "core.SentDigest",
        purpose=_("Send one summary a day"),
        basis=CONTRACT,
        kept=_("30 days"),
        erasure=goes_along,
        expired=expired_digests,
    )
    declare(
        "core.PortalImage", "core.PortalDocument", "wagtailimages.Image", "wagtaildocs.Document",
        "wagtailcore.UploadedFile",
        purpose=_("Pictures and documents with author and licence"),
        basis=PUBLIC_TASK,
        kept=_("as long as they are used"),
        erasure=without_name,
    )  # fmt: skip
    declare(
        "wagtailcore.Page", "wagtailcore.Revision", "wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry",
        "wagtailcore.WorkflowState", "wagtailcore.TaskState", "wagtailcore.Comment", "wagtailcore.CommentReply",
        "wagtail_localize.StringTranslation", "wagtail_localize.SegmentOverride",
        purpose=_("Know who wrote, changed and reviewed a page"),
        basis=PUBLIC_TASK,
        kept=_("as long as the page"),
        erasure=without_name,
    )  # fmt: skip
    declare(
        "wagtailusers.UserProfile", "wagtailcore.PageSubscription", "wagtailcore.APIToken", "wagtailadmin.FormState",
        purpose=_("Settings of the editing interface"),
        basis=CONTRACT,
        kept=with_account,
        erasure=goes_along,
    )  # fmt: skip
    declare(
        "wagtailadmin.EditingSession",
        purpose=_("Warn when two people edit the same page"),
        basis=SECURITY,
        kept=_("one day"),
        erasure=_("expires by itself"),
        expired=expired_editing,
    )
    declare(
        "account.EmailAddress", "mfa.Authenticator",
        purpose=_("Sign in safely"),
        basis=CONTRACT,
        kept=with_account,
        erasure=goes_along,
    )  # fmt: skip
    declare(
        "sessions.Session",
        purpose=_("Stay signed in"),
        basis=CONTRACT,
        kept=_("two weeks, or until signing out"),
        erasure=_("expires by itself"),
        expired=expired_sessions,
    )
    declare(
        "django_tasks_database.DBTaskResult",
        purpose=_("Work in the background"),
        basis=SECURITY,
        kept=_("14 days after the work"),
        erasure=_("expires by itself"),
        expired=expired_tasks,
    )
