import { describe, expect, it } from '@jest/globals';
import { processTree } from './process-tree.ts';

const processes = [
  { pid: 30, parent: 20, command: 'rustc' },
  { pid: 10, parent: 1, command: 'nx' },
  { pid: 20, parent: 10, command: 'cargo' },
  { pid: 21, parent: 10, command: 'plugin worker' },
  { pid: 99, parent: 1, command: 'somebody else' },
];

describe('processTree', () => {
  it('lists a process and all that descends from it, whatever order ps prints', () => {
    expect(processTree(10, processes).map(({ pid }) => pid)).toEqual([10, 20, 21, 30]);
  });

  it('is empty when the process has ended', () => {
    expect(processTree(5, processes)).toEqual([]);
  });
});
