from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        from actors.matching import sources
        from actors.relay.addressees import addressees
        from core.readiness import subjects
        from core.retention import CONSENT, declare
        from mentoring import match_source
        from mentoring.addressees import MentorAddressees
        from mentoring.models import Mentor
        from mentoring.permissions import register_policies
        from mentoring.readiness import subject

        subjects.register(Mentor, subject)
        register_policies()
        sources.register("mentors", match_source.source)
        addressees.register("mentor", MentorAddressees())
        declare(
            "mentoring.Mentor",
            purpose=_("Show mentors and let people ask them"),
            basis=CONSENT,
            kept=_("as long as the mentor takes part"),
            erasure=_("deleted by the editors of the region at the mentor's word"),
        )
