"""Addresses and form data of the snippet admin, for tests."""

from typing import Any

from django.urls import reverse
from wagtail.models import Revision


def object_addresses(obj: Any) -> dict[str, str]:
    """Every admin address of one object by name, read from the viewset so that none can be forgotten."""
    addresses = {}
    for pattern in type(obj).snippet_viewset.get_urlpatterns():
        names = _argument_names(pattern)
        if "pk" in names:
            arguments = {name: _argument(name, obj) for name in names}
            addresses[pattern.name] = reverse(type(obj).snippet_viewset.get_url_name(pattern.name), kwargs=arguments)
    return addresses


def list_addresses(model: Any) -> dict[str, str]:
    """The list, whole and as the part that is loaded while typing."""
    return {name: reverse(model.snippet_viewset.get_url_name(name)) for name in ("list", "list_results")}


def _argument_names(pattern: Any) -> list[str]:
    return list(getattr(pattern.pattern, "converters", {})) or list(pattern.pattern.regex.groupindex)


def _argument(name: str, obj: Any) -> Any:
    revisions = Revision.objects.for_instance(obj)
    task_state = obj.current_workflow_task_state if hasattr(obj, "current_workflow_task_state") else None
    return {
        "pk": obj.pk,
        "revision_id": getattr(revisions.first(), "pk", 0),
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "task_state_id": getattr(task_state, "pk", 0),
        "task_id": getattr(task_state, "task_id", 0),
        "workflow_state_id": getattr(task_state, "workflow_state_id", 0),
    }[name]


def actor_data(**changes: Any) -> dict[str, Any]:
    """What the form of an actor posts."""
    data = {
        "name": "Nachbarschaftswerk",
        "kind": "member",
        "region": "",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "1000",
        "texts-0-language": "de",
        "texts-0-summary": "Wir bringen Menschen im Viertel zusammen.",
        "texts-0-description": "",
        "texts-0-role": "",
        "texts-0-reachable_for": "",
        "texts-0-id": "",
        "texts-0-ORDER": "1",
        "texts-0-DELETE": "",
        "street": "",
        "postcode": "",
        "city": "",
        "district": "",
        "website": "",
        "email": "",
        "phone": "",
        "image": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return {**data, **changes}


def existing_text(obj: Any) -> dict[str, str]:
    """The form data that name an object's present text."""
    return {"texts-INITIAL_FORMS": "1", "texts-0-id": str(obj.texts.get().pk)}


def person_data(**changes: Any) -> dict[str, Any]:
    """What the form of a contact person posts."""
    data = {
        "name": "Ines Marschner",
        "actor": "",
        "region": "",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "1000",
        "texts-0-language": "de",
        "texts-0-function": "Regionalberatung",
        "texts-0-id": "",
        "texts-0-ORDER": "1",
        "texts-0-DELETE": "",
        "phone": "0371 23125 100",
        "email": "ines@example.org",
        "languages": "",
        "portrait": "",
        "sort_order": "0",
    }
    return {**data, **changes}
