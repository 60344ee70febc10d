import type { Mutation } from './mutation.ts';
import { environment } from './mutations/environment.ts';
import { locks } from './mutations/locks.ts';
import { cargoWorkspace } from './mutations/cargo-workspace.ts';
import { crateManifests } from './mutations/crate-manifests.ts';
import { distributionManifests } from './mutations/distribution-manifests.ts';
import { pythonFiles } from './mutations/python-files.ts';
import { rustFiles } from './mutations/rust-files.ts';
import { rootSettings } from './mutations/root-settings.ts';

export interface Section {
  readonly title: string;
  readonly mutations: readonly Mutation[];
}

export const sections: readonly Section[] = [
  { title: 'Files of Rust', mutations: rustFiles },
  { title: 'Files of Python and of wheels', mutations: pythonFiles },
  { title: 'Cargo.toml', mutations: crateManifests },
  { title: 'pyproject.toml', mutations: distributionManifests },
  { title: "Cargo's files above the projects", mutations: cargoWorkspace },
  { title: 'Settings above the projects', mutations: rootSettings },
  { title: 'Lock files', mutations: locks },
  { title: 'Environment', mutations: environment },
];

export const mutations: readonly Mutation[] = sections.flatMap((section) => section.mutations);
