"""Doing beside the app what may take a while."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_background(do: Callable[[], T]) -> T:
    """Do something in a thread of its own, and give what it gives, or raise what it raises.

    Where the system has no thread to give, it is done right here, and the app waits for it.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, raised = None, None
        try:
            result = do()
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            raised = error
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            loop.call_soon_threadsafe(settle, result, raised)

    try:
        threading.Thread(target=run).start()
    except RuntimeError:
        return do()
    return await done
