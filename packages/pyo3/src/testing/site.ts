import { interpreterFixture } from './environments.ts';
import { expectedInstall, type ExpectedInstall } from '../install/expected-install.ts';
import { renderMarker, type InstallMarker } from '../install/install-marker.ts';
import { recordRow, renderRecord } from '../install/record.ts';

export const expected: ExpectedInstall = expectedInstall({
  distribution: { name: 'A', normalizedName: 'a', pyprojectPath: 'libs/a/pyproject.toml' },
  projectFolder: '/ws/libs/a',
  pythonFolder: '/ws/libs/a/python',
  interpreter: interpreterFixture(),
  made: 'digest',
  lock: '',
});

export const marker: InstallMarker = {
  made: expected.made,
  interpreter: expected.interpreter,
  plugin: expected.plugin,
  lock: expected.lock,
  needs: ['numpy-2.1.0.dist-info'],
};

export type Files = Readonly<Record<string, string>>;

/** The files of a distribution as an installer leaves them, with a RECORD of all of them. */
export function distributionFiles(folder: string, files: Files): Files {
  const rows = Object.entries(files).map(([path, text]) => recordRow(path, text));
  const own = { path: `${folder}/RECORD`, hash: '', size: '' };
  return { ...files, [own.path]: renderRecord([...rows, own]) };
}

/** `a` as a finished develop leaves it, beside numpy; `changes` of the files that are recorded. */
export function developedSite(changes: Files = {}): Files {
  const folder = 'a-0.1.0.dist-info';
  return {
    'numpy-2.1.0.dist-info/METADATA': 'Name: numpy\nVersion: 2.1.0\n\nRequires-Dist: text\n',
    ...distributionFiles(folder, {
      'a.pth': '/ws/libs/a/python',
      [`${folder}/METADATA`]: 'Name: a\nVersion: 0.1.0\nRequires-Dist: numpy>=2\n',
      [`${folder}/INSTALLER`]: 'uv',
      [`${folder}/direct_url.json`]: '{"dir_info": {"editable": true}, "url": "file:///ws/libs/a"}',
      [`${folder}/nx-pyo3.json`]: renderMarker(marker),
      '../../../bin/a': '#!/ws/.venv/bin/python\n',
      ...changes,
    }),
  };
}
