import { describe, expect, it } from '@jest/globals';
import { stubStatements } from './stub-statements.ts';

const generated = `"""
Statistics.
"""
from _typeshed import Incomplete
from typing import SupportsIndex, final

__all__ = ["Interval", "mean"]

@final
class Interval:
    """
    From a start to an end.

    Both are inside.
    """
    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex = 10) -> Interval: ...
    @property
    def start(self) -> tuple[int, ...]: ...

def mean(values: Sequence[float], /, *weights: float, key: str | None = None, **options: bool) -> float:
    """
    Return the mean.
    """
def none() -> None: ...
`;

/** Formatted by ruff 0.14, with its imports sorted and a comment added. */
const formatted = `"""
Statistics.
"""

# Written by maturin.
from typing import (
    SupportsIndex,
    final,
)

from _typeshed import Incomplete

__all__ = ['mean', 'Interval',]

@final
class Interval:
    """
    From a start to an end.

    Both are inside.
    """

    def __new__(
        cls, /, start: SupportsIndex, end: SupportsIndex = 10
    ) -> Interval: ...
    @property
    def start(self) -> (tuple[int, ...]): ...  # noqa: X

def mean(
    values: Sequence[float],
    /,
    *weights: float,
    key: str | None = None,
    **options: bool,
) -> float:
    """
    Return the mean.
    """

def none() -> None:
    ...
`;

describe('the statements of a stub', () => {
  it('are the same after it was formatted', () => {
    expect(stubStatements(formatted)).toEqual(stubStatements(generated));
  });

  it('are one line each, as one would write them', () => {
    expect(stubStatements(generated)).toEqual([
      'from _typeshed import Incomplete',
      'from typing import SupportsIndex',
      'from typing import final',
      '"""Statistics."""',
      '__all__ = ["Interval", "mean"]',
      '@final',
      'class Interval:',
      '    """From a start to an end.',
      '',
      '    Both are inside."""',
      '    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex = 10) -> Interval: ...',
      '    @property',
      '    def start(self) -> tuple[int, ...]: ...',
      'def mean(values: Sequence[float], /, *weights: float, key: str | None = None, **options: bool) -> float:',
      '    """Return the mean."""',
      'def none() -> None: ...',
    ]);
  });

  it.each([
    ['another type', 'end: SupportsIndex', 'end: int'],
    ['another default', '= 10', '= -10'],
    ['a marker that has gone', 'values: Sequence[float], /', 'values: Sequence[float]'],
    ['another decorator', '@property', '@classmethod'],
    ['a method that has become a function', '    @property\n    def', 'def'],
    ['another word in a docstring', 'Both', 'None'],
    ['another name in __all__', '"mean"]', '"median"]'],
    ['an import that has gone', ', final', ''],
    ['an async function', 'def none', 'async def none'],
    ['another base', 'class Interval:', 'class Interval(Base):'],
  ])('differ by %s', (_, from, to) => {
    expect(stubStatements(generated.replace(from, to))).not.toEqual(stubStatements(generated));
  });

  it('have annotations without quotes, except for the strings in them', () => {
    const quoted = `def f(x: "list[ float ]", y: Literal["a"]) -> 'int | None': ...\n`;
    expect(stubStatements(quoted)).toEqual([
      'def f(x: list[float], y: Literal["a"]) -> int | None: ...',
    ]);
  });

  it('include those that no generator writes', () => {
    const text =
      'if sys.version_info >= (3, 12):\n    x: int\nelse:\n    x: str\ny = 1  # type: int\n';
    const statements = stubStatements(text);
    expect(statements).toHaveLength(2);
    expect(stubStatements(text.replace('x: str', 'x: bytes'))).not.toEqual(statements);
  });
});
