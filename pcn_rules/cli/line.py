"""Turn the words of a command into places that a fault can underline."""

from __future__ import annotations

from dataclasses import dataclass

from pcn_rules.source import Source, Span

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+@%\\")


@dataclass(frozen=True)
class CommandLine:
    """A command as it was typed, without the name of the program."""

    words: tuple[str, ...]

    @property
    def source(self) -> Source:
        """The command as one line of text."""
        return Source("command line", " ".join(("pcn-rules", *map(_quoted, self.words))))

    def span(self, word: str) -> Span:
        """Where a word was typed, on its own or after `--option=`; else the whole command.

        The first word is the name of the command, whatever else is called so.
        """
        source = self.source
        start = len(f"pcn-rules {_quoted(self.words[0])} ") if self.words else 0
        for typed in self.words[1:]:
            shown = _quoted(typed)
            if typed == word:
                return source.span(start, start + len(shown))
            if typed.startswith("--") and typed.endswith(f"={word}"):
                inside = shown.rindex(word)
                return source.span(start + inside, start + inside + len(word))
            start += len(shown) + 1
        return source.span(0, len(source.text))


def _quoted(word: str) -> str:
    """The word as a person would type it again."""
    shown = "".join(character if character.isprintable() else "?" for character in word)
    return shown if word and set(word) <= _PLAIN else f'"{shown}"'
