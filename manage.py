#!/usr/bin/env python
"""Command line of the site; uses the development settings unless told otherwise."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the named management command."""
    # Not a package: Python's own module is called `site`, so the folder itself goes on the path.
    sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
