/**
 * Dependencies that `[project]` calls dynamic and whose backend reads them from files (setuptools,
 * "Dynamic Metadata"; hatch-requirements-txt; setup.cfg, setup.py). An installer would look for a name
 * of the repository on an index, so the plugin has to know them.
 */
import { entriesOf, isArray, tableField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import { parseRequirement } from '../../python/requirement.ts';
import type { ProjectTable } from './project-table.ts';
import type { Pyproject } from './pyproject.ts';
import { readSetupDependencies } from './setup-metadata.ts';

/** The text of a file relative to the project's folder; `undefined` if it does not exist. */
type Read = (path: string) => string | undefined;

interface Stated {
  readonly texts?: readonly string[];
  /** Relative to the project's folder. */
  readonly files?: readonly string[];
}

/**
 * The same manifest with the requirements in the place of `dynamic`, as far as files say them. What
 * only code of the backend knows stays dynamic, and so does what a missing file would say.
 */
export function withDynamicDependencies(pyproject: Pyproject, read: Read): Pyproject {
  const { project } = pyproject;
  if (project === undefined) return pyproject;
  const isDynamic = (field: string) => project.dynamic.includes(field);
  const stated = isDynamic('dependencies') ? statedDependencies(pyproject, read) : undefined;
  const dependencies = stated && requirementsOf(stated, read);
  const extras = isDynamic('optional-dependencies') ? statedExtras(pyproject) : undefined;
  const ofExtras = extras?.map(([name, one]) => [name, requirementsOf(one, read)] as const);
  const known = ofExtras?.flatMap(([name, texts]) => (texts ? [[name, texts] as const] : []));
  if (dependencies === undefined && known === undefined) return pyproject;
  const areKnown = known !== undefined && known.length === ofExtras?.length;
  const resolved: ProjectTable = {
    ...project,
    ...(dependencies === undefined ? {} : { dependencies }),
    ...(known === undefined ? {} : { optionalDependencies: recordOf(known) }),
    dynamic: project.dynamic.filter(
      (field) =>
        !(field === 'dependencies' && dependencies !== undefined) &&
        !(field === 'optional-dependencies' && areKnown),
    ),
  };
  const all = [stated, ...(extras ?? []).map(([, one]) => one)];
  return {
    ...pyproject,
    project: resolved,
    requirementFiles: all.flatMap((one) => one?.files ?? []),
  };
}

function statedDependencies(pyproject: Pyproject, read: Read): Stated | undefined {
  const { tool } = pyproject;
  if (!isSetuptools(pyproject)) {
    const hook = hatchHook(pyproject);
    return hook && { files: pathsOf(hook['files'] ?? hook['filename'] ?? 'requirements.txt') };
  }
  const dynamic = tableField(tableField(tool, 'setuptools'), 'dynamic');
  const files = pathsOf(tableField(dynamic, 'dependencies')?.['file']);
  if (files.length > 0) return { files };
  const setup = readSetupDependencies(read('setup.cfg') ?? '', read('setup.py') ?? '');
  return setup?.texts?.length === 0 ? undefined : setup;
}

function statedExtras(pyproject: Pyproject): readonly (readonly [string, Stated])[] | undefined {
  const table = isSetuptools(pyproject)
    ? tableField(
        tableField(tableField(pyproject.tool, 'setuptools'), 'dynamic'),
        'optional-dependencies',
      )
    : tableField(hatchHook(pyproject), 'optional-dependencies');
  return table && entriesOf(table).map(([name, value]) => [name, { files: extraFiles(value) }]);
}

function extraFiles(value: TomlValue): readonly string[] {
  return pathsOf(isTable(value) ? value['file'] : value);
}

/** hatch-requirements-txt, "Configuration". */
function hatchHook({ buildSystem, tool }: Pyproject): TomlTable | undefined {
  if (buildSystem?.buildBackend !== 'hatchling.build') return undefined;
  const hooks = tableField(tableField(tableField(tool, 'hatch'), 'metadata'), 'hooks');
  return tableField(hooks, 'requirements_txt');
}

function isSetuptools({ buildSystem }: Pyproject): boolean {
  return (buildSystem?.buildBackend ?? 'setuptools').startsWith('setuptools');
}

function pathsOf(value: TomlValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function requirementsOf({ texts = [], files = [] }: Stated, read: Read) {
  const contents = files.map(read);
  if (!contents.every((content) => content !== undefined)) return undefined;
  const lines = contents.flatMap((content) => content.split(/\r?\n/));
  const written = lines.map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return [...texts, ...written].filter((text) => parseRequirement(text) !== undefined);
}
