"""Calls one link and says how it answered. Only public addresses are ever connected to, at every redirect anew."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

SECONDS = 5
REDIRECTS = 5
# Answers of a server that is there but does not let a program in.
REFUSING = (401, 403, 405, 406, 429, 451, 999)

# Addresses that a translating router turns into any IPv4 address, our own among them.
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the last answer, 0 where none came; `answers` is false where a reader would find nothing."""

    code: int
    answers: bool


NOTHING = Outcome(0, answers=False)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet: nothing private, local or reserved."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in TRANSLATED:
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip
    return ip.is_global and not ip.is_multicast


def fetch(url: str, *, allowed: Allowed = is_public) -> Outcome:
    """Ask for the head of a page, and for the page where the head is refused; follow a few redirects."""
    try:
        for _step in range(REDIRECTS + 1):
            code, target = _ask(url, allowed)
            if not target:
                return Outcome(code, answers=code < 400 or code in REFUSING)
            url = urljoin(url, target)
    except (OSError, ValueError, http.client.HTTPException):
        return NOTHING
    return NOTHING


def _ask(url: str, allowed: Allowed) -> tuple[int, str]:
    """The answer of one server, and where it sends us on."""
    code, target = _request("HEAD", url, allowed)
    return _request("GET", url, allowed) if code >= 400 else (code, target)


def _request(method: str, url: str, allowed: Allowed) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Only the web is called")
    connection = _connection(parts, allowed)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection.request(method, _in_ascii(path), headers={"User-Agent": user_agent(), "Accept": "*/*"})
        answer = connection.getresponse()
        redirects = answer.status in (301, 302, 303, 307, 308)
        return answer.status, answer.headers.get("Location", "") if redirects else ""
    finally:
        connection.close()


def user_agent() -> str:
    return f"Mozilla/5.0 (compatible; Linkpruefung; +{settings.BASE_URL})"


def _in_ascii(path: str) -> str:
    return quote(path, safe="/%:?#[]@!$&'()*+,;=~-._")


def _connection(parts: SplitResult, allowed: Allowed) -> http.client.HTTPConnection:
    """Connected to an address that was looked at: a second look-up by the library could give another one."""
    host = (parts.hostname or "").encode("idna").decode() if not _is_ip(parts.hostname) else parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    # One private address among several is enough: who names it means no good.
    if not addresses or not all(allowed(address) for address in addresses):
        raise ValueError("Not a public address")
    connection: http.client.HTTPConnection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = socket.create_connection((addresses[0], port), timeout=SECONDS)
    if secure:
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
    return connection


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True
