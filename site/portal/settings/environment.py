"""The one place where settings meet the environment; each variable is listed in docs/operations.md."""

from pathlib import Path

from environs import Env

BASE_DIR = Path(__file__).resolve().parents[3]

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)
