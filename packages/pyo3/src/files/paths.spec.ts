import { expect, it } from '@jest/globals';
import { join } from 'node:path';
import { digestOf } from './file-digest.ts';
import { memoryReader } from './memory.ts';
import { absolutePath, type AbsolutePath, type WorkspacePath } from './paths.ts';

const reader = memoryReader({ 'a/b.txt': 'text' });
const inWorkspace: WorkspacePath = 'a/b.txt';
const onMachine: AbsolutePath = join(import.meta.dirname, 'a', 'b.txt');

it('a path of the workspace has a place on this machine', () => {
  expect(absolutePath(import.meta.dirname, inWorkspace)).toBe(onMachine);
});

// `npm run check` compiles this file, and fails where one of these lines is no error.
it('one kind of path is refused in the place of the other', () => {
  expect(reader.read(inWorkspace)).toBe('text');
  // @ts-expect-error: an absolute path
  expect(reader.read(onMachine)).toBeUndefined();
  // @ts-expect-error: a path of the workspace
  expect(digestOf(inWorkspace)).toBeUndefined();
  // @ts-expect-error: an absolute path
  expect(absolutePath(import.meta.dirname, onMachine)).not.toBe(onMachine);
});
