"""What `[tool.pcn-rules]` may hold, as pydantic validates it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """`[tool.pcn-rules]`, as written; `per-file` names what is ignored in which files."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    select: list[str] | None = None
    ignore: list[str] = []
    per_file: dict[str, list[str]] = Field(default={}, alias="per-file")
