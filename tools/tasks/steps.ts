/** One part of the whole, carried out as `nx run-many -t <target>`. */
export interface Step {
  readonly target: string;
  /** What it shows, as the end of "checks that …". */
  readonly shows: string;
  /** The reports of jest that it leaves, relative to the repository; none for a step that is no suite. */
  readonly reports: readonly string[];
  /** Started alone, since its tools use every core by themselves. */
  readonly alone?: true;
}

/** `npm run check`: what needs Node only. */
export const checkSteps: readonly Step[] = [
  { target: 'drift', shows: 'generated files agree with schema.json', reports: [] },
  { target: 'lint', shows: 'ESLint finds nothing', reports: [] },
  { target: 'format', shows: 'prettier would change nothing', reports: [] },
  { target: 'typecheck', shows: 'all TypeScript compiles', reports: [] },
  {
    target: 'test',
    shows: 'the unit tests pass',
    reports: ['packages/pyo3/reports/unit.json', 'tools/reports/unit.json'],
  },
  { target: 'publint', shows: 'the packed package is well formed', reports: [] },
  { target: 'knip', shows: 'no file, export or dependency is unused', reports: [] },
];

/** What `npm test` adds: the real cargo, maturin, pytest and Nx. */
export const toolchainSteps: readonly Step[] = [
  {
    target: 'integration',
    shows: 'the plugin works with the real tools',
    reports: ['packages/pyo3/reports/integration.json'],
    alone: true,
  },
  {
    target: 'e2e',
    shows: 'the packed package works in new workspaces, on each supported Nx',
    reports: ['e2e/reports/e2e.json'],
    alone: true,
  },
];
