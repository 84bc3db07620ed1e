"""What the person outside sees behind the link: the question, the draft, its files. Reading changes nothing.

Nobody notes when a link is opened: programs that check mail for harm open links too, so it would tell nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import gate
from core.comparison import Comparison
from core.media_serving import image_behind, serve_file, serve_media
from core.models import PortalDocument
from core.outside import files, services
from core.outside.forms import AnswerForm
from core.outside.models import Question

GONE, CONFLICT, INVALID = 410, 409, 422
View = Callable[..., HttpResponseBase]


def behind_the_link(*, referrer: str = "no-referrer") -> Callable[[View], View]:
    """Finds the question of a token, or says what became of it; neither caches nor search engines keep the page."""

    def decorated(view: View) -> View:
        @wraps(view)
        @never_cache
        def checked(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not ratelimit.consume(request, action="outside"):
                return ratelimit.respond_429(request)
            try:
                response = view(request, services.usable(token), token, *args, **kwargs)
            except services.LinkUnusable as problem:
                response = _refused(request, problem)
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = referrer
            return response

        return checked

    return decorated


# "same-origin" tells other sites nothing either; with "no-referrer" browsers hide the origin of the form from us, too.
@behind_the_link(referrer="same-origin")
def answer(request: HttpRequest, question: Question, token: str) -> HttpResponseBase:
    """The question with the draft's differences; the button at its end answers it once."""
    form = AnswerForm(request.POST or None, initial={"shown": question.shown})
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                services.answer(token=token, **form.cleaned_data)
            except services.OtherContent as problem:
                form.add_error(None, str(problem))
                # The words stay; the form now stands for what is shown above it.
                form.data = {**request.POST.dict(), "shown": question.shown}
                status = CONFLICT
            else:
                return redirect("outside:answer", token)
    response = render(request, "outside/answer.html", _context(question, form, token), status=status)
    response.content = files.under_the_link(response.content.decode(), token).encode()
    return response


def _context(question: Question, form: AnswerForm, token: str) -> dict[str, Any]:
    obj = services.object_of(question)
    if obj is None:
        raise services.LinkUnusable("closed", question)
    asked = services.frozen(question)
    latest = obj.get_latest_revision()
    return {
        "question": question,
        "kind": obj._meta.verbose_name,
        "organisation": getattr(obj, "actor", None),
        "form": form,
        "live": obj.live,
        "changed_since": latest is not None and gate.content_hash(latest) != question.content_hash,
        "comparison": _comparison(obj, asked),
        "preview_url": reverse("outside:preview", args=[token]),
    }


def _comparison(obj: Any, asked: Any) -> Comparison | None:
    """What the asked version changes of the public one."""
    if not (obj.live and obj.live_revision):
        return None
    return Comparison("public", obj.last_published_at, obj.live_revision, asked)


@require_safe
@behind_the_link()
def preview(request: HttpRequest, question: Question, token: str) -> HttpResponseBase:
    """Exactly what was asked about, as readers would see it, in its own language."""
    draft = services.frozen(question).as_object()
    way_back = reverse("outside:answer", args=[token])
    language = draft.locale.language_code if hasattr(draft, "locale") else translation.get_language()
    with translation.override(language):
        response = draft.serve_preview(request, draft.default_preview_mode)
        response.context_data["way_back"] = way_back
        response.render()
    response.content = files.under_the_link(response.content.decode(), token).encode()
    return response


@require_safe
@behind_the_link()
def picture(request: HttpRequest, question: Question, token: str, file_path: str) -> HttpResponseBase:
    """A picture of the asked version, in any of its sizes; others as everybody may see them."""
    image = image_behind(file_path)
    if image is None or not files.shows(question, image):
        return serve_media(request, file_path)
    return serve_file(request, image, file_path)


@require_safe
@behind_the_link()
def document(
    request: HttpRequest, question: Question, token: str, document_id: int, document_filename: str
) -> HttpResponseBase:
    """A document or film of the asked version."""
    found = get_object_or_404(PortalDocument, pk=document_id)
    if found.filename != document_filename or not files.shows(question, found):
        raise Http404
    return serve_file(request, found, found.file.name, content_type=found.content_type)


def _refused(request: HttpRequest, problem: services.LinkUnusable) -> HttpResponseBase:
    """A clear page for links that are used, taken back, too late or made up."""
    question = problem.question
    obj = services.object_of(question) if question else None
    context = {
        "reason": problem.reason,
        "question": question,
        "public_url": _public_url(obj) if obj is not None and obj.live else "",
    }
    return render(request, "outside/unusable.html", context, status=GONE if question else 404)


def _public_url(obj: Any) -> str:
    return obj.get_url() if hasattr(obj, "get_url") else obj.get_absolute_url()
