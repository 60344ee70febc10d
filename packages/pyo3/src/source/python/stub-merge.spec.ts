import { describe, expect, it } from '@jest/globals';
import { mergedStub } from './stub-merge.ts';
import { stubStatements } from './stub-statements.ts';

/** As maturin writes it for a library with arrays, an async function and exceptions (PyO3 0.30). */
const generated = `"""
Statistics.
"""

from typing import Any, SupportsFloat, SupportsIndex, final

from _typeshed import Incomplete

@final
class Point:
    """
    A point.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple: ...
    def __new__(cls, /, label: str = ..., *args) -> Point: ...
    @property
    def values(self, /) -> Incomplete: ...
    @values.setter
    def values(self, /, value: Incomplete) -> None: ...

def scale(values: Incomplete, factor: SupportsFloat | SupportsIndex) -> Incomplete:
    """
    Scales.
    """

def fetch(url: str, tries: SupportsIndex = 3) -> Any: ...
def many(*items, **options) -> float: ...
def __getattr__(name: str) -> Incomplete: ...
`;

const present = `"""By hand."""

import asyncio
from collections.abc import Awaitable
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Point", "scale"]

VERSION: Final[str]

class StoreError(Exception): ...
class LostError(StoreError): ...
class Former: ...

class Point:
    def __new__(cls, label: str = "here", *args: int) -> Point: ...
    values: NDArray[np.float64]
    def __getnewargs__(self) -> tuple[str]: ...  # type: ignore[override]
    __hash__: ClassVar[None]  # type: ignore[assignment]

def scale(values: NDArray[np.float64], factor: float) -> NDArray[np.float64]: ...
def fetch(url: str, tries: int = 3) -> Awaitable[str]: ...
def many(*items: float, **options: str) -> float: ...
def former() -> None: ...
`;

const merged = mergedStub(generated, present);

describe('a generated stub', () => {
  it('keeps the types of the stub that it replaces where it has none', () => {
    expect(merged).toContain(
      'def scale(values: NDArray[np.float64], factor: SupportsFloat | SupportsIndex) -> NDArray[np.float64]:',
    );
    expect(merged).toContain('tries: SupportsIndex = 3) -> Awaitable[str]: ...');
    expect(merged).toContain('def many(*items: float, **options: str) -> float: ...');
    expect(merged).toContain('label: str = "here", *args: int)');
    expect(merged).toContain('def values(self, /) -> NDArray[np.float64]: ...');
    expect(merged).toContain('value: NDArray[np.float64]) -> None: ...');
    expect(merged).toContain('-> tuple[str]: ...  # type: ignore[override]\n');
  });

  it('keeps exceptions, variables and the missing hash, but nothing else that the extension lacks', () => {
    expect(merged).toContain('class StoreError(Exception): ...');
    expect(merged).toContain('class LostError(StoreError): ...');
    expect(merged).toContain('VERSION: Final[str]');
    expect(merged).toContain('    __hash__: ClassVar[None]  # type: ignore[assignment]\n');
    expect(merged).not.toMatch(/former/i);
  });

  it('keeps no variables if the extension describes all its items', () => {
    const complete = generated.replace(/def __getattr__.*\n/, '');
    expect(mergedStub(complete, present)).not.toMatch(/VERSION|StoreError/);
  });

  it('imports what it uses, and nothing else', () => {
    const imports = stubStatements(merged).filter((line) => /^(from|import) /.test(line));
    expect(imports).toEqual([
      'from collections.abc import Awaitable',
      'from numpy.typing import NDArray',
      'from typing import ClassVar',
      'from typing import Final',
      'from typing import SupportsFloat',
      'from typing import SupportsIndex',
      'from typing import final',
      'import numpy as np',
    ]);
  });

  it('has no __getattr__, which would accept any name', () => {
    expect(merged).not.toContain('__getattr__');
    expect(mergedStub(generated, undefined)).not.toContain('__getattr__');
  });

  it('has a type for everything without a stub to replace', () => {
    const alone = mergedStub(generated, undefined);
    expect(alone).toContain('def many(*items: Incomplete, **options: Incomplete) -> float: ...');
    expect(alone).toContain('-> tuple[Incomplete, ...]: ...');
    expect(alone).toContain('from _typeshed import Incomplete');
    expect(alone).toContain('def scale(values: Incomplete, ');
  });

  it('imports Incomplete if only the merge needs it', () => {
    const text = mergedStub('"""Doc."""\n\ndef many(*items) -> int: ...\n', undefined);
    expect(text).toBe(
      '"""Doc."""\nfrom _typeshed import Incomplete\n\ndef many(*items: Incomplete) -> int: ...\n',
    );
    expect(mergedStub('def many(*items) -> int: ...\n', '')).toMatch(/^from _typeshed/);
  });

  it('is the same when it is merged again', () => {
    expect(stubStatements(mergedStub(generated, merged))).toEqual(stubStatements(merged));
  });

  it('follows a changed signature', () => {
    const changed = generated
      .replace('scale(values: Incomplete, factor:', 'scale(values: Incomplete, shift:')
      .replace('fetch(url: str', 'fetch(path: str')
      .replace('-> Any', '-> int');
    const text = mergedStub(changed, present);
    expect(text).toContain('def scale(values: NDArray[np.float64], shift: SupportsFloat');
    expect(text).toContain('def fetch(path: str, tries: SupportsIndex = 3) -> int: ...');
  });
});
