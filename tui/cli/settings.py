"""The command for the candidate's own details and settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from tui.cli.session import Session, file_option

if TYPE_CHECKING:
    from pendulum import DateTime

    from store.file.book import Book
    from store.records import Me, Settings, State

_DETAILS = ("name", "email", "phone", "link", "zone", "country", "language")
_KEYS, _THEME = "keys", "theme"


@click.command("set")
@file_option
@click.argument("name", metavar="[NAME]", required=False)
@click.argument("value", metavar="[VALUE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one object with all, for scripts.")
@click.pass_obj
def set_value(session: Session, *, name: str | None, value: tuple[str, ...], as_json: bool) -> None:
    """Your details and settings: print them, or set one.

    Without VALUE they are printed, or one of them; "" empties it.

    \b
    You:       name, email, phone, link
    Places:    zone, country, weekend, days-off, hours, date-order
    Letters:   language, greeting, closing, letters (american, british)
    Due dates: thank-hours, grace-days, no-promise-days, call-after-days,
               try-again-days, move-on-after-days,
               move-on-after-voicemail-days, late-after-days, space-days,
               interview-minutes
    The app:   keys ("copy = y, skip = W"), mouse, reminders, theme, backups

    \b
    --json prints an object: each name with its value, as text.
    """  # noqa: D301 - click's own mark for lines that stay as they are
    book = session.book(read_only=not value)
    if not value:
        _print(_values(book), name, as_json=as_json)
        return
    if name is None or as_json:
        raise click.UsageError("--json only prints; leave the value out.")
    known = _known(name, _values(book))
    text, now, base = " ".join(value), session.now(book), book.state
    me, settings = _changed(known, text, base, now)
    book.put_mine(me, settings, base=base)
    click.echo(f"{known} = {_values(book)[known]}")
    if understood := _understood(known, text, settings, now):
        click.echo(f"{known}: {understood}", err=True)
    session.mention_open_app(book)


def _values(book: Book) -> dict[str, str]:
    """Every detail and setting as it is typed, by its name on the command line."""
    from store.forms import letters
    from store.forms import settings as preferences

    me, settings = book.me, book.settings
    details = {name: str(getattr(me, name)) for name in (*_DETAILS, *letters.CHOICES)}
    chosen = preferences.typed(settings)
    keys = ", ".join(f"{action} = {key}" for action, key in sorted(settings.keys.items()))
    everything = {**details, **chosen, _KEYS: keys, _THEME: settings.theme}
    return {name.replace("_", "-"): text for name, text in everything.items()}


def _known(name: str, values: Mapping[str, str]) -> str:
    """The name as it is known; underscores and capitals do not matter.

    Raises:
        UsageError: There is no such detail or setting.
    """
    known = name.strip().casefold().replace("_", "-")
    if known not in values:
        raise click.UsageError(f'There is no setting "{name}". There are: {", ".join(values)}.')
    return known


def _print(values: Mapping[str, str], name: str | None, *, as_json: bool) -> None:
    if name is not None:
        values = {_known(name, values): values[_known(name, values)]}
    if as_json:
        from tui.cli.as_json import print_json

        print_json(values)
        return
    for each, text in values.items():
        click.echo(text if name else f"{each} = {text}")


def _changed(known: str, text: str, base: State, now: DateTime) -> tuple[Me, Settings]:
    """The details and the settings with a new value.

    Raises:
        FieldError: It cannot be read, or is out of bounds.
    """
    from msgspec.structs import replace

    from store.forms import letters
    from store.forms import settings as preferences
    from store.forms.details import read_details

    field, me, settings = known.replace("-", "_"), base.me, base.settings
    if field in _DETAILS:
        return read_details({field: text}, me, now), settings
    if field in letters.CHOICES:
        return read_details({field: letters.read(field, text)}, me, now), settings
    if field == _KEYS:
        return me, replace(settings, keys=_read_keys(text, settings))
    if field == _THEME:
        return me, replace(settings, theme=_read_theme(text))
    typed = preferences.typed(settings) | {field: text}
    return me, preferences.read(typed, settings, now, me.country)


def _read_keys(text: str, settings: Settings) -> dict[str, str]:
    """The keys as they are typed; what they are called only the app's own toolkit knows."""
    from tui.actions import keymap

    return keymap.foreign(settings.keys) | keymap.read_keys(text)


def _read_theme(text: str) -> str:
    """The name of a theme; "" for the one that suits the terminal.

    Raises:
        FieldError: There is no such theme.
    """
    from store.errors import FieldError
    from tui.theme import THEMES

    chosen = text.strip().casefold()
    if chosen and chosen not in THEMES:
        raise FieldError(_THEME, f'"{text}" is no theme. There are: {", ".join(THEMES)}.')
    return chosen


def _understood(known: str, text: str, settings: Settings, now: DateTime) -> str:
    """How a value was understood where that is worth a word; "" else."""
    from store.forms.settings import understood_days
    from store.words import understood

    def keys() -> str:
        from tui.actions.keymap import described

        return described(settings.keys)

    told: dict[str, Callable[[], str]] = {
        "zone": lambda: understood.zone(text, now),
        "days-off": lambda: understood_days(settings.days_off),
        _KEYS: keys,
    }
    return told[known]() if known in told else ""
