"""Languages in which people of the network can talk to somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")
    SORBIAN = "hsb", _("Upper Sorbian")
    POLISH = "pl", _("Polish")
    CZECH = "cs", _("Czech")
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    ARABIC = "ar", _("Arabic")
    DARI = "prs", _("Dari")
    TURKISH = "tr", _("Turkish")
    VIETNAMESE = "vi", _("Vietnamese")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
