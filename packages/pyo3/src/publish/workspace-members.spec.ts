import { expect, it } from '@jest/globals';
import { unpublishedMembers } from './workspace-members.ts';

const member = (name: string, ...dependencies: readonly (readonly [string, string])[]) => ({
  name,
  version: '0.1.0',
  dependencies: dependencies.map(([other, req]) => ({ name: other, path: `/${other}`, req })),
});

it('names what a crate needs and no registry has, without tests that state no version', async () => {
  const members = [
    member('app', ['core', '^0.1.0'], ['testkit', '*']),
    member('core', ['base', '^0.1'], ['app', '^0.1']),
    member('base'),
    member('testkit'),
  ];
  const published = (name: string) =>
    unpublishedMembers('app', members, (one) => Promise.resolve(one.name === name));
  expect(await published('')).toEqual(['base', 'core']);
  expect(await published('core')).toEqual(['base']);
});
