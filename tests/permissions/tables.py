"""Reads the literal tables of the matrix."""

from tests.permissions.roles import ROLES

Table = dict[str, dict[str, str]]


def parse(text: str) -> Table:
    """Rows of `action | cells`, one cell for each role; `-` means never. Refuses a table that misses a role."""
    lines = [line.strip() for line in text.strip().splitlines()]
    header = lines[0].split("|")[1].split()
    if header != list(ROLES):
        raise ValueError(f"columns {header} are not the roles {list(ROLES)}")
    table: Table = {}
    for line in lines[1:]:
        action, cells = (part.strip() for part in line.split("|"))
        values = cells.split()
        if len(values) != len(header):
            raise ValueError(f"{action}: {len(values)} cells for {len(header)} roles")
        table[action] = {role: "" if value == "-" else value for role, value in zip(header, values, strict=True)}
    return table
