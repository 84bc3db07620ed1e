"""The certificate of a finished tandem: hours and topics from the log, as a tagged PDF or as a page to print."""

import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import ImageFile

from mentoring.tandems.models import Match, Side, State

STYLE = Path(__file__).with_name("certificate.css")

logger = logging.getLogger(__name__)


class NoPdf(Exception):
    """The libraries that lay out a PDF are missing on this machine."""


def hours_of(sessions: Any) -> str:
    """All sessions together, as hours and minutes."""
    hours, minutes = divmod(sum(session.minutes for session in sessions), 60)
    return _("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": minutes}


def context_of(match: Match, side: str) -> dict[str, Any]:
    sessions = list(match.sessions.all())
    return {
        "match": match,
        "is_mentor": side == Side.MENTOR,
        "person": match.mentor_label if side == Side.MENTOR else match.name,
        "counterpart": match.name if side == Side.MENTOR else match.mentor_label,
        "sessions": sessions,
        "count": len(sessions),
        "hours": hours_of(sessions),
        "topics": list(dict.fromkeys(session.topic for session in sessions)),
        "today": timezone.localdate(),
        "language": get_language() or settings.LANGUAGE_CODE,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def as_pdf(html: str) -> bytes:
    """Tagged (PDF/UA), without a look at any other address. Raises NoPdf."""
    takes_truncated = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        from weasyprint import CSS, HTML
    except OSError as problem:
        logger.warning("No certificate as PDF: %s", problem)
        raise NoPdf from problem
    finally:
        # weasyprint lets Pillow take damaged pictures, everywhere in the process; uploads have to refuse them.
        ImageFile.LOAD_TRUNCATED_IMAGES = takes_truncated
    look = CSS(string=STYLE.read_text(encoding="utf-8"))
    return HTML(string=html, url_fetcher=_nothing).write_pdf(stylesheets=[look], pdf_variant="pdf/ua-1")


def _nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(f"A certificate fetches nothing: {url}")


def answer(request: HttpRequest, match: Match, side: str, here: str) -> HttpResponseBase:
    """The PDF; where it cannot be made, the same as a page to print."""
    if match.state != State.FINISHED or match.stripped_at is not None:
        raise Http404
    context = context_of(match, side)
    try:
        pdf = as_pdf(render_to_string("tandems/certificate.html", context))
    except NoPdf:
        return render(request, "tandems/certificate_page.html", {**context, "here": here})
    response = HttpResponse(pdf, content_type="application/pdf")
    name = slugify(f"{_('certificate')} {match.project}")[:60] or "tandem"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
