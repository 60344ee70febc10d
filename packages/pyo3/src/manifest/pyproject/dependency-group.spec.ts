import { describe, expect, it } from '@jest/globals';
import { groupRequirements } from './dependency-group.ts';

describe('groupRequirements', () => {
  it("returns the group's own and included requirements, in file order", () => {
    const dependencyGroups = {
      dev: ['a', { includeGroup: 'Type_Check' }, 'd'],
      'type-check': ['b', 'c', { includeGroup: 'dev' }],
    };
    expect(groupRequirements({ dependencyGroups }, 'dev')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is empty for a group that does not exist', () => {
    expect(groupRequirements({ dependencyGroups: {} }, 'dev')).toEqual([]);
  });

  it('counts each group once, however often it is included', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `g${String(index)}`);
    const dependencyGroups = Object.fromEntries(
      names.map((name, index) => {
        const next = { includeGroup: `g${String(index + 1)}` };
        return [name, [name, next, next]];
      }),
    );
    expect(groupRequirements({ dependencyGroups }, 'g0')).toHaveLength(20_000);
  });
});
