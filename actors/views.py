"""Public pages of actors. They are the same for every reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.directory import directory
from actors.models import Actor
from actors.presentation import actor_page
from core.aftercare.public import afterword_of


@require_safe
def actor_directory(request: HttpRequest) -> HttpResponse:
    context = directory(request)
    return render(request, "actors/actor_directory.html", context, status=context["listing"].status)


@require_safe
def actor_detail(request: HttpRequest, slug: str) -> HttpResponse:
    actor = get_object_or_404(Actor.objects.live().with_page_data(), slug=slug)
    return render(request, "actors/actor_detail.html", {**actor_page(actor), "afterword": afterword_of(actor)})
