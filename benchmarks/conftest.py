"""Benchmarks run on the same database and in the same state as tests do."""

from tests.conftest import django_db_setup, indexes_if_asked_for, nothing_left_behind, staff_client

__all__ = ["django_db_setup", "indexes_if_asked_for", "nothing_left_behind", "staff_client"]
