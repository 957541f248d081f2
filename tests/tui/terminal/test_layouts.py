from __future__ import annotations

import pytest

from tui.actions import ALL
from tui.key_names import _character
from tui.terminal.layouts import foreign, language_of, latin, latins

# The keys of a US keyboard, and what is on them.
PLACES = "qwertyuiopasdfghjklzxcvbnm"
CYRILLIC = {
    "ru": "йцукенгшщзфывапролдячсмить",
    "uk": "йцукенгшщзфівапролдячсмить",
    "be": "йцукенгшўзфывапролдячсміть",
}
WRITTEN = {
    "ru": CYRILLIC["ru"] + CYRILLIC["ru"].upper() + "ёхъжэбюБЮ",
    "uk": CYRILLIC["uk"] + CYRILLIC["uk"].upper() + "ґхїжєбюБЮ",
    "be": CYRILLIC["be"] + CYRILLIC["be"].upper() + "ёхжэбюБЮ",
    "mk": "љњертѕуиопасдфгхјклзџцвбнм" + "ЉЊЕРТЅУИОПАСДФГХЈКЛЗЏЦВБНМ",
    "sr": "љњертуиопасдфгхјклџцвбнм" + "ЉЊЕРТУИОПАСДФГХЈКЛЏЦВБНМ",
    "el": ";ςερτυθιοπασδφγηξκλζχψωβνμ" + ":ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ",
    "he": "/'קראטוןםפשדגכעיחלךזסבהנמצ",
    "ar": "ضصثقفغعهخحشسيبلاتنمكئءؤرﻻىة" + "ًٌَُﻹإ`÷×؛ٍِ][ﻷأـ،/~ْ}{ﻵآ'؟",
    "fa": "ضصثقفغعهخحشسیبلاتنمکظطزرذدپ" + "ًٌٍَُِّْؤئيإأآة»«كژٰ\u200cٔء؟",
    "ko": "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ" + "ㅃㅉㄸㄲㅆㅒㅖ",
}
NOT_THERE = {"ko": "CDFGKLMNSU"}  # Shift changes seven of its letters only, and none of these


def action_characters() -> set[str]:
    keys = {key for action in ALL for key in action.keys.split(",")}
    return {sign for key in keys if (sign := _character(key)) and sign.isprintable() and sign > " "}


@pytest.mark.parametrize("language", sorted(WRITTEN))
def test_every_action_letter_is_reached_by_its_place(language: str):
    reached = {latin(sign, language) for sign in WRITTEN[language]}
    wanted = {sign for sign in action_characters() if sign.isalpha()}
    if language == "he":  # with Shift it writes the Latin letters themselves
        wanted = {sign for sign in wanted if sign.islower()}
    assert "n" in wanted
    assert wanted - reached == set(NOT_THERE.get(language, ""))


@pytest.mark.parametrize("language", sorted(CYRILLIC))
def test_shift_on_the_key_is_the_capital(language: str):
    assert "".join(latin(each, language) or "?" for each in CYRILLIC[language]) == PLACES
    shifted = "".join(latin(each, language) or "?" for each in CYRILLIC[language].upper())
    assert shifted == PLACES.upper()


def test_russian_needs_no_word_of_the_locale():
    for language in ("", "en", "de"):
        assert "".join(latin(each, language) or "?" for each in CYRILLIC["ru"]) == PLACES
    assert (latin("Б"), latin("Ю")) == ("<", ">")


def test_what_layouts_disagree_on_is_not_guessed():
    assert latin("і") is None  # s in Ukrainian, b in Belarusian
    assert (latin("і", "uk"), latin("і", "be")) == ("s", "b")
    assert latin("ز") is None  # c in Persian, "." in Arabic, b on a Macintosh
    assert (latin("ز", "fa"), latin("ز", "ar")) == ("c", ".")
    assert latin("д", "bg") is None  # o by the standard, d in the phonetic layouts
    assert (latin("д", "sr"), latin("д", "ru")) == ("d", "l")
    assert latin("з", "sr") is None
    assert latin("д", "mn") is None  # a layout of its own, which is not known


def test_letters_that_only_serbian_and_macedonian_have_count_everywhere():
    assert [latin(each) for each in "љњџјЉ"] == ["q", "w", "x", "j", "Q"]


def test_a_sign_of_ascii_is_itself_but_where_the_language_has_it_for_a_letter():
    assert [latin(sign) for sign in ";/'].?"] == [None] * 6
    assert (latin(";", "el"), latin("'", "he"), latin("]", "ar")) == ("q", "w", "D")
    assert latin(".", "ru") is None
    assert latin("a", "ru") is None


def test_sigma_is_on_its_own_key():
    assert (latin("σ"), latin("ς"), latin("Σ")) == ("s", "w", "S")


def test_digits_and_signs_of_other_scripts_are_the_usual_ones():
    assert [latin(each) for each in "۱٣५４"] == ["1", "3", "5", "4"]
    assert [latin(each) for each in "ｎＤ？／　＞؟\u00a0"] == [*"nD?/ >? "]


def test_the_arabic_key_that_writes_two_letters():
    assert latin("ﻻ") == "b"
    assert latin("لا", "ar") == "b"
    assert latin("لا") is None  # g and h, where it is no key of its own
    assert latins("لا", "fa") == "gh"


def test_a_korean_syllable_is_the_keys_that_made_it():
    assert latin("ㅜ") == latin("\u116e") == "n"
    assert (latin("가"), latin("ㄳ")) == (None, None)
    assert latins("가") == "rk"
    assert latins("않") == "dksg"
    assert latins("와ㄸ") == "dhkE"
    assert latins("ㄳ") == "rt"
    assert latins("가中") is None
    assert latins("") is None


def test_a_letter_of_another_script_is_told_known_or_not():
    assert all(map(foreign, "діΩאعㅜ가あア中हि"))
    assert foreign("ａ")
    assert not any(map(foreign, "aéßøœªµ1?。👩₿\u0301\u200d"))
    assert not foreign("")


def test_the_language_is_that_of_the_locale():
    assert language_of({"LANG": "uk_UA.UTF-8"}) == "uk"
    assert language_of({"LANG": "en_US.UTF-8", "LC_CTYPE": "sr_RS@latin"}) == "sr"
    assert language_of({"LC_ALL": "C.UTF-8", "LANG": "ru_RU"}) == ""
    assert language_of({}) == ""
