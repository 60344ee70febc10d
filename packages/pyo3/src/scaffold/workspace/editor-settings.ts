import type { Tree } from '@nx/devkit';

/** The editors that `--editor` names. */
export type Editor = 'none' | 'vscode';

type Json = Readonly<Record<string, unknown>>;

interface SettingsFile {
  readonly file: string;
  /** The file with what it lacks; the same object if it lacks nothing. */
  readonly complete: (present: Json) => Json;
}

/** CodeLLDB (`vscode-lldb`) debugs the extension inside of a Python process. */
const recommended = [
  'rust-lang.rust-analyzer',
  'vadimcn.vscode-lldb',
  'ms-python.python',
  'ms-python.debugpy',
  'charliermarsh.ruff',
  'tamasfe.even-better-toml',
];

const settings: Json = {
  // A folder of its own below `target`: the editor's builds neither wait for those of the tasks nor
  // replace what they compiled.
  'rust-analyzer.cargo.targetDir': true,
  'rust-analyzer.cargo.features': 'all',
  // pyo3's build script looks for the interpreter here, on each platform.
  'rust-analyzer.cargo.extraEnv': { VIRTUAL_ENV: '${workspaceFolder}/.venv' },
  'python.defaultInterpreterPath': '${workspaceFolder}/.venv',
  'python.testing.pytestEnabled': true,
  'files.watcherExclude': { '**/target/**': true },
};

/** VS Code's variable for the file in the editor. */
const openFile = '${file}';

const python = 'Python: current file';
const rust = 'Rust: attach to a Python process';

const configurations: readonly Named[] = [
  {
    name: python,
    type: 'debugpy',
    request: 'launch',
    program: openFile,
    console: 'integratedTerminal',
    // Time to choose the process for the Rust debugger.
    stopOnEntry: true,
    justMyCode: false,
  },
  {
    name: rust,
    type: 'lldb',
    request: 'attach',
    pid: '${command:pickMyProcess}',
    sourceLanguages: ['rust'],
  },
];

const compounds: readonly Named[] = [
  { name: 'Python and Rust: current file', configurations: [python, rust], stopAll: true },
];

interface Named extends Json {
  readonly name: string;
}

const files: readonly SettingsFile[] = [
  {
    file: '.vscode/extensions.json',
    complete: (present) => withList(present, 'recommendations', recommended, (one) => one),
  },
  {
    file: '.vscode/settings.json',
    complete: (present) => {
      const missing = Object.entries(settings).filter(([key]) => !Object.hasOwn(present, key));
      return missing.length === 0 ? present : { ...present, ...Object.fromEntries(missing) };
    },
  },
  {
    file: '.vscode/launch.json',
    complete: (present) => {
      const start = Object.hasOwn(present, 'version') ? present : { version: '0.2.0', ...present };
      const launched = withList(start, 'configurations', configurations, nameOf);
      const whole = withList(launched, 'compounds', compounds, nameOf);
      return whole === start ? present : whole;
    },
  },
];

/**
 * Writes the settings of an editor for Rust and Python in one workspace. Entries that are there stay as
 * they are, and so does a file with comments, which rewriting would lose.
 *
 * @returns a line for each file that was changed or left alone.
 */
export function writeEditorSettings(tree: Tree, editor: Editor = 'none'): readonly string[] {
  if (editor === 'none') return [];
  return files.flatMap(({ file, complete }) => {
    const text = tree.exists(file) ? (tree.read(file, 'utf-8') ?? '') : '{}';
    const present = plainObject(text);
    if (present === undefined) {
      const missing = JSON.stringify(complete({}), null, 2);
      return [
        `${file}: unchanged, because it is not plain JSON. Add what it lacks of:\n${missing}`,
      ];
    }
    const whole = complete(present);
    if (whole === present) return [];
    tree.write(file, `${JSON.stringify(whole, null, 2)}\n`);
    return [`${file}: Rust and Python in VS Code`];
  });
}

/** `undefined` for comments, trailing commas and anything else that is not plain JSON. */
function plainObject(text: string): Json | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? { ...read }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The object with the entries that its list lacks; the same object if there are none. */
function withList<T>(
  present: Json,
  key: string,
  wanted: readonly T[],
  idOf: (entry: T) => unknown,
): Json {
  const list: readonly unknown[] = Array.isArray(present[key]) ? present[key] : [];
  const missing = wanted.filter((entry) => !list.some((one) => hasId(one, idOf(entry))));
  return missing.length === 0 ? present : { ...present, [key]: [...list, ...missing] };
}

function hasId(entry: unknown, id: unknown): boolean {
  if (typeof entry !== 'object' || entry === null) return entry === id;
  return 'name' in entry && entry.name === id;
}

function nameOf({ name }: Named): string {
  return name;
}
