import { ratioOf, table } from '../table.ts';

/** Least wall times in milliseconds, by name. */
export interface Times {
  readonly count: number;
  readonly times: ReadonlyMap<string, number>;
}

const rows: readonly (readonly [title: string, ours: string, reference: string])[] = [
  ['nothing changed', 'no-op ours', 'no-op loop'],
  ['nothing changed, the tasks without Nx around them', 'no-op tasks', 'no-op loop'],
  ['nothing changed, `--batch=false`', 'no-op apart', 'no-op loop'],
  ['nothing changed, beside the loop with pip', 'no-op ours', 'no-op pip'],
  ['nothing changed, beside two at once', 'no-op ours', 'no-op two'],
  ['nothing changed, beside `uv sync`', 'no-op ours', 'no-op sync'],
  ['Nx itself (`nx show projects`), beside the loop', 'nx', 'no-op loop'],
  ['one library, nothing changed', 'one no-op ours', 'one no-op loop'],
  ['one library, edited', 'edit ours', 'edit loop'],
  ['one library, edited, under `watch`', 'edit watch', 'edit loop'],
  ['one library, edited, cargo alone', 'edit cargo', 'edit loop'],
  ['the shared crate edited', 'shared ours', 'shared loop'],
  ['the shared crate edited, without the start of Nx', 'shared run', 'shared loop'],
  ['the shared crate edited, one cargo alone', 'shared cargo', 'shared loop'],
  ['the shared crate edited, beside `uv sync`', 'shared ours', 'shared sync'],
  ['an empty environment, all compiled before', 'empty ours', 'empty loop'],
  ['an empty environment, all compiled before, without the start of Nx', 'empty run', 'empty loop'],
  ['an empty environment, all compiled before, `--batch=false`', 'empty apart', 'empty loop'],
  ['an empty environment, beside the loop with pip', 'empty ours', 'empty pip'],
  ['everything from nothing', 'cold ours', 'cold loop'],
  ['everything from nothing, one cargo alone', 'cold cargo', 'cold loop'],
];

/** The page `results.md`. */
export function renderResults(measured: readonly Times[], nx: string, machine: string): string {
  return [
    '# What develop costs',
    '',
    'Written by `npm run bench:develop` (after `npm run pack`); see [../README.md](../README.md) for what is measured.',
    '',
    `${machine}, Nx ${nx} with its daemon.`,
    '',
    'Whole commands, in units of a loop of `maturin develop --uv` (or of what the row names) in the same round; of each',
    'the least of several rounds.',
    '',
    ...table(
      ['', ...measured.map(({ count }) => `${String(count)} libraries`)],
      rows.map(([title, ours, reference]) => [
        title,
        ...measured.map(({ times }) => ratioOf(times.get(ours), times.get(reference))),
      ]),
    ),
    '',
    ...measured.map(
      ({ count, times }) =>
        `- ${String(count)} libraries: one loop in which nothing has changed takes ${seconds(times.get('no-op loop'))}, one from nothing ${seconds(times.get('cold loop'))}.`,
    ),
    '- @nxlv/python has no target that compiles an extension: it would run the same commands, for what a user writes.',
    '',
  ].join('\n');
}

function seconds(ms = 0): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
