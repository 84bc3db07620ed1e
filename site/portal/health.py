"""Health endpoints for probes: alive, and able to serve (database, cache, files)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from health_check.views import HealthCheckView, MediaType


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer while the process runs, whatever the database does."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


class Ready(HealthCheckView):
    """Answers 200 where database, cache and files work, 500 where one does not."""

    checks = ("health_check.Cache", "health_check.Database", "health_check.Storage")

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            list(MediaType.parse_header(request.headers.get("accept", "*/*")))
        except ValueError:
            # A probe that does not know what it accepts gets plain words.
            request.GET = QueryDict("format=text")
        return await super().get(request, *args, **kwargs)


ready = Ready.as_view()
