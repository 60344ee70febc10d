import { describe, expect, it } from '@jest/globals';
import { readPyproject } from '../manifest/pyproject/pyproject.ts';
import { maturinSettings } from './maturin-settings.ts';

const settings = (table: string, asked = {}, version: readonly number[] = [3, 11, 7]) =>
  maturinSettings(
    readPyproject(`[tool.maturin]\n${table}`, 'pyproject.toml').maturin,
    asked,
    version,
  );

describe('the cargo settings of [tool.maturin]', () => {
  it('are empty without it', () => {
    expect(maturinSettings(undefined, {}, [3, 11, 7])).toEqual({
      selection: { features: [], noDefaultFeatures: false, allFeatures: false },
      cargoArgs: [],
      rustcArgs: [],
    });
  });

  it('include its features, unless others are requested', () => {
    const table = 'features = ["pyo3/extension-module", "x"]\nno-default-features = true';
    expect(settings(table).selection).toEqual({
      features: ['pyo3/extension-module', 'x'],
      noDefaultFeatures: true,
      allFeatures: false,
    });
    expect(settings(table, { features: ['y'] }).selection.features).toEqual(['y']);
  });

  it('include features of specific Pythons only for these', () => {
    const table = 'features = ["x", { feature = "abi3", python-version = ">=3.12" }]';
    expect(settings(table).selection.features).toEqual(['x']);
    expect(settings(table, {}, [3, 13, 0]).selection.features).toEqual(['x', 'abi3']);
  });

  it('include arguments for cargo and rustc, but no profile', () => {
    const { selection, cargoArgs, rustcArgs } = settings(
      'profile = "release"\nlocked = true\nconfig = ["build.jobs=1"]\nunstable-flags = ["x"]\nrustc-args = ["--cfg", "y"]',
      { profile: 'dev' },
    );
    expect(selection.profile).toBe('dev');
    expect(cargoArgs).toEqual(['--locked', '--config', 'build.jobs=1', '-Z', 'x']);
    expect(rustcArgs).toEqual(['--cfg', 'y']);
  });
});
