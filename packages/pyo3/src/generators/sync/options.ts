// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Keeps the members of cargo and uv workspaces, uv's sources and cache-keys, and the versions
 * that projects of the repository require of each other in step with the repository. `nx sync`
 * runs it, `nx sync:check` tells whether it would change anything.
 */
export interface SyncGeneratorOptions {}
