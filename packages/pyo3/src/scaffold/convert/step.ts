import type { Correction } from '../corrections/correction.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import type { MaturinProject } from '../../project/folder/pyo3-project.ts';

/** What a step looks at; it changes nothing itself. */
export interface Situation {
  readonly project: MaturinProject;
  /** The other maturin projects of its cargo workspace. */
  readonly siblings: readonly MaturinProject[];
  readonly pyproject: Pyproject;
  readonly manifests: Manifests;
  /** Minor number of the pyo3 that the crate asks for: 30 of 0.30; absent when it does not say. */
  readonly pyo3Minor?: number;
  /** By the path of a file; `undefined` when there is none. */
  readonly read: (file: string) => string | undefined;
  /** The Rust files of the crate. */
  readonly rustFiles: readonly string[];
}

export type Outcome =
  /** What is to be done; `Correction.what` says why. */
  | { readonly kind: 'change'; readonly corrections: readonly Correction[] }
  /** `why` continues the name of the step: "is there already". */
  | { readonly kind: 'nothing'; readonly why: string }
  /** What only a person can do: places with what to write there. */
  | { readonly kind: 'report'; readonly places: readonly string[] };

export type Step = (situation: Situation) => Outcome;

export function nothing(why: string): Outcome {
  return { kind: 'nothing', why };
}

export function change(...corrections: readonly Correction[]): Outcome {
  return { kind: 'change', corrections };
}
