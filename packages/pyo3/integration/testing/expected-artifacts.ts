/** What the layouts of `fixtures/repository/layouts` have to give. */
export interface ExpectedArtifact {
  readonly name: string;
  readonly root: string;
  /** A Python expression and its value. */
  readonly call: readonly [statement: string, expression: string, value: string];
  /** File in the checkout that the environment imports; a pure extension has none. */
  readonly editable?: string;
  /** Of the wheel, without its dist-info; `*` is the suffix of extensions. */
  readonly wheel: readonly string[];
  /** Some of what the sdist must hold beside pyproject.toml and PKG-INFO. */
  readonly sdist: readonly string[];
}

export const expectedArtifacts: readonly ExpectedArtifact[] = [
  {
    name: 'pure-count',
    root: 'layouts/pure',
    call: ['import pure_count', 'pure_count.doubled(4)', '8'],
    // maturin makes a package of a pure extension.
    wheel: ['pure_count/__init__.py', 'pure_count/pure_count*'],
    sdist: ['Cargo.toml', 'Cargo.lock', 'pure/src/lib.rs'],
  },
  {
    name: 'mixed-count',
    root: 'layouts/mixed',
    call: ['from mixed_count import tripled', 'tripled(4)', '12'],
    editable: 'layouts/mixed/mixed_count/__init__.py',
    wheel: ['mixed_count/__init__.py', 'mixed_count/_native*'],
    sdist: ['Cargo.toml', 'mixed/src/lib.rs', 'mixed_count/__init__.py'],
  },
  {
    name: 'sourced-count',
    root: 'layouts/sourced',
    call: ['from sourced_count import raised', 'raised(4)', '9'],
    editable: 'layouts/sourced/python/sourced_count/__init__.py',
    wheel: [
      'sourced_count/__init__.py',
      'sourced_count/_sourced*',
      'sourced_count/_sourced.pyi',
      'sourced_count/command.py',
      'sourced_count/py.typed',
    ],
    sdist: ['sourced/src/lib.rs', 'python/sourced_count/py.typed'],
  },
  {
    name: 'split-count',
    root: 'layouts/split',
    call: ['from split_count import lowered', 'lowered(4)', '3'],
    editable: 'layouts/split/src/split_count/__init__.py',
    wheel: ['split_count/__init__.py', 'split_count/split_count*'],
    sdist: ['src/split_count/__init__.py'],
  },
  {
    name: 'nested-count',
    root: 'layouts/nested',
    call: ['from nested_count import squared', 'squared(4)', '16'],
    editable: 'layouts/nested/python/nested_count/__init__.py',
    wheel: ['nested_count/__init__.py', 'nested_count/engine*'],
    sdist: ['engine/Cargo.toml', 'engine/core/src/lib.rs', 'engine/bindings/src/lib.rs'],
  },
  {
    name: 'spaced-shapes',
    root: 'layouts/spaced',
    call: ['from spaced.shapes import corners', 'corners(4)', '16'],
    editable: 'layouts/spaced/python/spaced/shapes/__init__.py',
    wheel: ['spaced/shapes/__init__.py', 'spaced/shapes/_shapes*'],
    sdist: ['spaced/src/lib.rs', 'python/spaced/shapes/__init__.py'],
  },
  {
    name: 'apart-count',
    root: 'layouts/apart',
    call: ['from apart_count import halved', 'halved(4)', '2'],
    editable: 'layouts/apart/python/apart_count/__init__.py',
    wheel: ['apart_count/__init__.py', 'apart_count/_apart*'],
    sdist: ['crates/apart-core/src/lib.rs', 'python/apart_count/__init__.py'],
  },
];

/** Cases of maturin's `test-crates` that can be imported. */
export const importableCases = [
  'case-pure',
  'case-mixed',
  'case-subdir',
  'case-src',
  'case-nested',
  'case-unstable',
  'case_lib_with_path_dep',
  'case-member',
  'case-readme-py',
  'case-inheritance',
] as const;
