"""What pages and snippets share that become public only through the gate."""

from typing import Any

from core import gate


class GatedMixin:
    """Routes every publication and every write of a live row through `core.gate`.

    Concrete classes say where they belong (`governing_region`, `governing_actor_id`).
    """

    gated = True
    members_may_edit = True
    # Whether site search finds it as long as it is live.
    in_search = True

    @property
    def governing_region(self) -> Any:
        return self.region  # type: ignore[attr-defined]

    @property
    def governing_region_id(self) -> int | None:
        return self.region_id  # type: ignore[attr-defined]

    @property
    def governing_actor_id(self) -> int | None:
        return self.actor_id  # type: ignore[attr-defined]

    @property
    def governing_person_id(self) -> int | None:
        """Whose own content this is, without an organisation."""
        return None

    @property
    def is_editorial(self) -> bool:
        """Content of the platform's own agencies, which a colleague may approve."""
        actor = getattr(self, "actor", None)
        return actor is None or actor.is_agency

    def publication_blockers(self) -> list[str]:
        """Further reasons, in words, why this content cannot be public yet."""
        return []

    def is_translation_of_live_source(self) -> bool:
        return False

    def is_covered_by_another_gate(self) -> bool:
        """Rows that copy content which has passed the gate elsewhere (aliases, managed translations)."""
        return False

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        if not self.gated:
            return super().publish(revision, user=user, **options)  # type: ignore[misc]
        gate.check(self, revision)
        with gate.passing(self):
            return super().publish(  # type: ignore[misc]
                revision, user=user, **{**options, "skip_permission_checks": True}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.gated:
            gate.guard_save(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)  # type: ignore[misc]
