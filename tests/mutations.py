"""Files changed at random: bytes, words, lines and cells, in ways that people and programs err."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_WORD = re.compile(r"\w+|[^\w\s]|\s+")

ODD = (
    *("0", "-1", "9" * 400, "1/0", "1e999", "NaN", "00", "١٢", "½", "0.1", "1,000,000,000"),
    *("29 February 2021", "1 January 0001", "31 December 9999", "9999-12-31", "0000-00-00"),
    *("(", ")", '"', "'", ",", ":", "#", "×", "/", "£", "%", "*", "=1+1", "\\", "{", "}", "[", "]"),
    *("not", "every", "some", "no", "in each period", "where", "unless", "per", "and", "or"),
    *("yes", "planned yes from 2020-06-01", "between 1 and 2", "likely 3", "n/a", "a" * 1000),
    *(
        "\x00",
        "\ufeff",
        "\u202e",
        "\u00a0",
        "\t",
        "\r",
        "\r\n",
        "\n\n",
        "\x85",
        "\u2028",
        "e\u0301",
    ),
    *("../../etc/passwd", "<script>alert(1)</script>", "{{ 7 * 7 }}", "\N{PILE OF POO}"),
)
"""Words that stand where nobody expects them."""

_BYTES = (b"\xff", b"\x00", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80", b"\r")


def changed(content: bytes, suffix: str, random: Random) -> bytes:
    """The bytes of a file with one to four changes."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        if random.random() < 0.1:
            content = _other_bytes(content, random)
            continue
        text = content.decode("utf-8", errors="surrogateescape")
        ways = (*_WAYS, _cell, _cell) if suffix == ".csv" else _WAYS
        text = random.choice(ways)(text, random)
        content = text.encode("utf-8", errors="surrogatepass")
    return content


def _other_bytes(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    end = at + random.choice((0, 1, 1, 3, 50))
    return content[:at] + random.choice((b"", *_BYTES)) + content[end:]


def _word(text: str, random: Random) -> str:
    """One word replaced by another of the file, by an odd one, or by nothing."""
    words = _WORD.findall(text) or [""]
    at = random.randrange(len(words))
    words[at] = random.choice((random.choice(words), random.choice(ODD), "", words[at] * 2))
    return "".join(words)


def _number(text: str, random: Random) -> str:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    one = random.choice(found)
    other = random.choice(("0", "1", "2", "99", "10000", str(int(one[0]) + 1), "9" * 30))
    return text[: one.start()] + other + text[one.end() :]


def _swap(text: str, random: Random) -> str:
    words = _WORD.findall(text) or [""]
    one, two = random.randrange(len(words)), random.randrange(len(words))
    words[one], words[two] = words[two], words[one]
    return "".join(words)


def _line(text: str, random: Random) -> str:
    """A line left out, written twice, moved, indented otherwise or cut."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    line = lines[at]
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [line] * random.choice((1, 1, 3, 200))
        case 2:
            del lines[at]
            lines.insert(random.randrange(len(lines) + 1), line)
        case 3:
            lines[at] = " " * random.randrange(6) + line.lstrip()
        case _:
            lines[at] = line[: random.randrange(len(line) + 1)]
    return "\n".join(lines)


def _nest(text: str, random: Random) -> str:
    """A word in many brackets, or many times over."""
    words = _WORD.findall(text) or [""]
    at = random.randrange(len(words))
    times = random.choice((2, 50, 99, 101, 2_000))
    before, after = random.choice((("(", ")"), ("not ", ""), ("[", "]"), (words[at] + " ", "")))
    words[at] = before * times + words[at] + after * times
    return "".join(words)


def _cell(text: str, random: Random) -> str:
    """A cell of a table replaced by another of it, or by an odd one."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    cells = lines[at].split(",")
    cells[random.randrange(len(cells))] = random.choice(
        (random.choice(random.choice(lines).split(",")), random.choice(ODD), *_VALUES)
    )
    lines[at] = ",".join(cells)
    return "\n".join(lines)


_VALUES = ("likely yes", "planned no from 2020-07-01", "1 to 999999999999999", "at least 5", "*")

_WAYS: tuple[Callable[[str, Random], str], ...] = (
    *(_word, _word, _word, _number, _number, _swap, _line, _line, _nest),
)
