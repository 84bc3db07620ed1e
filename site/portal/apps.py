"""The composition root as an app: commands, system checks and start-up wiring."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the checks that concern the site as a whole."""

    name = "portal"

    def ready(self) -> None:
        """Import the checks for their registration."""
        from portal import checks  # noqa: F401
