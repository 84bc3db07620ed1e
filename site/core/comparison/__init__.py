"""What a draft changes, for the person who decides on it: field by field, block by block, word by word."""

from core.comparison.changes import Comparison, changes_of_decision, comparisons_of

__all__ = ["Comparison", "changes_of_decision", "comparisons_of"]
