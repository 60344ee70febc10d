/** Lock files, apart from the manifests: most tasks read none, and need not load what parses them. */
import { readCargoLock, type CargoLock } from '../../manifest/lock/cargo-lock.ts';
import { readUvLock, type UvLock } from '../../manifest/lock/uv-lock.ts';
import type { Manifests } from './manifests.ts';
import { childPath } from './workspace-path.ts';

/** The Cargo.lock of a folder. Throws `toml-syntax` or `manifest-unreadable`. */
export function cargoLockOf(folder: string, manifests: Manifests): CargoLock | undefined {
  return manifests.parsed(childPath(folder, 'Cargo.lock'), readCargoLock);
}

/** The uv.lock of a folder. Throws as `cargoLockOf` does. */
export function uvLockOf(folder: string, manifests: Manifests): UvLock | undefined {
  return manifests.parsed(childPath(folder, 'uv.lock'), readUvLock);
}
