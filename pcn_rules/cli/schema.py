"""The command that prints the JSON Schema of what other commands write."""

from __future__ import annotations

import click

from pcn_rules.cli.output import say


@click.command("schema", short_help="Print the JSON Schema of what is written as JSON.")
@click.argument(
    "name",
    metavar="NAME",
    type=click.Choice(
        (
            *("assessment", "capacity", "coverage", "diff", "import", "lint"),
            *("membership", "money", "profile", "test"),
        )
    ),
)
def schema_command(name: str) -> None:
    """Print the JSON Schema called NAME: `assessment` is what `assess` and `explain` write with
    `--format json`, of one network, of several, or of one clause; `membership` is what `without`,
    `with` and `split` write; `capacity`, `coverage`, `diff`, `import`, `lint`, `money`,
    `profile` and `test` are what the commands of those names write.

    \b
    Example:
      pcn-rules schema assessment
    """
    from pcn_rules.report.schema import SCHEMAS  # noqa: PLC0415 - only here

    say(SCHEMAS[name]())
