"""Pages behind mailed links, and drafts: nobody keeps them, and their address goes nowhere."""

from typing import TypeVar

from django.http import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def unlisted(response: Response) -> Response:
    """Search engines leave it out."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def behind_link(response: Response) -> Response:
    """Besides, its address, which holds the secret, is told to no other site."""
    # With "no-referrer" browsers would hide the form's origin from us, too.
    response["Referrer-Policy"] = "same-origin"
    return unlisted(response)
