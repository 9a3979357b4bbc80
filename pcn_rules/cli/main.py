"""The program: its commands, and how it ends."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from pcn_rules import __version__
from pcn_rules.cli.line import CommandLine
from pcn_rules.cli.output import INTERRUPTED, prepare

COMMANDS = (
    *("assess", "explain", "capacity", "money", "check", "lint", "format", "init"),
    *("import", "coverage", "test", "diff", "witness", "profile", "schema"),
    *("without", "with", "split"),
)
"""The commands in the order in which a person needs them, each in a module of its name."""

_MODULES = {"import": "importing", "with": "joining"}
"""The modules of commands whose names Python keeps for itself."""

SELDOM = (100_000, 20, 50)
"""How often garbage is looked for: what is read and judged here makes next to none."""


class Program(click.Group):
    """The commands in the order one meets them; each can underline what was typed."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """A context that remembers the words as they were typed."""
        extra.setdefault("obj", CommandLine(tuple(args)))
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a person needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command of that name; the others are not even loaded."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(
            import_module(f"pcn_rules.cli.{_MODULES.get(cmd_name, cmd_name)}"),
            f"{cmd_name}_command",
        )
        return found


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="A command explains itself: pcn-rules assess --help",
)
@click.version_option(__version__, prog_name="pcn-rules")
def program() -> None:
    """Judge what a primary care network can do of what its contract asks, given what is known
    about it: met, at risk, impossible, not applicable or unknown, always with the reasons and
    with what to find out.

    \b
    Try this first:
      pcn-rules assess skegness-and-coast

    \b
    Then:
      pcn-rules explain "7.3.1(c)" skegness-and-coast
                                  why one clause comes out as it does
      pcn-rules assess skegness-and-coast --output report.html
                                  the same as a page to share
      pcn-rules init my-network   begin a network of your own
      pcn-rules check my-network  list what is wrong in its files
      pcn-rules diff 2020-21-draft 2020-21-final
                                  what changed, for whom, and proof
      pcn-rules without C83004 boston --notice 2020-05-31
                                  both sides when a practice leaves
    """


def main() -> NoReturn:
    """Run the program; users get words and an exit status, never a traceback."""
    gc.set_threshold(*SELDOM)
    prepare()
    try:
        status = program.main(prog_name="pcn-rules", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        status = wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    sys.exit(status or 0)
