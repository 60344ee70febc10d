import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from './manifests.ts';

const setup = 'from setuptools import setup\nsetup(name="old", version="1")\n';
const cfg = '[metadata]\nname = old\nversion = 1\n[options]\npackages = old\n';
const system =
  '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
const nameIn = (files: Readonly<Record<string, string>>) =>
  manifestsOf(memoryReader(files)).pyproject('a')?.project?.name;

describe('the metadata of a folder', () => {
  it.each([
    [{ 'a/setup.py': setup }],
    [{ 'a/setup.py': 'import setuptools\nsetuptools.setup()\n', 'a/setup.cfg': cfg }],
    [{ 'a/pyproject.toml': system, 'a/setup.cfg': cfg }],
  ])('is that of setup.py and setup.cfg without [project]: %j', (files) => {
    expect(nameIn(files)).toBe('old');
  });

  it('is that of [project], where there is one', () => {
    const files = { 'a/pyproject.toml': '[project]\nname = "new"\n', 'a/setup.cfg': cfg };
    expect(nameIn(files)).toBe('new');
  });

  it('is none in a folder that only has a setup.cfg, which neither pip nor uv builds', () => {
    expect(nameIn({ 'a/setup.cfg': cfg })).toBeUndefined();
  });

  it('has the settings of packages, and the file that exists', () => {
    const manifests = manifestsOf(memoryReader({ 'a/setup.py': setup, 'a/setup.cfg': cfg }));
    expect(manifests.pyproject('a')).toMatchObject({
      file: 'a/setup.py',
      tool: { setuptools: { packages: ['old'] } },
    });
  });
});
