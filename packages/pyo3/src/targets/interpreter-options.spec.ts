import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { interpreterOptions, withInterpreters } from './interpreter-options.ts';

function valuesOf(files: Readonly<Record<string, unknown>>, name = 'pytest') {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const reader = memoryReader(Object.fromEntries(texts) as Record<string, string>);
  return interpreterOptions({ root: 'libs/a', name: 'a' }, reader)(name, `pyo3:${name}`);
}

const options = (interpreter: unknown) => ({ options: { interpreter } });
const targets = (pytest: unknown) => ({ targets: { pytest } });
const defaults = (targetDefaults: unknown) => ({ 'nx.json': { targetDefaults } });

describe('the values of the option `interpreter`', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>, readonly (string | undefined)[]]>([
    ['nothing', {}, [undefined]],
    ['another target', { 'libs/a/project.json': { targets: { lint: options('x') } } }, [undefined]],
    ['project.json', { 'libs/a/project.json': targets(options('envs/py')) }, ['envs/py']],
    ['package.json', { 'libs/a/package.json': { nx: targets(options('envs/py')) } }, ['envs/py']],
    ['the name of the target', defaults({ pytest: options('3.12') }), ['3.12']],
    ['the executor', defaults({ 'pyo3:pytest': options('3.12') }), ['3.12']],
    [
      'the executor, which Nx prefers to the name',
      defaults({ 'pyo3:pytest': {}, pytest: options('3.12') }),
      [undefined, '3.12'],
    ],
    ['a glob', defaults({ 'py*': options('3.12') }), [undefined, '3.12']],
    [
      'filtered defaults',
      defaults({ pytest: [{ filter: { projects: ['b'] }, ...options('3.12') }] }),
      [undefined, '3.12'],
    ],
    [
      'a project before the defaults',
      { 'libs/a/project.json': targets(options('3.11')), ...defaults({ pytest: options('3.12') }) },
      ['3.11'],
    ],
    [
      'a project that unsets the defaults',
      { 'libs/a/project.json': targets(options(null)), ...defaults({ pytest: options('3.12') }) },
      [undefined],
    ],
    [
      'configurations',
      {
        'libs/a/project.json': targets({ configurations: { old: { interpreter: '3.9' }, x: {} } }),
      },
      [undefined, '3.9'],
    ],
    [
      'a file with comments, whichever target has it',
      {
        'libs/a/project.json': '{ // mine\n "targets": { "x": { "interpreter": "my \\"py\\"" } } }',
      },
      [undefined, 'my "py"'],
    ],
    [
      'a path with tokens of Nx',
      { 'libs/a/project.json': targets(options('{workspaceRoot}/{projectRoot}/{projectName}')) },
      ['libs/a/a'],
    ],
    ['a table of another shape', { 'nx.json': '{"targetDefaults":["interpreter"]}' }, [undefined]],
  ])('come from %s', (_name, files, expected) => {
    expect(valuesOf(files)).toEqual(expected);
  });

  it('come from no key of an object that JavaScript brings', () => {
    expect(valuesOf({ 'libs/a/project.json': targets(options('x')) }, 'constructor')).toEqual([
      undefined,
    ]);
  });
});

describe('the key of a target', () => {
  const target = {
    inputs: ['rust', { runtime: 'node f.js' }, { runtime: 'node f.js cc' }, { runtime: 'date' }],
  };

  it('holds the Python of each value, and no other', () => {
    expect(withInterpreters(target, ['a', undefined], 'node f.js').inputs).toEqual([
      'rust',
      { runtime: 'node f.js interpreter=a' },
      { runtime: 'node f.js' },
      { runtime: 'node f.js cc interpreter=a' },
      { runtime: 'node f.js cc' },
      { runtime: 'date' },
    ]);
    expect(withInterpreters(target, ['a'], 'node f.js').inputs).not.toContainEqual({
      runtime: 'node f.js',
    });
  });

  it('is left as it is where the option is not used', () => {
    expect(withInterpreters(target, [undefined], 'node f.js')).toBe(target);
  });
});
