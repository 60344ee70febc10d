/**
 * Readmes and licences that manifests name: a wheel's metadata has their text.
 */
import type { FileReader } from '../../files/file-reader.ts';
import { inheritedField } from '../../manifest/cargo/cargo.ts';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { entriesOf, stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/table.ts';
import type { Manifests } from '../folder/manifests.ts';
import { cratesOf, type Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath, resolvePath } from '../folder/workspace-path.ts';

/** Paths of the files, wherever they lie in the repository; whether they exist or not. */
export function namedTexts(project: Pyo3Project, manifests: Manifests): readonly string[] {
  return [
    ...namedByPyproject(project.root, manifests),
    ...cratesOf(project).flatMap(({ root, cargoRoot }) => namedByCrate(root, cargoRoot, manifests)),
  ];
}

function namedByPyproject(root: string, manifests: Manifests): readonly string[] {
  const pyproject = manifests.pyproject(root);
  const table = pyproject?.project;
  const readme = table?.readme === undefined ? [] : [table.readme];
  const dynamic = tableField(tableField(pyproject?.tool, 'setuptools'), 'dynamic');
  const named = [
    ...readme,
    ...filesOfFields(dynamic),
    ...(pyproject?.requirementFiles ?? []),
    ...(table?.licenseFiles ?? []),
  ];
  const literal = named.flatMap((path) => {
    const resolved = resolvePath(root, path);
    return resolved === undefined ? [] : [resolved];
  });
  const globs = (table?.licenseFiles ?? []).filter((path) => /[*?[]/.test(path));
  return [...literal, ...globs.flatMap((glob) => filesOf(glob, root, manifests.reader))];
}

/** setuptools, "Dynamic Metadata": `readme = { file = "README.rst" }`, where `file` may be a list. */
function filesOfFields(dynamic: TomlTable | undefined): readonly string[] {
  return entriesOf(dynamic).flatMap(([name]) => {
    const field = tableField(dynamic, name);
    const one = stringField(field, 'file');
    return one === undefined ? stringsField(field, 'file') : [one];
  });
}

/** Files that a glob covers, below the folder that it begins with. */
function filesOf(glob: string, root: string, reader: FileReader): readonly string[] {
  const segments = glob.split('/');
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => /[*?[]/.test(segment)),
  );
  const found: string[] = [];
  const visit = (folder: string, depth: number) => {
    for (const name of reader.list(folder)) {
      const path = childPath(folder, name);
      const relative = root === '.' ? path : path.slice(root.length + 1);
      if (coversMember([glob], relative) && reader.isFile(path)) found.push(path);
      else if (depth > 0 && !name.startsWith('.')) visit(path, depth - 1);
    }
  };
  const depth = segments.includes('**') ? 4 : segments.length - fixed.length - 1;
  visit(fixed.length === 0 ? root : childPath(root, ...fixed), depth);
  return found;
}

/** Of a field that is inherited, the path is relative to the workspace's root. */
function namedByCrate(root: string, cargoRoot: string, manifests: Manifests): readonly string[] {
  const fields = manifests.cargo(root)?.package;
  const inherited = tableField(
    tableField(manifests.cargo(cargoRoot)?.document, 'workspace'),
    'package',
  );
  const found = [
    [fields?.readme, inherited?.['readme']],
    [fields?.licenseFile, inherited?.['license-file']],
  ].map(([own, ofRoot]) => {
    if (own === inheritedField) {
      return typeof ofRoot === 'string' ? resolvePath(cargoRoot, ofRoot) : undefined;
    }
    return typeof own === 'string' ? resolvePath(root, own) : undefined;
  });
  return found.filter((path) => path !== undefined);
}
