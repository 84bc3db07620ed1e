"""A project begun without an account."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .project import ProjectPage


class ProjectRequest(models.Model):
    """What somebody without an account has written so far; poured into a draft once they belong to the organisation.

    `steps` holds what was typed, by step, as forms send it. Emptied when the draft exists.
    """

    title = models.CharField(_("title"), max_length=160)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160)
    actor = models.ForeignKey(
        "actors.Actor", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("actor")
    )
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    steps = models.JSONField(_("steps"), default=dict, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("taken over"), null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    page = models.ForeignKey(
        ProjectPage, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("project")
    )

    class Meta:
        verbose_name = _("project begun without an account")
        verbose_name_plural = _("projects begun without an account")

    def __str__(self) -> str:
        return self.title

    def typed(self, step: str) -> QueryDict:
        """What was typed in a step, as a form takes it."""
        data = QueryDict(mutable=True)
        stored: dict[str, Any] = self.steps.get(step, {})
        for name, values in stored.items():
            data.setlist(name, values)
        return data
