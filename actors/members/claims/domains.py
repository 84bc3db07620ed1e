"""Whether a mail address speaks for an organisation: the same domain as its website or address, and not anybody's."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.db.models import Q

from actors.models import Actor

PROVIDERS = Path(__file__).parents[1] / "data" / "free_mail_providers.txt"


@cache
def free_mail_providers() -> frozenset[str]:
    lines = PROVIDERS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_free_mail(domain: str) -> bool:
    """Whether anybody can open an address there; domains below a provider's are its too."""
    parts = domain.split(".")
    return any(".".join(parts[start:]) in free_mail_providers() for start in range(len(parts)))


def mail_domain(address: str) -> str:
    return _tidied(address.rpartition("@")[2])


def domains_of(actor: Actor) -> set[str]:
    """The domains under which the organisation is known to the public, without providers' own."""
    try:
        host = urlsplit(actor.website).hostname or ""
    except ValueError:
        host = ""
    found = {_tidied(host).removeprefix("www."), mail_domain(actor.email)}
    return {domain for domain in found if "." in domain and not is_free_mail(domain)}


def speaks_for(user: Any, actor: Actor) -> bool:
    """Whether the person's confirmed address belongs to the organisation's domain, and that to no other one.

    Umbrella associations and towns lend their domain to many; there it does not tell for which of them somebody works.
    """
    domain = mail_domain(user.email)
    if domain not in domains_of(actor):
        return False
    confirmed = EmailAddress.objects.filter(user=user, verified=True, email__iexact=user.email).exists()
    return confirmed and not _is_shared(domain, actor)


def _is_shared(domain: str, actor: Actor) -> bool:
    likely = Q(website__icontains=domain) | Q(email__iendswith=f"@{domain}")
    others = Actor.objects.live().exclude(pk=actor.pk).filter(likely).only("website", "email")
    return any(domain in domains_of(other) for other in others)


def _tidied(domain: str) -> str:
    """Umlauts in one spelling, as registries keep them."""
    domain = domain.strip().strip(".").lower()
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
