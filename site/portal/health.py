"""Health endpoints for probes: alive, and able to serve (database, cache, files)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from health_check.views import HealthCheckView


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer while the process runs, whatever the database does."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


ready = HealthCheckView.as_view(checks=["health_check.Cache", "health_check.Database", "health_check.Storage"])
