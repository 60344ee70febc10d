/**
 * Patterns of wheels: those of a shell, with braces (cibuildwheel's documentation, "Build selection").
 */
import { braceExpand } from 'minimatch';
import { coversMember } from '../../manifest/source/member-glob.ts';

/** As in `bracex`, with which cibuildwheel expands them: more are an error there. */
const mostExpanded = 1000;

/** No wheel has a name that needs more, and the time of an expansion grows with it. */
const longestPattern = 256;

/**
 * Whether one of the patterns matches. The time is proportional to the product of both lengths: a regular
 * expression, which minimatch makes of a pattern, is exponential in the number of its stars. A pattern
 * that is too long or stands for too many others matches nothing.
 */
export function matchesShell(patterns: readonly string[], name: string): boolean {
  const known = expanded.get(patterns) ?? patterns.flatMap(expand);
  expanded.set(patterns, known);
  return coversMember(known, name);
}

const expanded = new WeakMap<readonly string[], readonly string[]>();

function expand(pattern: string): readonly string[] {
  if (pattern.length > longestPattern) return [];
  const found = braceExpand(pattern, { braceExpandMax: mostExpanded + 1 });
  return found.length > mostExpanded ? [] : found;
}
