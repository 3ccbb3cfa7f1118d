"""The two numbers in the file's header by which a store is known."""

from __future__ import annotations

from typing import Final

APPLICATION: Final = 0x4D524A49
"""`application_id`: "MRJI"."""
VERSION: Final = 1
"""`user_version`: of the schema that this program writes."""
