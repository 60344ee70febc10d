import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildingSession } from '../testing/fake-session.ts';
import { pythonProject } from '../testing/projects.ts';
import { packSources } from './pack-sources.ts';

describe('a source distribution', () => {
  let workspaceRoot: string;
  let dist: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'sdist-'));
    dist = join(workspaceRoot, 'libs/a/dist');
    mkdirSync(dist, { recursive: true });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  it('removes older archives but no wheel', async () => {
    for (const file of ['a-0.0.1.tar.gz', 'a-0.0.1-py3-none-any.whl']) {
      writeFileSync(join(dist, file), '');
    }
    const session = buildingSession(workspaceRoot, 'libs/a/dist/a-0.1.0.tar.gz');
    expect(await packSources(session, {})).toBe(true);
    expect(session.ran).toEqual([`maturin sdist --out ${dist}`]);
    expect(readdirSync(dist)).toEqual(['a-0.0.1-py3-none-any.whl', 'a-0.1.0.tar.gz']);
    expect(session.printed).toEqual(['libs/a/dist/a-0.1.0.tar.gz']);
  });

  it('of a Python project is packaged by its own backend', async () => {
    const archive = 'libs/a/dist/a-1.tar.gz';
    const session = buildingSession(workspaceRoot, archive, { project: pythonProject });
    expect(await packSources(session, {})).toBe(true);
    expect(session.ran).toEqual([
      `uv build --sdist --python /ws/.venv/bin/python --out-dir ${dist}`,
    ]);
  });
});
