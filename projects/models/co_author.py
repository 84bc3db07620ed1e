"""People of other organisations who write at one project."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .project import ProjectPage


class CoAuthorQuerySet(models.QuerySet["CoAuthor"]):
    def writing(self) -> "CoAuthorQuerySet":
        return self.exclude(user=None)

    def of(self, user: Any) -> "CoAuthorQuerySet":
        return self.filter(user_id=user.pk)


class CoAuthor(models.Model):
    """One person at one project: invited while `user` is empty, writing from then on. Removing deletes the row."""

    page = models.ForeignKey(
        ProjectPage, on_delete=models.CASCADE, related_name="co_authors", verbose_name=_("project")
    )
    email = models.EmailField(_("e-mail address"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="co_authorships",
        verbose_name=_("person"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("accepted"), null=True)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ("invited_at", "pk")
        constraints = (
            models.UniqueConstraint("page", Lower("email"), name="projects_one_co_author_per_address"),
            models.UniqueConstraint(
                fields=("page", "user"), condition=Q(user__isnull=False), name="projects_one_co_author_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user or self.email}: {self.page}"

    @property
    def has_expired(self) -> bool:
        return self.user_id is None and self.expires_at <= timezone.now()
