from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """Offers and needs of the network, with a term, reminders, suggestions and a weekly mail."""

    name = "actors.board"
    label = "board"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Offers and needs")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from accounts import confirming
        from actors import match_sources as actors
        from actors.board import beginning, clock, digest, match_sources, own_data, panel, readiness, retention_rules
        from actors.board.addressees import EntryAddressees
        from actors.board.models import BoardEntry
        from actors.matching import sources
        from actors.relay.addressees import addressees
        from core import review_links
        from core.handover.services import Target, targets
        from core.readiness import subjects
        from core.registries import ActorPanel, MemberPanel, actor_panels, member_panels
        from core.regular_work import regular_work
        from core.snippet_permissions import GatedSnippetPolicy

        register_permission_policy(BoardEntry, GatedSnippetPolicy(BoardEntry))
        subjects.register(BoardEntry, readiness.subject)
        review_links.register(BoardEntry, panel.review_links)
        sources.register("actors", actors.source)
        sources.register("offers", match_sources.offers)
        sources.register("needs", match_sources.needs)
        addressees.register("entry", EntryAddressees())
        confirming.purposes.register(digest.PURPOSE, digest.purpose)
        member_panels.register("board", MemberPanel("board/member_panel.html", panel.member_panel, order=30))
        actor_panels.register(
            "board",
            ActorPanel(
                _("Offers and needs"), "board/includes/card.html", panel.actor_items, panel.cards, "card-list", order=40
            ),
        )
        targets.register(beginning.TARGET, Target(_("An offer or a need"), beginning.begin))
        confirming.purposes.register(beginning.PURPOSE, beginning.purpose)
        own_data.register()
        retention_rules.declare_all()
        regular_work.register("board", clock.do_due)
        regular_work.register("board_digest", digest.send_due)
