import { delimiter, sep } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** Put there by npm, Nx, jest or a shell for the repository that the tests are in. */
const foreign = [
  /^(npm|NX|JEST|PYO3|MATURIN|CONDA|PYTHON)_/,
  /^UV_(PYTHON|PROJECT_ENVIRONMENT|OFFLINE|NO_SYNC)/,
  /^CARGO_(TARGET|BUILD|PROFILE|ENCODED|INCREMENTAL|MANIFEST)/,
  /^(RUSTFLAGS|RUSTC_WRAPPER|RUSTUP_TOOLCHAIN|VIRTUAL_ENV|PYTHONPATH|PYTHONHOME|SOURCE_DATE_EPOCH)$/,
  /^(CI|GITHUB_ACTIONS|NODE_OPTIONS|NODE_ENV|FORCE_COLOR|NO_COLOR|INIT_CWD)$/,
];

/** What a person who has just opened a terminal has, and what keeps Nx to one workspace. */
export function childVariables(parent: Variables, extra: Variables): Record<string, string> {
  const own = Object.entries(parent).filter(([name]) => !foreign.some((one) => one.test(name)));
  const all = { ...Object.fromEntries(own), PATH: plainPath(parent), ...extra };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function plainPath(parent: Variables): string {
  const environments = [parent['VIRTUAL_ENV'], parent['PYO3_TEST_VENV']].filter(Boolean);
  return (parent['PATH'] ?? parent['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.split(sep).includes('node_modules'))
    .filter((folder) => !environments.some((venv) => folder.startsWith(`${venv}${sep}`)))
    .join(delimiter);
}
