/**
 * What setup.cfg and setup.py say of a distribution (Setuptools user guide, "Configuring setuptools using
 * setup.cfg files"), in the terms of PEP 621, for folders whose pyproject.toml has no `[project]`.
 */
import { isDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { readIni, type IniFile } from '../source/ini.ts';
import type { ProjectTable } from './project-table.ts';

/** Requirements, or files with one on each line. */
export interface SetupDependencies {
  readonly texts?: readonly string[];
  readonly files?: readonly string[];
}

export interface SetupMetadata {
  readonly project: ProjectTable;
  /** What `[tool.setuptools]` would have. */
  readonly packages: TomlTable;
}

/** @returns `undefined` where neither file names a distribution: setup.cfg often has only settings. */
export function readSetupMetadata(cfg: string, script: string): SetupMetadata | undefined {
  const ini = readIni(cfg);
  const metadata = ini.get('metadata');
  const name = metadata?.get('name') ?? argument(script, 'name');
  if (name === undefined || !isDistributionName(name)) return undefined;
  const options = ini.get('options');
  const literal = readSetupDependencies(cfg, script)?.texts;
  const python = options?.get('python_requires') ?? argument(script, 'python_requires');
  const version = metadata?.get('version') ?? argument(script, 'version');
  const isKnown = version !== undefined && /^\d/.test(version);
  return {
    project: {
      name,
      ...(isKnown ? { version } : {}),
      dynamic: [
        ...(isKnown ? [] : ['version']),
        ...(literal === undefined ? ['dependencies'] : []),
      ],
      ...(python === undefined ? {} : { requiresPython: python }),
      dependencies: (literal ?? []).filter(isRequirement),
      optionalDependencies: extrasOf(ini),
      scripts: [],
      licenseFiles: [],
    },
    packages: packagesOf(ini),
  };
}

/**
 * What setup.cfg, or a list that is written out in setup.py, says of the dependencies. `undefined` for
 * what Python computes; empty where neither file says anything.
 */
export function readSetupDependencies(cfg: string, script: string): SetupDependencies | undefined {
  const own = readIni(cfg).get('options')?.get('install_requires');
  const [, files] = /^file:\s*(.+)$/s.exec(own ?? '') ?? [];
  if (files !== undefined) return { files: files.split(/[,\n]/).map((path) => path.trim()) };
  const texts = own === undefined ? literalList(script, 'install_requires') : linesOf(own);
  return texts && { texts };
}

function extrasOf(ini: IniFile): ProjectTable['optionalDependencies'] {
  const extras = [...(ini.get('options.extras_require') ?? [])];
  return Object.fromEntries(
    extras.map(([extra, value]) => [extra, linesOf(value).filter(isRequirement)]),
  );
}

function packagesOf(ini: IniFile): TomlTable {
  const options = ini.get('options');
  const packages = linesOf(options?.get('packages') ?? '');
  const modules = linesOf(options?.get('py_modules') ?? '');
  const base = linesOf(options?.get('package_dir') ?? '')
    .map((line) => /^=\s*(.+)$/.exec(line)?.[1])
    .find((folder) => folder !== undefined);
  const where = ini.get('options.packages.find')?.get('where');
  const isFound = packages.some((one) => /^find(_namespace)?:/.test(one));
  return {
    ...(base === undefined ? {} : { 'package-dir': { '': base } }),
    ...(isFound && where !== undefined ? { packages: { find: { where: [where] } } } : {}),
    ...(!isFound && packages.length > 0 ? { packages: [...packages] } : {}),
    ...(modules.length > 0 ? { 'py-modules': [...modules] } : {}),
  };
}

/** A list has its elements on lines of their own, or separated by commas; a requirement has commas. */
function linesOf(value: string): readonly string[] {
  const lines = value.split('\n').map((line) => line.trim());
  const [only = ''] = lines;
  const isNames = lines.length === 1 && /^[\w.]+(\s*,\s*[\w.]+)+$/.test(only);
  return (isNames ? only.split(/\s*,\s*/) : lines).filter((line) => line !== '');
}

/** A keyword argument of `setup()` that is a plain string. */
function argument(script: string, key: string): string | undefined {
  if (!/\bsetup\s*\(/.test(script)) return undefined;
  return new RegExp(`\\b${key}\\s*=\\s*(["'])([^"'\\n]*)\\1\\s*[,)]`).exec(script)?.[2];
}

/** `undefined` for a list that Python computes; empty where there is none. */
function literalList(script: string, key: string): readonly string[] | undefined {
  const at = new RegExp(`\\b${key}\\s*=\\s*`).exec(script);
  if (at === null) return [];
  const list = /^\[((?:\s|,|#[^\n]*|"[^"\n]*"|'[^'\n]*')*)\]/.exec(
    script.slice(at.index + at[0].length),
  );
  if (list === null) return undefined;
  const items = [...(list[1] ?? '').matchAll(/#[^\n]*|"([^"\n]*)"|'([^'\n]*)'/g)];
  return items.map(([, double, single]) => double ?? single ?? '').filter((one) => one !== '');
}

function isRequirement(text: string): boolean {
  return parseRequirement(text) !== undefined;
}
