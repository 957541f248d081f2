"""The palette's list: every action with its key, in order, and the colours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial

from msgspec import Struct
from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tui.actions.action import DECLARED, Action, Group
from tui.fitting import fit
from tui.screens.board import BoardScreen

_KEY_WIDTH = 8


class _Command(Struct, frozen=True):
    """One line of the list; ``why_not`` is why it makes no sense now, "" where it does."""

    key: str
    title: str
    help: str
    run: IgnoreReturnCallbackType
    why_not: str = ""

    def line(self, title: Content) -> Content:
        """How it is shown, with its title as it was matched; greyed where it makes no sense."""
        key = Content.styled(fit(self.key, _KEY_WIDTH), "" if self.why_not else "$accent")
        line = key + title
        return line.stylize("$foreground 75% not bold") if self.why_not else line

    @property
    def beside(self) -> str:
        """What stands under it: what it does, or why it does nothing now."""
        return f"Not now: {self.why_not}" if self.why_not else self.help


class Commands(Provider):
    """What the palette offers over the board: first what makes sense now."""

    async def discover(self) -> AsyncIterator[DiscoveryHit | Hit]:
        """All of it, as long as nothing is typed."""
        for each in self._commands():
            line = each.line(Content(each.title))
            yield DiscoveryHit(line, each.run, text=each.title, help=each.beside)

    async def search(self, query: str) -> AsyncIterator[DiscoveryHit | Hit]:
        """What has the letters that are typed in its title, in that order."""
        matcher = self.matcher(query)
        for each in self._commands():
            if (match := matcher.match(each.title)) > 0:
                line = each.line(matcher.highlight(each.title))
                yield Hit(match, line, each.run, text=each.title, help=each.beside)

    def _commands(self) -> Iterator[_Command]:
        desk = self.screen
        if not isinstance(desk, BoardScreen):
            return
        actions = [each for group in Group for each in DECLARED if each.group is group]
        listed = [_command(desk, each) for each in actions]
        yield from sorted(listed, key=lambda each: bool(each.why_not))
        for title, text, run, _shown in self.app.get_system_commands(desk):
            yield _Command("", title, text, run)


def _command(desk: BoardScreen, action: Action) -> _Command:
    run = partial(_do, desk, action.id)
    return _Command(desk.keys.name(action.id), action.title, action.help, run, action.why_not(desk))


def _do(desk: BoardScreen, action_id: str) -> None:
    """Carry out what was chosen: on the board, wherever one was."""
    desk.set_focus(desk.board)
    desk.action_do(action_id)
