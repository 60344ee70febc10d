/** What became of one repository; every cell is text as it is printed. */
export interface Row {
  readonly repository: string;
  readonly commit: string;
  readonly projects: number;
  /** Files that `nx add pyo3` changed, as git sees them. */
  readonly changed: readonly string[];
  readonly locks: Compared;
  readonly pytest: Compared;
  readonly cargoTest: Compared;
  readonly lint: Compared;
  readonly types: Compared;
  readonly wheels: string;
}

/** The result of the repository's own command, and that of the targets; undefined if it has none. */
export interface Compared {
  readonly own: string | undefined;
  readonly ours: string | undefined;
}

const HEADINGS = [
  'repository',
  'projects',
  'files changed',
  'lock files before : after',
  'pytest',
  'cargo test',
  'lint',
  'types',
  'wheels',
];

/** A Markdown table; a cell with two values has the repository's own first. */
export function renderTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    `${row.repository} ${row.commit}`,
    String(row.projects),
    row.changed.length === 0 ? 'none' : row.changed.map((file) => `\`${file}\``).join(', '),
    ...[row.locks, row.pytest, row.cargoTest, row.lint, row.types].map(inOneCell),
    row.wheels,
  ]);
  return [HEADINGS, HEADINGS.map(() => '---'), ...cells]
    .map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function inOneCell({ own, ours }: Compared): string {
  if (own === undefined && ours === undefined) return '–';
  return `${own ?? '–'} : ${ours ?? '–'}`;
}
