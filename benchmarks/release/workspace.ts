import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files with a version or a requirement that a release of all projects raises, and nothing else. */
export const manifests = [
  'crates/base/Cargo.toml',
  'crates/user/Cargo.toml',
  'packages/wheelbase/pyproject.toml',
  'packages/wheeluser/pyproject.toml',
] as const;

/** Two crates and two Python packages, each with a user of it, in a cargo and a uv workspace. */
export function writeWorkspace(root: string, nxJson: object): void {
  const files: Readonly<Record<string, string>> = {
    '.gitignore': 'node_modules\n.nx\ntarget\n.venv\n*.egg-info\n',
    'nx.json': JSON.stringify({ neverConnectToCloud: true, analytics: false, ...nxJson }),
    'Cargo.toml': '[workspace]\nresolver = "3"\nmembers = ["crates/*"]\n',
    'pyproject.toml': [
      '[project]\nname = "all"\nversion = "0"\nrequires-python = ">=3.10"\n',
      '[tool.uv]\npackage = false\n',
      '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    ].join('\n'),
    'crates/base/Cargo.toml': crate('base', ''),
    'crates/base/src/lib.rs': '',
    'crates/user/Cargo.toml': crate('user', usesOfBase),
    'crates/user/src/lib.rs': '',
    'packages/wheelbase/pyproject.toml': distribution('wheelbase', ''),
    'packages/wheelbase/src/wheelbase/__init__.py': '',
    'packages/wheeluser/pyproject.toml': distribution('wheeluser', usesOfWheelbase),
    'packages/wheeluser/src/wheeluser/__init__.py': '',
    // @nxlv/python infers no projects.
    ...Object.fromEntries(
      ['wheelbase', 'wheeluser'].map((name) => [
        `packages/${name}/project.json`,
        JSON.stringify({ name, sourceRoot: `packages/${name}/src`, targets: {} }),
      ]),
    ),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function crate(name: string, uses: string): string {
  return `[package]\nname = "${name}" # a comment\nversion = "0.1.0"\nedition = "2024"\n${uses}`;
}

const usesOfBase = `
[dependencies]
base = { path = "../base", version = "^0.1.0" } # another comment

[build-dependencies]
base = { path = "../base", version = "0.1.0" }
`;

function distribution(name: string, uses: string): string {
  return `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "${name}" # a comment
version = "0.1.0"
requires-python = ">=3.10"
${uses}`;
}

const usesOfWheelbase = `dependencies = [
    "wheelbase~=0.1.0", # another comment
]

[tool.uv.sources]
wheelbase = { workspace = true }
`;
