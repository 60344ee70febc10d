/** A wheel by its file name, and the sorted names of the files in it. */
export type Wheels = Readonly<Record<string, readonly string[]>>;

/**
 * `equal`, or how the wheels differ: in name (which has version and tags), or in the files that
 * they contain.
 */
export function compareWheels(own: Wheels, ours: Wheels): string {
  const names = [...new Set([...Object.keys(own), ...Object.keys(ours)])].sort();
  if (names.length === 0) return '–';
  const differences = names.flatMap((name) => {
    const [left, right] = [own[name], ours[name]];
    if (left === undefined) return [`only ours: ${name}`];
    if (right === undefined) return [`only own: ${name}`];
    const missing = left.filter((file) => !right.includes(file));
    const added = right.filter((file) => !left.includes(file));
    return [
      ...(missing.length > 0 ? [`${name} lacks ${missing.join(', ')}`] : []),
      ...(added.length > 0 ? [`${name} also has ${added.join(', ')}`] : []),
    ];
  });
  return differences.length === 0 ? `${names.length} equal` : differences.join('; ');
}
