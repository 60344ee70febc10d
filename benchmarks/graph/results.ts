import { ratioOf, table } from '../table.ts';
import type { Peer } from './peers.ts';

/** Least times in milliseconds, memory in MiB, by name. */
export interface Measured {
  readonly count: number;
  readonly times: ReadonlyMap<string, number>;
  readonly peers: readonly { readonly name: string; readonly edges: number }[];
}

type Row = readonly string[];

/** The page `results.md`. */
export function renderResults(
  measured: readonly Measured[],
  peers: readonly Peer[],
  machine: string,
): string {
  const sizes = measured.map(({ count }) => `${String(count)} projects`);
  const ratios = (title: string, name: string): Row => [
    title,
    ...measured.map(({ times }) => ratioOf(times.get(name), times.get('cargo'))),
  ];
  const memory = (title: string, name: string): Row => [
    title,
    ...measured.map(({ times }) => `${(times.get(name) ?? 0).toFixed(0)} MiB`),
  ];
  return [
    '# What the graph costs',
    '',
    'Written by `npm run bench:graph` (after `npm run pack`); see [../README.md](../README.md) for what is measured.',
    '',
    `${machine}.`,
    '',
    'Both hooks together, in units of one `cargo metadata --no-deps --offline` of the same repository in the same round;',
    'of each the least of several rounds.',
    '',
    ...table(
      ['', ...sizes],
      [
        ratios('new process, nothing kept', 'cold'),
        ratios('new process, nothing changed', 'warm'),
        ratios("Nx's daemon, nothing changed", 'daemon'),
        ratios("Nx's daemon, one manifest changed", 'changed'),
        ratios('the same, the first change after the daemon has started', 'first changed'),
        ratios('loading the plugin', 'load'),
        ratios('Node alone: times of all files and folders', 'stat'),
        ratios('Node alone: and lists of folders, texts of files', 'read'),
        ratios('Node alone: and manifests parsed', 'parsed'),
        ...peers.flatMap(({ name }) => [
          ratios(`${name}, new process`, `${name} first`),
          ratios(`${name}, Nx's daemon`, `${name} later`),
        ]),
        [
          '`cargo metadata`',
          ...measured.map(({ times }) => `${(times.get('cargo') ?? 0).toFixed(0)} ms`),
        ],
      ],
    ),
    '',
    'The most memory that a process with Node and the plugin has had:',
    '',
    ...table(
      ['', ...sizes],
      [
        memory('nothing kept', 'memory of cold'),
        memory('nothing changed', 'memory of warm'),
        ...peers.map(({ name }) => memory(name, `${name} memory`)),
      ],
    ),
    '',
    ...peers.map(({ name, version, does }) => `- ${name} ${version} ${does}.`),
    '',
  ].join('\n');
}
