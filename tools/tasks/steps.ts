/** One part of the whole, carried out as `nx run-many -t <targets>`. */
export interface Step {
  /** Run side by side. */
  readonly targets: readonly string[];
  /** What it shows, as the end of "checks that …". */
  readonly shows: string;
  /** The reports of jest that it leaves, relative to the repository; none for a step that is no suite. */
  readonly reports: readonly string[];
  /** Started alone, since its tools use every core by themselves. */
  readonly alone?: true;
}

/** `npm run check`: what needs Node only. */
export const checkSteps: readonly Step[] = [
  {
    // Each of their tools uses little more than one core.
    targets: ['lint', 'format', 'typecheck', 'drift', 'knip', 'publint'],
    shows:
      'ESLint finds nothing, prettier would change nothing, all TypeScript compiles, generated files ' +
      'agree with schema.json, nothing is unused, and the packed package is well formed',
    reports: [],
  },
  {
    targets: ['test'],
    shows: 'the unit tests pass',
    reports: ['packages/pyo3/reports/unit.json', 'tools/reports/unit.json'],
  },
];

/** What `npm test` adds: the real cargo, maturin, pytest and Nx. */
export const toolchainSteps: readonly Step[] = [
  {
    targets: ['integration'],
    shows: 'the plugin works with the real tools',
    reports: ['packages/pyo3/reports/integration.json'],
    alone: true,
  },
  {
    targets: ['e2e'],
    shows: 'the packed package works in new workspaces, on each supported Nx',
    reports: ['e2e/reports/e2e.json'],
    alone: true,
  },
];
