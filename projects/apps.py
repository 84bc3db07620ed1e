from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from actors.matching import sources
        from core import media_permissions, permissions, retention, review_links
        from core.feeds import ATOM, ATOM_FILE
        from core.handover.services import Target, targets
        from core.readiness import subjects
        from core.registries import (
            ActorPanel,
            FeedSource,
            MemberPanel,
            TeaserSource,
            actor_panels,
            feeds,
            member_panels,
            teasers,
        )
        from projects import co_authors, handed_over, match_source
        from projects.around import begun_panel, offers_panel
        from projects.cards import actor_items, project_cards, teaser_items
        from projects.mine import member_panel
        from projects.models import CoAuthor, ProjectPage, ProjectRequest, StartedProject
        from projects.readiness import subject
        from projects.showcase import review_facts

        subjects.register(ProjectPage, subject)
        targets.register(handed_over.TARGET, Target(_("A project of your own"), handed_over.begin))

        def address(name: str) -> Any:
            return lambda project: reverse(f"projects:{name}", args=[project.pk])

        review_links.register(
            ProjectPage,
            review_links.ReviewLinks(
                status=address("status"), preview=address("preview"), edit=_first_step, facts=review_facts
            ),
        )
        sources.register("projects", match_source.source)
        permissions.extra_editors.append(co_authors.edits_as_co_author)
        media_permissions.extra_viewers.append(co_authors.sees_picture)
        teasers.register("projects", TeaserSource(_("Projects"), teaser_items, project_cards))
        feeds.register("projects", FeedSource(ATOM, "projects.ProjectIndexPage", ATOM_FILE))
        actor_panels.register(
            "projects",
            ActorPanel(_("Projects"), "components/card_project.html", actor_items, project_cards, order=10),
        )
        member_panels.register("offers", MemberPanel("projects/includes/offers_panel.html", offers_panel, order=7))
        member_panels.register("begun", MemberPanel("projects/includes/begun_panel.html", begun_panel, order=8))
        member_panels.register("projects", MemberPanel("projects/includes/member_panel.html", member_panel, order=20))
        retention.declare(
            "projects.CoAuthor",
            purpose=_("Let people of other organisations write along at a project"),
            basis=retention.CONTRACT,
            kept=_("until it is ended; invitations 30 days after they have expired"),
            erasure=_("goes with the account"),
            expired=lambda now: CoAuthor.objects.filter(user=None, expires_at__lt=now - timedelta(days=30)),
        )
        retention.declare(
            "projects.ProjectRequest",
            purpose=_("Begin a project without an account"),
            basis=retention.CONTRACT,
            kept=_("until three days after the link has expired; 30 days once it has become a draft"),
            erasure=_("expires by itself"),
            expired=lambda now: ProjectRequest.objects.filter(
                Q(used_at=None, expires_at__lt=now - timedelta(days=3)) | Q(used_at__lt=now - timedelta(days=30))
            ),
        )
        retention.declare(
            "projects.ProjectTransfer",
            purpose=_("Prove who has handed a project to whom"),
            basis=retention.PUBLIC_TASK,
            kept=_("as long as the project"),
            erasure=_("the person's name is taken out, the entry stays"),
        )
        retention.declare(
            "projects.StartedProject",
            purpose=_("Keep a form that is sent twice from making two drafts"),
            basis=retention.CONTRACT,
            kept=_("30 days"),
            erasure=_("expires by itself"),
            expired=lambda now: StartedProject.objects.filter(created_at__lt=now - timedelta(days=30)),
        )


def _first_step(project: Any) -> str:
    return reverse("projects:step", args=[project.pk, "grundlagen"])
