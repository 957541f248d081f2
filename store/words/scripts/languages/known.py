"""The languages there are, by code."""

from __future__ import annotations

from functools import cache

from store.dates.order import DayOrder, order_for
from store.errors import UnreadableError
from store.words.scripts.languages.complete import check_complete
from store.words.scripts.languages.english import BritishEnglish, English
from store.words.scripts.languages.german import German
from store.words.scripts.languages.language import Language

KNOWN: tuple[type[Language], ...] = (English, German)
"""Every language, English first: it is the one meant where none is named."""

_OTHER_NAMES = {"german": "de", "englisch": "en"}


@cache
def language(code: str, *, british: bool = False) -> Language:
    """The language of a code; "" is English. ``british`` says which English.

    Raises:
        UnreadableError: There is no such language, or its texts are not complete.
    """
    checked = check_language(code) or English.code
    if checked == English.code:
        return BritishEnglish() if british else English()
    check_complete(checked)
    return next(known() for known in KNOWN if known.code == checked)


def check_language(text: str) -> str:
    """The code of a language typed as a code or a name ("de", "de-AT", "Deutsch"); "" for "".

    Raises:
        UnreadableError: Letters cannot be written in it.
    """
    typed = text.strip().casefold()
    code = typed.replace("_", "-").partition("-")[0]
    code = _OTHER_NAMES.get(code, code)
    for known in KNOWN:
        if code in {known.code, known.name.casefold()}:
            return known.code
    if not typed:
        return ""
    codes = " or ".join(f'"{known.code}" ({known.name})' for known in KNOWN)
    raise UnreadableError(f'There are no letters in "{text.strip()}". Choose {codes}.')


def british(letters: str, country: str) -> bool:
    """Whether English is written the British way.

    ``letters`` is the setting, "american" or "british". Where it is "", ``country`` tells, a code
    such as "GB" or "US-CA": British is for where people write the day before the month.
    """
    if setting := letters.strip().casefold():
        return setting == "british"
    return order_for("", country) is DayOrder.DAY_FIRST
