type Row = readonly string[];

/** To two places; empty when one of the two was not measured. */
export function ratioOf(value: number | undefined, base: number | undefined): string {
  return value === undefined || base === undefined ? '' : (value / base).toFixed(2);
}

/** In Markdown. */
export function table(head: Row, rows: readonly Row[]): readonly string[] {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
