/**
 * The library of docs/pyo3-guide.md: the commands that the guide gives, and how each construct that
 * they make can be broken.
 */
import type { Tree } from '@nx/devkit';
import { addLibrary } from './libraries.ts';
import { step, type Step } from './steps.ts';

export const guideLibrary = 'fastmath';

/** Where the library is in the workspace. */
export const guideFolder = `libs/${guideLibrary}`;

/** Each command, under the name of what it makes. */
export const guideSteps: Readonly<Record<string, Step>> = Object.fromEntries(
  [
    step('function', guideLibrary, 'count', {
      args: 'values: list[int], *, start: int = 0',
      returns: 'int',
      doc: 'Count what `values` has.',
    }),
    step('function', guideLibrary, 'total', {
      args: 'values: list[float], scale: float = 1.5',
      returns: 'float',
      fallible: true,
      detach: true,
    }),
    step('class', guideLibrary, 'Point', {
      fields: 'x: float, y: float = 0.0',
      repr: true,
      eq: true,
      frozen: true,
      subclass: true,
    }),
    step('class', guideLibrary, 'Pin', { fields: 'label: str = "here"', extends: 'Point' }),
    step('enum', guideLibrary, 'Color', { variants: 'Red, Green, Blue = 10' }),
    step('exception', guideLibrary, 'StoreError', {
      children: 'NotFoundError, LockedError',
      fromRust: true,
    }),
    step('submodule', guideLibrary, 'stats', {}),
    step('embed', guideLibrary, 'report', { from: 'file' }),
    step('embed', guideLibrary, 'evaluate', { from: 'expression' }),
    step('numpy-function', guideLibrary, 'scale', { does: 'map', dimensions: '2' }),
    step('async-function', guideLibrary, 'fetch', {
      args: 'url: str, tries: int = 3',
      returns: 'str',
    }),
  ].map((one) => [one.name, one]),
);

/** What the guide does not show, but the checks of its library look at as well. */
const others: readonly Step[] = [
  ...['float64', 'float32', 'int64', 'int32', 'uint8'].map((element) =>
    step('function', guideLibrary, `as_${element}`, {
      args: `values: NDArray[np.${element}], type: str = "a"`,
      returns: `NDArray[np.${element}]`,
    }),
  ),
  step('enum', guideLibrary, 'Level', {
    variants: 'Low, VeryHigh, A1B, Http2Server = 7',
    renameAll: 'SCREAMING_SNAKE_CASE',
  }),
  step('class', guideLibrary, 'Version', {
    fields: 'major: int, type: str = "final"',
    ...{ repr: true, str: true, eq: true, hash: true, frozen: true, pickle: true, subclass: true },
  }),
  step('class', guideLibrary, 'Build', {
    fields: 'number: int = 1',
    extends: 'Version',
    frozen: true,
  }),
];

/** Makes the library, by default with today's PyO3, and runs every command of the guide. */
export async function makeGuideLibrary(tree: Tree, pyo3Version?: string): Promise<void> {
  const version = pyo3Version === undefined ? {} : { pyo3Version };
  const options = { layout: 'mixed', example: 'minimal', ...version } as const;
  await addLibrary(tree, guideLibrary, 'declarative', options);
  for (const one of [...Object.values(guideSteps), ...others]) await one.run(tree);
}

/** One edit that breaks a construct, and the tests that have to see it. */
export interface Mutation {
  readonly construct: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  readonly rustTest: string;
  readonly pytest: string;
}

export const mutations: readonly Mutation[] = [
  mutation('count', 'src/lib.rs', '    start\n}', '    start + 1\n}', 'count_works'),
  mutation('total', 'src/lib.rs', 'py.detach(|| scale)', 'py.detach(|| -scale)', 'total_works'),
  mutation('Point', 'src/point.rs', 'Self { x, y }', 'Self { x: -x, y }', 'point_works_in_python'),
  mutation(
    'Pin',
    'src/pin.rs',
    'Self { label }',
    'Self { label: label + "." }',
    'pin_works_in_python',
  ),
  mutation('Color', 'src/color.rs', '=> "Red"', '=> "Green"', 'color_is_known_to_python'),
  mutation(
    'StoreError',
    'src/store_error.rs',
    'LockedError::new_err(message)',
    'NotFoundError::new_err(message)',
    'store_error_is_raised',
  ),
  mutation('stats', 'src/stats.rs', 'Hello, {name}', 'Bye, {name}', 'stats_is_found_by_python'),
  mutation('report', 'src/report.py', 'sum(values, 0.0)', 'max(values)', 'report_calls_python'),
  mutation('evaluate', 'src/evaluate.rs', 'sum(values)', 'max(values)', 'evaluate_calls_python'),
  mutation('scale', 'src/scale.rs', 'value * factor', 'value + factor', 'scale_works_in_python'),
  mutation('fetch', 'src/fetch.rs', '    Ok(url)', '    Ok(url + ".")', 'fetch_works'),
];

function mutation(
  construct: string,
  file: string,
  right: string,
  wrong: string,
  rustTest: string,
): Mutation {
  const snake = construct.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return { construct, file, right, wrong, rustTest, pytest: `tests/test_${snake}.py` };
}
