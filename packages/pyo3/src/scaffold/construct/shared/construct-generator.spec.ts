import { expect, it } from '@jest/globals';
import { classGenerator } from '../../../generators/class/generator.ts';
import { exceptionGenerator } from '../../../generators/exception/generator.ts';
import { functionGenerator } from '../../../generators/function/generator.ts';
import { treeWithLibrary } from '../../../testing/constructs.ts';
import { placeholdersToFill } from './construct-generator.ts';

it.each([
  ['a function', functionGenerator, { name: 'count', args: 'x: int' }],
  ['a class', classGenerator, { name: 'Point', fields: 'x: int' }],
  ['an exception', exceptionGenerator, { name: 'StoreError' }],
])('the placeholder of %s is reported with its line', async (_, generator, options) => {
  const tree = await treeWithLibrary();
  expect(placeholdersToFill(tree)).toEqual([]);
  await generator(tree, { project: 'fast', skipFormat: true, ...options });
  const [position = '', ...others] = placeholdersToFill(tree);
  expect(others).toEqual([]);
  const [path = '', line] = position.split(':');
  expect(tree.read(path, 'utf-8')?.split('\n')[Number(line) - 1]).toContain('TODO: describe ');
});
