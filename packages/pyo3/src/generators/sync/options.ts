// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Synchronizes the members of cargo and uv workspaces, uv's sources and cache-keys, and the
 * versions that projects require of each other with the repository. `nx sync` runs it; `nx
 * sync:check` reports whether it would change anything.
 */
export interface SyncGeneratorOptions {}
