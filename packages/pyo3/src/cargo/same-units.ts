import type { CargoMessage } from './message.ts';

/** The units that cargo reports as compiled or fresh, by the part of a package. */
export type CompiledUnits = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Everything that messages report about each unit except whether it was fresh: features, profile
 * and files, whose names contain a digest of all inputs of a dependency's compilation; for a build
 * script, its output (Cargo reference, "External tools: JSON messages").
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
 * Whether one build consists of units of another, which contains those packages in no other
 * variant: then both builds have the same result.
 */
export function isPartOf(one: CompiledUnits, other: CompiledUnits): boolean {
  return [...one].every(([part, variants]) => {
    const known = other.get(part);
    return known?.size === variants.size && [...variants].every((variant) => known.has(variant));
  });
}
