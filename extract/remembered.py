"""What was found out about a word stays at hand: for good where news uses the word often, else while there is room.

Of 150,000 words of different articles a cache of the last 4,096 had to find out every third anew; with the 4,900 words that
news uses most kept for good it is every fifth.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Generic, TypeVar

from extract.word_records import counted

T = TypeVar("T")

OFTEN = 5
"""`counted` from which a word is kept for good: some 5,000 words."""
ROOM = 1536
"""How many other words are kept; the one that came first gives way to the next."""


class Remembered(dict[str, T], Generic[T]):
    """A function of a folded word that is asked once; call it, or index it where every nanosecond counts."""

    if TYPE_CHECKING:

        def __call__(self, word: str) -> T: ...
    else:
        __call__ = dict.__getitem__

    def __init__(self, find: Callable[[str], T]) -> None:
        """Remember what `find` returns."""
        super().__init__()
        self._rare: deque[str] = deque()
        self.__wrapped__ = find
        update_wrapper(self, find)

    def __missing__(self, word: str) -> T:
        """Find out about a word that is not at hand."""
        found = self[word] = self.__wrapped__(word)
        if counted(word) < OFTEN:
            self._rare.append(word)
            if len(self._rare) > ROOM:
                self.pop(self._rare.popleft(), None)
        return found

    def __repr__(self) -> str:
        """Return the function's name: what is remembered would be a book."""
        return f"<remembered {self.__wrapped__.__qualname__}>"

    def cache_clear(self) -> None:
        """Forget all."""
        self.clear()
        self._rare.clear()


def remembered(find: Callable[[str], T]) -> Remembered[T]:
    """Return a function of a folded word that remembers; `find` must tell the same of a word each time."""
    return Remembered(find)
