"""JSON as it passes between rooms, processes and services."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object that was parsed, or is about to be written: its values have the types that its format says."""
