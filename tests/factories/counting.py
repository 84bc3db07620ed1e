"""How many queries a reader's request costs: with everything in the cache, and right after a start with none."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str) -> int:
    """Counts the queries of the second of two equal requests."""
    client.get(url)
    return len(captured(client, url))


def queries_when_cold(client: Client, url: str) -> list[str]:
    """The queries of a process that has answered nothing yet; pictures have been scaled by an earlier one."""
    client.get(url)
    forget_all()
    return captured(client, url)


def forget_all() -> None:
    """Empties the cache, and what Django keeps for each process."""
    cache.clear()
    ContentType.objects.clear_cache()


def captured(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]
