import type { Tree } from '@nx/devkit';
import { nxCommand } from './nx-command.ts';

const file = 'README.md';

/** What Nx's own README begins with (@nx/workspace 23.2, `files-readme`). */
const ofNx = /^# .*\n+<a alt="Nx logo"|\bnew, shiny \[Nx workspace\]/;

/**
 * Writes the README of a new workspace, with the commands of every day. One that somebody wrote stays:
 * only that of create-nx-workspace is replaced, which is about plugins that are not here.
 */
export function writeReadme(tree: Tree, name: string): void {
  const text = tree.exists(file) ? (tree.read(file, 'utf-8') ?? '') : '';
  if (text !== '' && !ofNx.test(text)) return;
  tree.write(file, readme(name, nxCommand(tree)));
}

function readme(name: string, nx: string): string {
  return `# ${name}

Python libraries with Rust inside, in an [Nx](https://nx.dev) workspace.

You need [Rust](https://rustup.rs), Python 3.9 or later and Node. [uv](https://docs.astral.sh/uv/) makes everything faster.

## The first library

\`\`\`
${nx} g pyo3:lib libs/mylib
\`\`\`

## Every day

| you type                           | what happens                                                              |
| ---------------------------------- | ------------------------------------------------------------------------- |
| \`${nx} run mylib:develop\` | compiles the extension and makes it importable in \`.venv\` |
| \`${nx} test mylib\` | runs the tests in Rust and Python |
| \`${nx} lint mylib\` | runs clippy and ruff |
| \`${nx} build mylib\` | builds a release wheel in \`libs/mylib/dist\` |

\`${nx} affected -t lint test build\` does the same for all projects that your branch can affect, and \`${nx} graph\` shows them.
\`${nx} g pyo3:function\` adds a function to a library. \`develop\` compiles without optimization: to measure speed, add
\`--profile=release\`.

## CI

\`\`\`
${nx} g pyo3:ci-workflow
\`\`\`
`;
}
