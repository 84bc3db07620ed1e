"""What a draft changes, for the person who decides on it: field by field, block by block, word by word."""

from core.comparison.changes import Comparison, comparisons_of

__all__ = ["Comparison", "comparisons_of"]
