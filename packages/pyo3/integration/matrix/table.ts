import type { Mutation } from './mutation.ts';
import { betweenSettings } from './mutations/between-settings.ts';
import { environment } from './mutations/environment.ts';
import { locks } from './mutations/locks.ts';
import { cargoWorkspace } from './mutations/cargo-workspace.ts';
import { cargoReference } from './mutations/cargo-reference.ts';
import { crateManifests } from './mutations/crate-manifests.ts';
import { distributionManifests } from './mutations/distribution-manifests.ts';
import { projectSettings } from './mutations/project-settings.ts';
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
  { title: 'Files that a tool looks for in a project', mutations: projectSettings },
  { title: "Cargo's files above the projects", mutations: cargoWorkspace },
  { title: 'Keys of the Cargo reference', mutations: cargoReference },
  { title: 'Settings above the projects', mutations: rootSettings },
  { title: 'Settings between the root and the projects', mutations: betweenSettings },
  { title: 'Lock files', mutations: locks },
  { title: 'Environment', mutations: environment },
];

export const mutations: readonly Mutation[] = sections.flatMap((section) => section.mutations);
