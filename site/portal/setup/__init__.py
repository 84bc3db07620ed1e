"""What every installation needs before the first editor signs in. Every step may run again and overwrites nothing."""

from collections.abc import Callable

from .access import ensure_access
from .places import ensure_places
from .tree import ensure_locales, ensure_tree
from .workflow import ensure_workflow

STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("Languages", ensure_locales),
    ("Districts and regions", ensure_places),
    ("Page tree", ensure_tree),
    ("Groups, permissions and collections", ensure_access),
    ("Workflow", ensure_workflow),
)


def setup_site(report: Callable[[str], None] = lambda _name: None) -> None:
    """Run all steps; `report` is told each step's name before it begins."""
    for name, step in STEPS:
        report(name)
        step()
