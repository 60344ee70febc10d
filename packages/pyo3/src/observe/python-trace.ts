/** What Python processes have read, as `recorder/sitecustomize.py` has written it down. */

export interface PythonTrace {
  /** Files that were opened to read, whether they exist or not; absolute, links as they are. */
  readonly read: readonly string[];
  /** Folders that were listed. */
  readonly listed: readonly string[];
  /** Folders in which Python or pytest looked for modules. */
  readonly searched: readonly string[];
  /** What the task made itself: files that were written first, folders that were created. */
  readonly made: readonly string[];
  /** Files that were written, be it after they were read. */
  readonly written: readonly string[];
  /** How many processes were observed; 0 when Python has not loaded the recorder. */
  readonly processes: number;
  /** What went wrong in the recorder. */
  readonly problems: readonly string[];
}

/** Of all processes of a task, each with the text of its record. */
export function parseTraces(texts: readonly string[]): PythonTrace {
  const of = { r: new Set<string>(), l: new Set<string>(), m: new Set<string>() };
  const made = new Set<string>();
  const written = new Set<string>();
  const problems = new Set<string>();
  let processes = 0;
  for (const text of texts) {
    const own = new Set<string>();
    for (const record of text.split('\0')) {
      const [kind, value] = [record.slice(0, 1), record.slice(1)];
      if (kind === 's') processes++;
      else if (kind === '!') problems.add(value);
      else if (kind === 'w') {
        written.add(value);
        // A file that was read before it was written decided something with its old content.
        if (!own.has(value)) made.add(value);
      } else if (kind === 'r' || kind === 'l' || kind === 'm') {
        own.add(value);
        of[kind].add(value);
      }
    }
  }
  return {
    read: [...new Set([...of.r].map(sourceOf))],
    listed: [...of.l],
    searched: [...of.m],
    made: [...made],
    written: [...written],
    processes,
    problems: [...problems],
  };
}

/**
 * The source of a cached module (PEP 3147): `a/__pycache__/b.cpython-311.opt-1.pyc` stands for
 * `a/b.py`, whose time and size Python compares with it. pytest adds its version to the name.
 */
function sourceOf(file: string): string {
  return file.replace(/__pycache__[\\/]([^\\/.]+)\.[^\\/]*\.pyc$/, '$1.py');
}
