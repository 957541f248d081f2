"""Keys by their place: which Latin character is on the key that wrote one of another script.

A terminal sends characters, not keys. Under a Cyrillic, Greek, Hebrew, Arabic or Korean layout the
key that says ``d`` on its cap writes another letter; these tables find the place back, as vim's
``langmap`` does. They are the layouts of xkeyboard-config under its names (``ru``, ``ua``, ``by``,
``bg``, ``rs``, ``mk``, ``gr``, ``il``, ``ara``, ``ir``), row by row; the Korean one is KS X 5002.

Many layouts share letters and disagree on where these are. A locale's language says which layout
is meant; with none that says so, a letter counts only where the usual layouts agree on it:

- Cyrillic letters by ЙЦУКЕН, as Russian, Ukrainian and Belarusian have them; ``і``, on which these
  two differ, is not known. Letters that only Serbian and Macedonian have, by their layouts.
- Arabic letters where the PC, the Macintosh and the Persian layout agree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

# The rows of letters from the left, then the key before or above Enter, then the one below Escape.
_PLACES = (r"qwertyuiop[] asdfghjkl;' zxcvbnm,./ \ `", 'QWERTYUIOP{} ASDFGHJKL:" ZXCVBNM<>? | ~')
_NONE = "_"  # a key that writes nothing by itself, or (ж in "rs") what another one does as well
_LAYOUTS = {
    "ru": (r"йцукенгшщзхъ фывапролджэ ячсмитьбю. \ ё", "ЙЦУКЕНГШЩЗХЪ ФЫВАПРОЛДЖЭ ЯЧСМИТЬБЮ, / Ё"),
    "ua": ("йцукенгшщзхї фівапролджє ячсмитьбю. ґ '", "ЙЦУКЕНГШЩЗХЇ ФІВАПРОЛДЖЄ ЯЧСМИТЬБЮ, Ґ ʼ"),
    "by": (r"йцукенгшўзх' фывапролджэ ячсмітьбю. \ ё", "ЙЦУКЕНГШЎЗХ' ФЫВАПРОЛДЖЭ ЯЧСМІТЬБЮ, / Ё"),
    "bg": (",уеишщксдзц; ьяаожгтнвмч юйъэфхпрлб „ (", "ыУЕИШЩКСДЗЦ§ ѝЯАОЖГТНВМЧ ЮЙЪЭФХПРЛБ “ )"),
    "bg(phonetic)": (
        "явертъуиопшщ асдфгхйкл;' зьцжбнм,./ ю ч",
        'ЯВЕРТЪУИОПШЩ АСДФГХЙКЛ:" ЗѝЦЖБНМ„“? Ю Ч',
    ),
    "bg(bas_phonetic)": (
        "чшертъуиопящ асдфгхйкл;' зжцвбнм,./ ь ю",
        'ЧШЕРТЪУИОПЯЩ АСДФГХЙКЛ:" ЗЖЦВБНМ„“? ѝ Ю',
    ),
    "rs": ("љњертзуиопшђ асдфгхјклчћ жџцвбнм,.- _ `", "ЉЊЕРТЗУИОПШЂ АСДФГХЈКЛЧЋ ЖЏЦВБНМ;:_ _ ~"),
    "rs(yz)": (
        "љњертжуиопшђ асдфгхјклчћ зџцвбнм,.- ж `",
        "ЉЊЕРТЖУИОПШЂ АСДФГХЈКЛЧЋ ЗЏЦВБНМ;:_ Ж ~",
    ),
    "mk": ("љњертѕуиопшѓ асдфгхјклчќ зџцвбнм,./ ж _", "ЉЊЕРТЅУИОПШЃ АСДФГХЈКЛЧЌ ЗЏЦВБНМ;:? Ж ~"),
    "gr": (r";ςερτυθιοπ[] ασδφγηξκλ_' ζχψωβνμ,./ \ `", ':ΣΕΡΤΥΘΙΟΠ{} ΑΣΔΦΓΗΞΚΛ_" ΖΧΨΩΒΝΜ<>? | ~'),
    # From here on an editor may show the letters from the right; they stand in the keys' order.
    "il": (r"/'קראטוןםפ][ שדגכעיחלךף, זסבהנמצתץ. \ ;", 'QWERTYUIOP}{ ASDFGHJKL:" ZXCVBNM><? | ~'),
    "ara": (
        "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤر\ufefbىةوزظ \\ ذ",
        (
            "\u064e\u064b\u064f\u064c\ufef9إ`÷×؛<> \u0650\u064d][\ufef7أـ،/:_ "
            "~\u0652}{\ufef5آ',.؟ … \u0651"
        ),
    ),
    "ara(mac)": (
        "ضصثقفغعهخحجة شسيبلاتنمك؛ ظطذدزرو،./ \\ ـ",
        "\u064e\u064b\u0650\u064d\u064f\u064c\u0652\u0651][}{ »«ى\u0670_آٱ__:_ __ئءأإؤ><؟ | _",
    ),
    "ir": (
        "ضصثقفغعهخحجچ شسیبلاتنمکگ ظطزرذدپو./ \\ \u200d",
        (
            "\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651][}{ ؤئيإأآة»«:؛ "
            "ك\u0653ژ\u0670\u200c\u0654ء><؟ | ÷"
        ),
    ),
}
_OF_LANGUAGE: Mapping[str, tuple[str, ...]] = {
    "ru": ("ru",),
    "uk": ("ua",),
    "be": ("by",),
    "bg": ("bg", "bg(phonetic)", "bg(bas_phonetic)"),
    "sr": ("rs", "rs(yz)"),
    "mk": ("mk",),
    "el": ("gr",),
    "he": ("il",),
    "ar": ("ara",),
    "fa": ("ir",),
}
_UNKNOWN = {"mn": "CYRILLIC", "ur": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "ug": "ARABIC"}
"""Languages whose layouts are not here, with the script that they have on places of their own."""
_USUAL = (("ru", "ua", "by"), ("rs", "rs(yz)", "mk"), ("gr",), ("il",), ("ara", "ara(mac)", "ir"))
"""What counts where no language is known; a letter is the first group's that has it."""

_JAMO = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        "qwertyuiopasdfghjklzxcvbnm",
        strict=True,
    )
)
_JAMO |= dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))
_JAMO |= {"ㄳ": "rt", "ㄵ": "sw", "ㄶ": "sg", "ㄺ": "fr", "ㄻ": "fa", "ㄼ": "fq", "ㄽ": "ft"}
_JAMO |= {"ㄾ": "fx", "ㄿ": "fv", "ㅀ": "fg", "ㅄ": "qt"}
_JAMO |= {"ㅘ": "hk", "ㅙ": "ho", "ㅚ": "hl", "ㅝ": "nj", "ㅞ": "np", "ㅟ": "nl", "ㅢ": "ml"}
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JAMO |= {
    chr(first + n): _JAMO[jamo]
    for first, part in ((0x1100, _LEADS), (0x1161, _VOWELS), (0x11A8, _TAILS))
    for n, jamo in enumerate(part)
}
"""The keys of each jamo, as it stands alone and as a part of a syllable."""
_SYLLABLES = range(0xAC00, 0xD7A4)
_LAM_ALEF = "\ufef5\ufef7\ufef9\ufefb"
_LAST_LATIN = "\u024f"


def latin(character: str, language: str = "") -> str | None:
    """The Latin character on the key that writes a character of another script.

    ``language`` is the locale's ("uk"; :func:`language_of`). Upper case is Shift. Digits of any
    script are the digits, a full-width character and any blank are the usual ones. The two
    characters that one Arabic key writes (lam and alef) may be asked for together.

    A character of ASCII is itself, which is told as None, but for the few signs that the language's
    layout writes where a letter is (";" for ``q`` in Greek): so ask this only after nothing is
    bound to the key as it is.

    Returns:
        None where it is not known: the layouts disagree, or the character takes several keys.
    """
    if len(character) == 1 and not character.isascii():
        if (digit := unicodedata.decimal(character, None)) is not None:
            return str(digit)
        if character.isspace():
            return " "
        if "\uff01" <= character <= "\uff5e":
            return unicodedata.normalize("NFKC", character)
        if len(keys := _JAMO.get(character, "")) == 1:
            return keys
    return _table(language).get(character)


def latins(text: str, language: str = "") -> str | None:
    """The Latin characters of the keys that wrote a text, a composed Korean syllable too.

    Returns:
        None where one of them is not known. For "가" it is "rk".
    """
    keys = [_keys_of_syllable(each) or latin(each, language) for each in text]
    return "".join(filter(None, keys)) if text and all(keys) else None


def foreign(character: str) -> bool:
    """Whether a character is a letter (or a mark on one) of a script other than Latin.

    The letters of full-width Latin are: no Latin layout writes them.
    """
    if len(character) != 1 or character <= _LAST_LATIN:
        return False
    name = unicodedata.name(character, "")
    latin_too = name.startswith(("LATIN ", "MODIFIER ", "COMBINING "))
    return unicodedata.category(character)[0] in "LM" and not latin_too


def language_of(environ: Mapping[str, str]) -> str:
    """The language of the locale that a program is started with ("uk" of uk_UA.UTF-8), or ""."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if locale := environ.get(name):
            code = locale.split(".")[0].split("@")[0].split("_")[0].casefold()
            return code if code.isalpha() and code not in {"c", "posix"} else ""
    return ""


def _keys_of_syllable(character: str) -> str:
    """The keys of a composed syllable, or of a jamo that takes two; "" for anything else."""
    if ord(character) not in _SYLLABLES:
        return _JAMO.get(character, "")
    rest, tail = divmod(ord(character) - _SYLLABLES.start, len(_TAILS) + 1)
    lead, vowel = divmod(rest, len(_VOWELS))
    end = _JAMO[_TAILS[tail - 1]] if tail else ""
    return _JAMO[_LEADS[lead]] + _JAMO[_VOWELS[vowel]] + end


@cache
def _table(language: str) -> dict[str, str | None]:
    """Every character that is on one of the layouts, with its place; None where they disagree."""
    table: dict[str, str | None] = {}
    for group in reversed(_USUAL):
        found = _together(group)
        table |= {sign: place for sign, place in found.items() if _tells_its_script(sign)}
    for sign in list(table):
        if unicodedata.name(sign[0], "").startswith(_UNKNOWN.get(language, "no script")):
            table[sign] = None
    return table | _together(_OF_LANGUAGE.get(language, ()))


def _together(names: Iterable[str]) -> dict[str, str | None]:
    """The places on which these layouts agree."""
    table: dict[str, str | None] = {}
    for name in names:
        for sign, place in _of_layout(name).items():
            table[sign] = place if table.get(sign, place) == place else None
    return table


def _of_layout(name: str) -> dict[str, str | None]:
    """The characters of one layout with their places."""
    table: dict[str, str | None] = {}
    for places, signs in zip(_PLACES, _LAYOUTS[name], strict=True):
        for place, sign in zip(places.replace(" ", ""), signs.replace(" ", ""), strict=True):
            if sign == _NONE or (sign.isascii() and (sign.isalpha() or not place.isalpha())):
                continue
            table[sign] = place  # Σ is on two keys: σ's comes after that of ς
            if sign in _LAM_ALEF:  # some systems write it as the letters that it stands for
                table[unicodedata.normalize("NFKC", sign)] = place
    return table


def _tells_its_script(sign: str) -> bool:
    """Whether a character can only come of a layout of its script, and of one key."""
    return len(sign) == 1 and sign > _LAST_LATIN and not "\u2000" <= sign <= "\u20cf"
