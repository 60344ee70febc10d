import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { detectProject } from '../detect/detect.ts';
import { withoutExtensionModule, type FeatureSelection } from './link-features.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { cratesOf } from '../folder/pyo3-project.ts';

function selected(manifest: string, selection: FeatureSelection = {}) {
  const manifests = manifestsOf(
    memoryReader({ 'a/Cargo.toml': `[package]\nname = "a"\nversion = "1.0.0"\n${manifest}` }),
  );
  const project = detectProject('a', manifests);
  const [crate] = project === undefined ? [] : cratesOf(project);
  return crate && withoutExtensionModule(selection, crate, manifests);
}
const pyo3 = '[dependencies]\npyo3 = "0.27"\n';

describe('features for a program that calls Python', () => {
  it.each([
    ['default = ["pyo3/extension-module"]', []],
    ['default = ["ext"]\next = ["pyo3/extension-module"]', []],
    [
      'default = ["ext", "io"]\next = ["pyo3/extension-module", "abi"]\nio = []\nabi = []',
      ['abi', 'io'],
    ],
    [
      'default = ["full"]\nfull = ["ext", "io", "dep:x"]\next = ["pyo3?/extension-module"]\nio = []',
      ['io'],
    ],
    ['default = ["a"]\na = ["b", "pyo3/extension-module"]\nb = ["a"]', []],
  ])('leave out what turns extension-module on: %s', (features, expected) => {
    expect(selected(`${pyo3}[features]\n${features}\n`)).toEqual({
      features: expected,
      noDefaultFeatures: true,
    });
  });

  it('know a renamed pyo3, and keep what is asked for', () => {
    const manifest =
      '[dependencies]\npy = { package = "pyo3", version = "0.27" }\n[features]\ndefault = ["py/extension-module"]\nio = []\n';
    expect(selected(manifest, { features: ['io'] })).toEqual({
      features: ['io'],
      noDefaultFeatures: true,
    });
  });

  it.each([
    ['[features]\ndefault = ["io"]\nio = []\next = ["pyo3/extension-module"]\n', {}],
    ['[features]\ndefault = ["other/extension-module"]\n', {}],
    ['[features]\ndefault = ["pyo3/extension-module"]\n', { allFeatures: true }],
    ['[features]\ndefault = ["pyo3/extension-module"]\n', { noDefaultFeatures: true }],
  ])('stay as they are for %j with %j', (manifest, selection) => {
    expect(selected(`${pyo3}${manifest}`, selection)).toEqual(selection);
  });
});
