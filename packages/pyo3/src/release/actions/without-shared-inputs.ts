import type { ProjectGraph } from '@nx/devkit';

/**
 * Removes lock files and root manifests from the inputs of the graph that this process holds.
 *
 * With conventional commits Nx asks `affected` which projects a commit concerns, and takes every project
 * for concerned that names the changed file as an input. The lock witness names Cargo.lock for all of
 * them, so one `fix(deps)` commit would bump them all (nrwl/nx 34211, 34542). Nx has no hook for that,
 * but gives this graph to its version actions before it looks at commits. Nothing of it is written.
 */
export function withoutSharedInputs(graph: ProjectGraph): void {
  if (done.has(graph)) return;
  done.add(graph);
  for (const { data } of Object.values(graph.nodes)) {
    for (const target of Object.values(data.targets ?? {})) {
      target.inputs = target.inputs?.filter((input) => !isShared(fileOf(input)));
    }
    for (const [name, inputs] of Object.entries(data.namedInputs ?? {})) {
      data.namedInputs = {
        ...data.namedInputs,
        [name]: inputs.filter((one) => !isShared(fileOf(one))),
      };
    }
  }
}

const done = new WeakSet<ProjectGraph>();

function fileOf(input: unknown): string {
  if (typeof input === 'string') return input;
  const fileset =
    typeof input === 'object' && input !== null && 'fileset' in input && input.fileset;
  return typeof fileset === 'string' ? fileset : '';
}

function isShared(input: string): boolean {
  return /^\{workspaceRoot\}\/(.*\/)?(Cargo\.lock|uv\.lock|Cargo\.toml|pyproject\.toml)$/.test(
    input,
  );
}
