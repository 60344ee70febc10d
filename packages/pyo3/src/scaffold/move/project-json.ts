import { posix } from 'node:path';
import { parseJson, serializeJson } from '@nx/devkit';
import { folderOf, isInside } from '../../project/folder/workspace-path.ts';
import { movedPath, type Move } from './moved-paths.ts';

/**
 * A project.json with its folder's paths after the move: those relative to the workspace root, with
 * or without `{workspaceRoot}`, and that of its schema, which is relative to the file.
 */
export function moveProjectJson(text: string, file: string, move: Move): string {
  const moved = parseJson<Record<string, unknown>>(text);
  return `${serializeJson(moveIn(moved, file, move) as Record<string, unknown>)}\n`;
}

function moveIn(value: unknown, file: string, move: Move): unknown {
  if (typeof value === 'string') return moveText(value, file, move);
  if (Array.isArray(value)) return value.map((item) => moveIn(item, file, move));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, moveIn(item, file, move)]),
  );
}

const workspaceRoot = '{workspaceRoot}/';

function moveText(text: string, file: string, move: Move): string {
  if (/^\.\.\//.test(text)) {
    const target = posix.join(folderOf(file), text);
    const isOut = !target.startsWith('../') && !isInside(target, move.from);
    return isOut ? posix.relative(folderOf(movedPath(file, move)), target) : text;
  }
  const prefix = text.startsWith(workspaceRoot) ? workspaceRoot : '';
  const path = text.slice(prefix.length);
  // A name without a slash is as likely to be a target or a project as a folder.
  if (prefix === '' && !path.includes('/')) return text;
  return prefix + movedPath(path, move);
}
