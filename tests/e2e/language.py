"""The words that a reader sees, by their message id: catalogues may change, the tests keep their sense."""

import re
from typing import Any

from django.utils import translation
from django.utils.functional import Promise


def german(message: str | Promise, **values: Any) -> str:
    """A message, or the label of a choice, in German with its values filled in."""
    with translation.override("de"):
        words = str(message) if isinstance(message, Promise) else translation.gettext(message)
    return words % values if values else words


def label(message: str) -> re.Pattern[str]:
    """The label of a field, which may go on with "(optional)" or "(required)"."""
    return re.compile(rf"^\s*{re.escape(german(message))}\s*(\(|$)")
