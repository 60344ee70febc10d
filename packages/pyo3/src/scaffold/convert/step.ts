import type { Correction } from '../corrections/correction.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';

/** The inputs of a step, which it does not change. */
export interface Situation {
  readonly project: MaturinProject;
  /** The other maturin projects in its cargo workspace. */
  readonly siblings: readonly MaturinProject[];
  readonly pyproject: Pyproject;
  readonly manifests: Manifests;
  /** The minor version of the required pyo3: 30 for 0.30; absent if it is not stated. */
  readonly pyo3Minor?: number;
  /** Reads a file; `undefined` if it does not exist. */
  readonly read: (file: string) => string | undefined;
  /** The Rust files of the crate. */
  readonly rustFiles: readonly string[];
}

export type Outcome =
  /** The changes to make; `Correction.what` states the reason. */
  | { readonly kind: 'change'; readonly corrections: readonly Correction[] }
  /** `why` continues the name of the step: "exists already". */
  | { readonly kind: 'nothing'; readonly why: string }
  /** The changes that only a person can make: positions with what to write there. */
  | { readonly kind: 'report'; readonly places: readonly string[] };

export type Step = (situation: Situation) => Outcome;

export function nothing(why: string): Outcome {
  return { kind: 'nothing', why };
}

export function change(...corrections: readonly Correction[]): Outcome {
  return { kind: 'change', corrections };
}
