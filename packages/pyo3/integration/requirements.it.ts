import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import {
  cargoAllows,
  raiseCargoRequirement,
} from '../src/release/requirements/cargo-requirement.ts';
import { raisePythonRequirement } from '../src/release/requirements/python-requirement.ts';
import { pythonForm } from '../src/release/versions/two-worlds.ts';
import { mappedVersions } from '../src/testing/mapped-versions.ts';
import { numbersOf } from '../src/testing/random-text.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { toolchain } from './testing/toolchain.ts';
import { runFolder } from './testing/workspace.ts';

/** For each requirement: whether all but the versions stayed, and whether the version is allowed. */
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
def parts(one):
    return one.name, sorted(one.extras), str(one.marker), sorted(s.operator for s in one.specifier)
def fixed(one):
    return sorted(str(s) for s in one.specifier if s.operator in ("<", "<=", "!=", ">"))
def judged(before, after, version):
    one, two = Requirement(before), Requirement(after)
    kept = parts(one) == parts(two) and fixed(one) == fixed(two)
    # As installers do: a pre-release only where the requirement names one.
    return kept and two.specifier.contains(version, prereleases=bool(two.specifier.prereleases))
json.dump({
    "forms": [form(text) for text in asked["versions"]],
    "judged": [judged(*each) for each in asked["raised"]],
}, sys.stdout)
`;

const versions = [
  '0.2.0',
  '0.2.3',
  '0.9.10',
  '0.2.0-rc.1',
  '0.10.0-alpha.0',
  '1.0.0-dev.3',
  '1.4.0',
];

/** Requirements that somebody could have written, the same for one seed. */
function requirements(count: number): readonly string[] {
  const below = numbersOf(19);
  const one = (list: readonly string[]) => list[below(list.length)] ?? '';
  const spaces = ['', '', '', ' ', '  '];
  const numbers = () => ['0.1', '0.1.0', '0.1.7', '0', '0.1.0rc2', '0.1.0.dev1'];
  const lower = () => {
    const operator = one(['>=', '~=', '==', '===', '>=']);
    const written = one(numbers());
    // ~= needs two numbers (PEP 440).
    return `${operator}${one(spaces)}${operator === '~=' && written === '0' ? '0.1' : written}`;
  };
  const other = () => one(['<2', '< 3.0', '!=0.1.5', '<=9', '!=0.1.*']);
  return Array.from({ length: count }, () => {
    const clauses = [lower(), ...Array.from({ length: below(3) }, other)];
    if (below(3) === 0) clauses.reverse();
    const specifier = clauses.join(`${one(spaces)},${one(spaces)}`);
    const name = one(['a', 'A.b_c', 'a[x]', 'a[x, y-z] ', 'a ']);
    const marker = one(['', '', '; python_version >= "3.9"', " ;os_name=='nt' and extra == 'x'"]);
    const bracketed = below(5) === 0 ? ` (${specifier})` : `${one(spaces)}${specifier}`;
    return `${name}${bracketed}${marker}${one(['', '', ' '])}`;
  });
}

describeWithTools('the release', () => {
  it('reads versions and raises requirements as packaging does', async () => {
    const all = requirements(400).flatMap((before) =>
      versions.map((version) => {
        const python = pythonForm(version) ?? '';
        return [before, raisePythonRequirement(before, python, false), python] as const;
      }),
    );
    const raised = all.flatMap(([before, result, version]) =>
      'text' in result ? [[before, result.text, version] as const] : [],
    );
    const input = JSON.stringify({ versions: mappedVersions.map(([version]) => version), raised });
    const { stdout } = await execa(toolchain().python, ['-c', script], { input });
    const { forms, judged } = JSON.parse(stdout) as { forms: unknown[]; judged: boolean[] };
    expect(forms).toEqual(mappedVersions.map(([, form]) => form));
    expect(raised.filter((_, index) => judged[index] !== true)).toEqual([]);
    // Everything else is the same, byte for byte.
    const rest = (text: string) => text.replaceAll(/((?:===|==|~=|>=)\s*)[\w.]+/g, '$1');
    expect(raised.filter(([before, after]) => rest(before) !== rest(after))).toEqual([]);
    expect(all.length - raised.length).toBeLessThan(all.length / 10);
  });

  it('raises requirements so that cargo accepts them', async () => {
    const below = numbersOf(7);
    const one = (list: readonly string[]) => list[below(list.length)] ?? '';
    const written = Array.from({ length: 60 }, () => {
      const space = one(['', '', ' ']);
      const lower = `${one(['', '^', '~', '=', '>=', '>='])}${space}${one(['0', '0.1', '0.1.0'])}`;
      return one([lower, lower, `${lower},${space}<2`, '0.1.*', '*', `<3 , ${lower}`]);
    }).filter((requirement) => cargoAllows(requirement, '0.1.0'));
    expect(written.length).toBeGreaterThan(40);
    for (const version of ['0.1.0', ...versions]) {
      const raised = written.flatMap((requirement) => {
        const result = raiseCargoRequirement(requirement, version, version === '0.1.0');
        return 'text' in result ? [result.text] : [];
      });
      expect(raised.length).toBeGreaterThan(written.length / 2);
      await requireAccepted(raised, version);
    }
  });
});

/** One member for each requirement: cargo does not resolve a workspace in which one fails. */
async function requireAccepted(requirements: readonly string[], version: string): Promise<void> {
  const folder = join(runFolder(), `requirements-${version}`);
  const write = async (file: string, text: string) => {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  const manifest = (name: string, own: string) =>
    `[package]\nname = "${name}"\nversion = "${own}"\nedition = "2024"\n`;
  await write('Cargo.toml', '[workspace]\nmembers = ["members/*"]\nresolver = "3"\n');
  await write('members/core/Cargo.toml', manifest('core-x', version));
  await write('members/core/src/lib.rs', '');
  for (const [index, requirement] of requirements.entries()) {
    const dependency = `core-x = { path = "../core", version = "${requirement}" }`;
    const name = `member-${String(index)}`;
    await write(
      `members/${name}/Cargo.toml`,
      `${manifest(name, '0.1.0')}[dependencies]\n${dependency}\n`,
    );
    await write(`members/${name}/src/lib.rs`, '');
  }
  await execa('cargo', ['metadata', '--offline', '--format-version', '1'], { cwd: folder });
}
