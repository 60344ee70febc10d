import type { CargoMessage } from './message.ts';

/** What cargo says that it has compiled or found fresh, by the part of a package. */
export type CompiledUnits = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Everything that messages tell of each unit but whether it was fresh: features, profile and files,
 * whose names hold a digest of all that a dependency was compiled with; of a build script what it
 * has printed (Cargo reference, "External tools: JSON messages").
 */
export function unitsOf(messages: readonly CargoMessage[]): CompiledUnits {
  const units = new Map<string, Set<string>>();
  for (const { fresh: _, ...message } of messages) {
    const { reason, package_id: id, target } = message;
    if (reason !== 'compiler-artifact' && reason !== 'build-script-executed') continue;
    const part = JSON.stringify([reason, id, target]);
    const known = units.get(part) ?? new Set();
    units.set(part, known.add(JSON.stringify(message)));
  }
  return units;
}

/**
 * Whether one build consists of units of another, which has those packages in no other variant: then
 * what both have made is the same.
 */
export function isPartOf(one: CompiledUnits, other: CompiledUnits): boolean {
  return [...one].every(([part, variants]) => {
    const known = other.get(part);
    return known?.size === variants.size && [...variants].every((variant) => known.has(variant));
  });
}
