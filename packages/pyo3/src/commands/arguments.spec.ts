import { describe, expect, it } from '@jest/globals';
import { readMaturinConfig } from '../manifest/pyproject/maturin-config.ts';
import type { Command } from '../process/command.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { cargoBuild } from './cargo-build.ts';
import { cargoClean } from './cargo-clean.ts';
import { cargoClippy } from './cargo-clippy.ts';
import { cargoFmt } from './cargo-fmt.ts';
import { cargoTest, cargoTestUnits } from './cargo-test.ts';
import { cargoBuildTogether, cargoClippyTogether, cargoTestTogether } from './cargo-together.ts';
import { editableInstall, fileInstall, requirementInstall, wheelInstall } from './installer.ts';
import { lockExport } from './lock-export.ts';
import { maturinBuild } from './maturin-build.ts';
import { maturinDevelop } from './maturin-develop.ts';
import { maturinSettings } from './maturin-settings.ts';
import { maturinStubs } from './maturin-stubs.ts';
import { mypy } from './mypy.ts';
import { pyright } from './pyright.ts';
import { pytest } from './pytest.ts';
import { ruffCheck } from './ruff-check.ts';
import { ruffFormat } from './ruff-format.ts';
import { setuptoolsRustCargo } from './setuptools-rust-cargo.ts';

/** Strings that a manifest or a file name may contain. */
const texts = [
  '--config=net.offline=true',
  '-r/etc/hostname',
  '--',
  `-'"; $(touch x)`,
  '-a b',
  '-a\n--b',
  `plain "quoted" text\nand a line`,
];

const run = {
  tool: { name: 'tool', program: '/bin/tool', args: [], origin: 'path' },
  cwd: '/ws/a',
  env: {},
} as const;
const interpreter = '/env/bin/python';
const pip = { ...run, installer: 'pip', interpreter } as const;
const uv = { ...run, installer: 'uv', interpreter } as const;

/**
 * Each builder with the string in every position that a manifest, a lock file or a file name can
 * fill.
 */
const builders: Readonly<Record<string, (text: string) => Command | undefined>> = {
  cargoBuild: (text) => cargoBuild(buildOf(text)),
  cargoBuildTogether: (text) => cargoBuildTogether(buildOf(text), [text, 'b']),
  cargoClean: (text) => cargoClean(buildOf(text)),
  cargoClippy: (text) => cargoClippy({ ...cargoOf(text), fix: false }),
  cargoClippyTogether: (text) => cargoClippyTogether({ ...cargoOf(text), fix: false }, [text]),
  cargoFmt: (text) => cargoFmt({ ...cargoOf(text), check: true }),
  cargoTest: (text) => cargoTest(cargoOf(text)),
  cargoTestTogether: (text) => cargoTestTogether(cargoOf(text), [text]),
  cargoTestUnits: (text) => cargoTestUnits(cargoOf(text)),
  editableInstall: () => editableInstall(pip, []),
  fileInstall: () => fileInstall(uv, '/tmp/requirements.txt'),
  lockExport: (text) =>
    lockExport(run, interpreter, { groups: [text], extras: [text] }, [text], '/tmp/x.txt'),
  maturinBuild: (text) =>
    maturinBuild({
      ...run,
      ...{ selection: selectionOf(text), interpreter, out: '/out', compatibility: text, args: [] },
    }),
  maturinDevelop: (text) =>
    maturinDevelop({
      ...run,
      ...{ selection: selectionOf(text), uv: true, profileIsStated: false, args: [] },
    }),
  maturinStubs: (text) =>
    maturinStubs({
      ...run,
      ...{
        selection: selectionOf(text),
        interpreter,
        out: '/out',
        profileIsStated: true,
        args: [],
      },
    }),
  mypy: (text) => mypy({ ...run, interpreter, excluded: [text], paths: [text], args: [] }),
  pyright: (text) => pyright({ ...run, interpreter, paths: [text], args: [] }),
  pytest: (text) => pytest({ ...run, paths: [text], args: [] }),
  'requirementInstall (pip)': (text) => requirementInstall(pip, [text], '/tmp/c.txt'),
  'requirementInstall (uv)': (text) => requirementInstall(uv, [text]),
  ruffCheck: (text) => ruffCheck({ ...run, fix: false, excluded: [text], paths: [text], args: [] }),
  ruffFormat: (text) =>
    ruffFormat({ ...run, check: true, excluded: [text], paths: [text], args: [] }),
  setuptoolsRustCargo: (text) => setuptoolsRustCargo(run, { manifest: text, features: [text] }),
  wheelInstall: (text) => wheelInstall(uv, [text]),
};

describe.each(Object.entries(builders))('%s', (_, build) => {
  it.each(texts)('has the same options for %j as for a harmless string', (text) => {
    const names = (one: string) => optionNames(build(one)?.args ?? []);
    expect(names(text)).toEqual(names('harmless'));
  });
});

/**
 * The names of all options before `--`, as the programs recognize them: by their leading hyphen.
 */
function optionNames(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args
    .filter((arg, index) => arg.startsWith('-') && (end === -1 || index <= end))
    .map((arg) => arg.replace(/^(--[a-z-]+|-[A-Za-z]).*$/s, '$1'));
}

function selectionOf(text: string) {
  return { profile: text, features: [text], target: text };
}

function cargoOf(text: string) {
  const crate = { name: text, manifestPath: `${text}/Cargo.toml`, root: text, cargoRoot: text };
  return { ...run, crate, projectRoot: '.', selection: selectionOf(text), args: [] };
}

function buildOf(text: string) {
  // Names with control characters are refused when the manifest is read.
  const features = [text.replaceAll('\n', ' ')];
  const table = { config: [text], 'unstable-flags': [text], features };
  const config = readMaturinConfig({ text: '', file: 'pyproject.toml' }, table);
  const { cargoArgs, rustcArgs } = maturinSettings(config, {}, [3, 12]);
  const { crate } = cargoOf(text);
  const project: MaturinProject = {
    ...{ kind: 'maturin', name: 'a', root: '.', testPaths: [], crate },
    distribution: { name: text, normalizedName: text, pyprojectPath: 'pyproject.toml' },
    extension: { moduleName: text, initName: text, layout: 'pure', pythonRoot: text },
  };
  return {
    ...{ ...run, project, selection: selectionOf(text), profileIsStated: true, cargoArgs },
    ...({ rustcArgs, crateTypes: ['cdylib'], platform: 'linux', args: [] } as const),
  };
}
