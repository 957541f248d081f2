"""Help, the command palette, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.words import history as history_words
from tui.actions.action import DECLARED, Group, action
from tui.actions.hindrances import all_saved, no_copy, read_only
from tui.key_names import Keys

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen

_TOUR = (
    ("add", "adds an interview. Type it, or paste their invitation or mail into the form."),
    ("copy", "copies the words beside the card; paste them into your mail and send it."),
    ("advance", "then asks whether you sent it. Only your yes moves the card."),
    ("next-due", "brings up what is due, most urgent first. Do this once a day."),
    ("answered", "records what they answered, whenever they do. The clock stops."),
    ("undo", "takes back what you did to a card, also tomorrow."),
)


@action("help", "question_mark,f1", "Help", Group.APP, "Help")
def show_help(desk: BoardScreen) -> None:
    """All keys, and how following up goes."""
    from tui.screens.help import HelpScreen

    tour = [(desk.keys.name(name), text) for name, text in _TOUR]
    desk.open(HelpScreen(tour, [(group, _rows(group, desk.keys)) for group in Group]))


def _rows(group: Group, keys: Keys) -> list[tuple[str, str]]:
    """All that the keys of a group do."""
    return [
        (" ".join(keys.all(each.id)), f"{each.title}. {each.help}")
        for each in DECLARED
        if each.group is group
    ]


@action("palette", "ctrl+p", "Command palette", Group.APP, "All by name")
def palette(desk: BoardScreen) -> None:
    """Find anything by its name."""
    from tui.actions.palette import commands
    from tui.screens.palette import PaletteScreen

    desk.open(PaletteScreen(commands(desk)))


@action("log", "L", "What was said", Group.APP, "What was said")
def show_log(desk: BoardScreen) -> None:
    """The messages of this run, whole and with their times, the newest first."""
    from tui.screens.log import LogScreen

    desk.open(LogScreen(desk.voice.log))


@action("save", "exclamation_mark", "Try to save again", Group.APP, unless=(all_saved,))
def save(desk: BoardScreen) -> None:
    """Try again to save what could not be saved; it is tried every few seconds as well."""
    if desk.book.is_saved:
        desk.say("Everything is saved.")
    else:
        desk.keeping.keeper.try_again()


@action(
    "merge-copy",
    "equals_sign",
    "Merge a copy beside the file",
    Group.APP,
    unless=(read_only, no_copy),
)
def merge_copy(desk: BoardScreen) -> None:
    """Merge a copy that a sync tool left beside the file, with nothing lost; it asks first."""
    from tui.screens.confirm import ConfirmScreen

    desk.book.require_writing()
    if none := no_copy(desk):
        desk.say(none)
        return
    stray = desk.keeping.strays[0]

    def confirmed() -> None:
        before = desk.book.state
        desk.book.take_in(stray.state)
        desk.keeping.merged(stray)
        desk.show()
        told = history_words.merged(before, desk.book.state)
        desk.say(
            told, desk.spell("{undo} takes it back."), f"{stray.name} stays; it is not needed."
        )
        if stray.state.aside:
            refused = [f"Not merged: {each.told}." for each in stray.state.aside]
            desk.voice.give_notice([*refused, f"{stray.name} still has that."])

    explanation = (
        f"{stray.name} has changes that are not here: a sync tool keeps such a copy where two "
        "machines changed the file at once. Both histories stay, and so does the copy."
    )
    desk.open(ConfirmScreen("Merge this copy?", explanation, "Merge it", confirmed))


@action("quit", "q", "Quit", Group.APP)
def leave(desk: BoardScreen) -> None:
    """Leave Afterword. Everything is saved as you go."""
    desk.leave()
