import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import { raisePythonRequirement } from '../src/release/requirements/python-requirement.ts';
import { mappedVersions } from '../src/testing/mapped-versions.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { toolchain } from './testing/toolchain.ts';

const script = `
import json, sys
from packaging.requirements import Requirement
from packaging.version import InvalidVersion, Version
asked = json.load(sys.stdin)
def form(text):
    try:
        return str(Version(text))
    except InvalidVersion:
        return None
def same(before, after, version):
    one, two = Requirement(before), Requirement(after)
    kept = (one.name, one.extras, str(one.marker)) == (two.name, two.extras, str(two.marker))
    return kept and two.specifier.contains(version, prereleases=None if "rc" in after else False)
json.dump({
    "forms": [form(text) for text in asked["versions"]],
    "same": [same(*each) for each in asked["raised"]],
}, sys.stdout)
`;

const names = ['a', 'A.b[x, y] ', 'a ('];
const specifiers = [
  ...[
    '>=0.1',
    '~=0.1',
    '~=0.1.0',
    '==0.1',
    '==0.1.0',
    '===0.1.0',
    '>= 0.1.0 , < 1',
    '>=0.1,!=0.1.5',
  ],
];
const markers = ['', '; python_version >= "3.9"', " ;os_name=='nt'"];
const versions = ['0.2.0', '0.2.3', '0.9.10', '0.2.0rc1'];

describeWithTools('packaging', () => {
  it('reads versions and raised requirements as the release does', async () => {
    const raised = names.flatMap((name) =>
      specifiers.flatMap((specifier) =>
        markers.flatMap((marker) =>
          versions.map((version) => {
            const before = `${name}${specifier}${name.endsWith('(') ? ')' : ''}${marker}`;
            const result = raisePythonRequirement(before, version, false);
            return [before, 'text' in result ? result.text : result.problem, version] as const;
          }),
        ),
      ),
    );
    const input = JSON.stringify({ versions: mappedVersions.map(([version]) => version), raised });
    const { stdout } = await execa(toolchain().python, ['-c', script], { input });
    const { forms, same } = JSON.parse(stdout) as { forms: unknown[]; same: boolean[] };
    expect(forms).toEqual(mappedVersions.map(([, form]) => form));
    expect(raised.filter((_, index) => same[index] !== true)).toEqual([]);
    expect(raised).toHaveLength(288);
  });
});
