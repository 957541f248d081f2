"""Whether the texts of a language are all there: a letter is never half in another language."""

from __future__ import annotations

import re
from pathlib import Path

from store import say
from store.errors import UnreadableError

TEXTS = Path(__file__).parents[1] / "texts"
"""The folder with a folder of texts for each language."""

_MODEL = "en"
_NAMED = re.compile(r"\[([^\[\]{}|]*)\]")
_CONDITION = re.compile(r"\{if ([^:{}|]*):|\|if ([^:{}|]*):")
_MEDIUM = re.compile(r"^Medium: *(\S+)", re.MULTILINE)


def check_complete(code: str, texts: Path = TEXTS) -> None:
    """Make sure that a language has each kind of text that English has, by the same medium.

    Its texts may name what some English text names, in brackets or after an "if".

    Raises:
        UnreadableError: Something is missing or unknown; its line names all of it.
    """
    model, own = _read(texts / _MODEL), _read(texts / code)
    wrong = [f'it has no "{kind}"' for kind in model if kind not in own]
    names = frozenset().union(*map(_names, model.values()))
    for kind, text in own.items():
        if kind not in model:
            wrong.append(f'no script is called "{kind}"')
            continue
        if unknown := sorted(_names(text) - names):
            wrong.append(f'"{kind}" uses {say.listed(unknown)}, which no English text does')
        if _MEDIUM.findall(text) != (media := _MEDIUM.findall(model[kind])):
            wrong.append(f'"{kind}" must say "Medium: {" ".join(media)}"')
    if wrong:
        raise UnreadableError(f'The texts in "{code}" are not complete: {"; ".join(wrong)}.')


def _read(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def _names(text: str) -> frozenset[str]:
    """What a text names: "[role]" and "if thanked" among them."""
    placeholders = (f"[{' '.join(name.split()).casefold()}]" for name in _NAMED.findall(text))
    facts = (
        f"if {' '.join(fact.split())}"
        for found in _CONDITION.findall(text)
        for fact in re.split(r"\band\b", "".join(found))
    )
    return frozenset([*placeholders, *facts])
