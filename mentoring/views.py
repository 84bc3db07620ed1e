"""Public pages of mentors. They are the same for every reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.aftercare.public import afterword_of
from mentoring.directory import directory
from mentoring.models import Mentor
from mentoring.presentation import mentor_page


@require_safe
def mentor_directory(request: HttpRequest) -> HttpResponse:
    context = directory(request)
    return render(request, "mentoring/mentor_directory.html", context, status=context["listing"].status)


@require_safe
def mentor_detail(request: HttpRequest, slug: str) -> HttpResponse:
    mentor = get_object_or_404(Mentor.objects.live().with_card_data().select_related("actor"), slug=slug)
    return render(request, "mentoring/mentor_detail.html", {**mentor_page(mentor), "afterword": afterword_of(mentor)})
