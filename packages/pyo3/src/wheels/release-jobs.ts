/** The jobs of a release workflow: which machine builds and tests which wheels; pure. */
import { parseAtom, type WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { knownMinors } from '../python/wheel-python.ts';
import type { WheelPlatform } from '../python/wheel-platform.ts';

/** A project of Nx's graph, as `nx graph --file` writes it. */
export interface GraphProject {
  readonly name: string;
  readonly targets: Readonly<Record<string, GraphTarget>>;
}

export interface GraphTarget {
  readonly executor?: string;
  readonly options?: { readonly tag?: unknown };
}

export type Machine =
  | 'linux-x86_64'
  | 'linux-aarch64'
  | 'macos-x86_64'
  | 'macos-arm64'
  | 'windows-amd64'
  | 'windows-arm64';

/** One job. Lists are strings, since a matrix of GitHub and variables of GitLab hold no others. */
export interface ReleaseJob {
  /** Of the job and of its artifact; no two jobs have the same. */
  readonly name: string;
  readonly machine: Machine;
  readonly runner: string;
  /** Separated by commas, as Nx takes them. */
  readonly projects: string;
  readonly targets: string;
  /** For `uv python install`, separated by spaces. */
  readonly pythons: string;
  /** For `rustup target add`. */
  readonly triples: string;
}

export type Provider = 'github' | 'gitlab';

/** GitHub's and GitLab's hosted runners; each builds and tests what is of its own kind. */
const runners: Readonly<Record<Provider, Readonly<Record<Machine, string>>>> = {
  github: {
    'linux-x86_64': 'ubuntu-24.04',
    'linux-aarch64': 'ubuntu-24.04-arm',
    'macos-x86_64': 'macos-15-intel',
    'macos-arm64': 'macos-15',
    'windows-amd64': 'windows-2025',
    'windows-arm64': 'windows-11-arm',
  },
  gitlab: {
    'linux-x86_64': 'saas-linux-medium-amd64',
    'linux-aarch64': 'saas-linux-medium-arm64',
    // Zig builds them; its Macs are for paying groups alone, so they are not tested.
    'macos-x86_64': 'saas-linux-medium-amd64',
    'macos-arm64': 'saas-linux-medium-amd64',
    // The workflow has no job for it, since PowerShell is the shell there.
    'windows-amd64': 'saas-windows-medium-amd64',
    'windows-arm64': 'saas-windows-medium-amd64',
  },
};

/** GitHub allows 256 jobs in a matrix; with more, one job builds for all projects. */
const mostJobs = 200;

interface Part {
  readonly project: string;
  readonly target: string;
  readonly machine: Machine;
  /** Absent for the sdist. */
  readonly atom?: WheelAtom;
}

/**
 * On GitHub one job for each project and kind of machine, on GitLab one for each kind. It builds and
 * tests the wheels of that kind; the sdist is built on Linux. Where a project has no tests of wheels, the wheels themselves are the tasks.
 */
export function releaseJobs(
  projects: readonly GraphProject[],
  provider: Provider,
): readonly ReleaseJob[] {
  const parts = projects.flatMap(partsOf);
  const runnerOf = ({ machine }: Part) => runners[provider][machine];
  const separate = grouped(parts, (part) => `${runnerOf(part)}\n${part.project}`);
  // GitLab's jobs are written down before the graph is known: there is one for each runner.
  const isOneEach = provider === 'github' && separate.length <= mostJobs;
  const groups = isOneEach ? separate : grouped(parts, runnerOf);
  const names = new Set<string>();
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        name: freeName(`wheels-${first.machine}-${isOneEach ? first.project : 'all'}`, names),
        machine: first.machine,
        runner: runnerOf(first),
        projects: unique(group.map(({ project }) => project)).join(','),
        targets: unique(group.map(({ target }) => target)).join(','),
        pythons: unique(group.flatMap(pythonsOf)).join(' '),
        triples: unique(group.flatMap(({ atom }) => atom?.platform.triples ?? [])).join(' '),
      },
    ];
  });
}

function partsOf({ name: project, targets }: GraphProject): readonly Part[] {
  const all = Object.entries(targets).map(([target, { executor, options }]) => ({
    target,
    executor,
    tag: typeof options?.tag === 'string' ? options.tag : '',
  }));
  const tests = all.filter(({ executor }) => executor === 'pyo3:wheel-test');
  const chosen =
    tests.length > 0
      ? tests
      : all.flatMap((one) => {
          if (one.executor === 'pyo3:sdist') return [{ ...one, tag: 'sdist' }];
          return one.executor === 'pyo3:wheel' ? [one] : [];
        });
  return chosen.flatMap(({ target, tag }): readonly Part[] => {
    if (tag === 'sdist') return [{ project, target, machine: 'linux-x86_64' }];
    const atom = parseAtom(tag);
    return atom === undefined ? [] : [{ project, target, machine: machineOf(atom.platform), atom }];
  });
}

/** Architectures of Linux for which there is no runner are built with zig on the usual one. */
function machineOf({ os, arch }: WheelPlatform): Machine {
  switch (os) {
    case 'macos':
      return arch === 'x86_64' ? 'macos-x86_64' : 'macos-arm64';
    case 'windows':
      return arch === 'arm64' ? 'windows-arm64' : 'windows-amd64';
    case 'linux':
      return arch === 'aarch64' ? 'linux-aarch64' : 'linux-x86_64';
    case 'any':
      return 'linux-x86_64';
  }
}

/** The interpreters that the tests of a wheel need; of the stable ABI, all that can import it. */
function pythonsOf({ atom, machine }: Part): readonly string[] {
  const { python, stable } = atom?.abi ?? {};
  if (python === undefined) return [];
  if (stable === undefined) return [python.name];
  // python-build-standalone has no older one for Windows on ARM.
  const oldest = machine === 'windows-arm64' ? Math.max(python.minor, 11) : python.minor;
  return knownMinors.filter((minor) => minor >= oldest).map((minor) => `3.${String(minor)}`);
}

function grouped(
  parts: readonly Part[],
  keyOf: (part: Part) => string,
): readonly (readonly Part[])[] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = keyOf(part);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()];
}

/** As artifacts may be called; two projects whose names differ in other characters only stay two. */
function freeName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  let name = plain;
  for (let index = 2; taken.has(name); index += 1) name = `${plain}-${String(index)}`;
  taken.add(name);
  return name;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
