/**
 * Finds pyo3 names that are removed or deprecated in the crate's release, in the syntax tree of its
 * sources; the replacements are those of pyo3's migration guide.
 */
import type { SyntaxNodeRef } from '@lezer/common';
import { parseRust, type RustSource } from '../../source/rust/parse.ts';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { renderError } from '../../diagnostics/render.ts';
import { nothing, type Step } from './step.ts';

interface Outdated {
  /** The minor release of pyo3 that deprecated or removed it. */
  readonly since: number;
  readonly instead: string;
}

const calls: Readonly<Record<string, Outdated>> = {
  into_py: { since: 23, instead: '`into_pyobject`' },
  to_object: { since: 23, instead: '`into_pyobject`' },
  into_ref: { since: 23, instead: '`bind`' },
  with_gil: { since: 26, instead: '`Python::attach`' },
  allow_threads: { since: 26, instead: '`detach`' },
  prepare_freethreaded_python: { since: 26, instead: '`Python::initialize`' },
  downcast: { since: 27, instead: '`cast`' },
  downcast_into: { since: 27, instead: '`cast_into`' },
};

/** The first minor release with `Bound`. */
const firstWithBound = 21;

/** Types that were available as `&PyAny` before `Bound` replaced it in 0.23. */
const types =
  /^Py(Any|Bool|ByteArray|Bytes|Complex|Date|DateTime|Delta|Dict|Float|FrozenSet|Int|Iterator|List|Long|Mapping|Module|Sequence|Set|Slice|String|Time|Tuple|Type)$/;

/** If the version of pyo3 is not stated, everything is reported. */
export const outdatedRust: Step = ({ rustFiles, read, pyo3Minor = Infinity }) => {
  const texts = rustFiles.map((file) => [file, read(file) ?? ''] as const);
  const own = ownNames(texts.map(([, text]) => text).join('\n'));
  const places = texts
    .flatMap(([file, text]) =>
      positionsIn(file, text, pyo3Minor).filter(({ name }) => !own.has(name)),
    )
    .map(({ place }) => place);
  return places.length === 0 ? nothing('has nothing to report') : { kind: 'report', places };
};

/** The names that the crate itself defines, except as methods of PyO3's conversion traits. */
function ownNames(text: string): ReadonlySet<string> {
  if (/\b(IntoPy|ToPyObject)\b/.test(text)) return new Set();
  return new Set([...text.matchAll(/\bfn\s+(\w+)/g)].map(([, name = '']) => name));
}

interface Place {
  /** The outdated name, and the line of the report. */
  readonly name: string;
  readonly place: string;
}

function positionsIn(file: string, text: string, minor: number): readonly Place[] {
  let source: RustSource;
  try {
    source = parseRust(text, file);
  } catch (error) {
    if (isPyo3Error(error)) return [{ name: '', place: renderError(error) }];
    throw error;
  }
  const places: Place[] = [];
  source.tree.iterate({
    enter: (node) => {
      const what = outdated(node, source, minor);
      if (what === undefined) return;
      const place = `${file}:${lineOf(text, node.from)}: ${what}`;
      places.push({ name: text.slice(node.from, node.to), place });
    },
  });
  return places;
}

function outdated(node: SyntaxNodeRef, { text }: RustSource, minor: number): string | undefined {
  const written = text.slice(node.from, node.to);
  if (node.name === 'ReferenceType') {
    const name = /^&\s*(?:'\w+\s+)?(?:\w+::)*(\w+)$/.exec(written)?.[1] ?? '';
    if (!types.test(name) || minor < firstWithBound) return undefined;
    return `\`${written}\` is \`&Bound<'_, ${name}>\` since pyo3 0.23`;
  }
  const isName = node.name === 'FieldIdentifier' || node.name === 'Identifier';
  const known = isName && Object.hasOwn(calls, written) ? calls[written] : undefined;
  if (known === undefined || minor < known.since) return undefined;
  return `\`${written}\` is ${known.instead} since pyo3 0.${known.since}`;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
