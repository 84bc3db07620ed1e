"""A project on its way from one organisation to another."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .project import ProjectPage


class ProjectTransferQuerySet(models.QuerySet["ProjectTransfer"]):
    def open(self) -> "ProjectTransferQuerySet":
        return self.filter(state=ProjectTransfer.State.OPEN)


class ProjectTransfer(models.Model):
    """The giving organisation offers, the receiving one accepts; both by their leads."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    page = models.ForeignKey(ProjectPage, on_delete=models.CASCADE, related_name="transfers", verbose_name=_("project"))
    giver = models.ForeignKey("actors.Actor", on_delete=models.CASCADE, related_name="+", verbose_name=_("from"))
    receiver = models.ForeignKey(
        "actors.Actor", on_delete=models.CASCADE, related_name="offered_projects", verbose_name=_("to")
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("offered by")
    )
    offered_at = models.DateTimeField(_("offered"), auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = ProjectTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer of a project")
        verbose_name_plural = _("transfers of projects")
        constraints = (
            models.UniqueConstraint(fields=("page",), condition=Q(state="open"), name="projects_one_open_transfer"),
        )

    def __str__(self) -> str:
        return f"{self.page}: {self.giver} → {self.receiver}"
