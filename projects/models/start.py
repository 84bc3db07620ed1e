"""What keeps a new project from being begun twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .project import ProjectPage


class StartedProject(models.Model):
    """Remembers which page a person's form made: sending the form again leads to the same page."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    key = models.UUIDField(_("key of the form"))
    page = models.ForeignKey(ProjectPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("project"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("started project")
        verbose_name_plural = _("started projects")
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="projects_one_page_per_form"),)

    def __str__(self) -> str:
        return str(self.page)
