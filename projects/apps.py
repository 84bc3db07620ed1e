from typing import Any

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from core import review_links
        from core.registries import TeaserSource, teasers
        from projects.cards import teaser_cards
        from projects.models import ProjectPage
        from projects.showcase import review_facts

        def address(name: str) -> Any:
            return lambda project: reverse(f"projects:{name}", args=[project.pk])

        review_links.register(
            ProjectPage,
            review_links.ReviewLinks(
                status=address("status"), preview=address("preview"), edit=_first_step, facts=review_facts
            ),
        )
        teasers.register("projects", TeaserSource(_("Projects"), "components/card_project.html", teaser_cards))


def _first_step(project: Any) -> str:
    return reverse("projects:step", args=[project.pk, "grundlagen"])
