import { isCurrent, lookAt, traced, type Traced } from '../../files/trace.ts';

/**
 * `compute` with its results kept for as long as what they are of: it is called once for each object,
 * which nobody changes, unless what it looked at has changed: an object may outlive a look at the disk.
 */
export function rememberedPer<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, Traced<T>>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined && isCurrent(found)) {
      lookAt(found);
      return found.value;
    }
    const made = traced(() => compute(of));
    known.set(of, made);
    return made.value;
  };
}

/** What the values of maps were made from, where that is something. */
const tracesOf = new WeakMap<object, Map<unknown, Traced<unknown>>>();

/** The value of a key, made when it is not there yet. Who gets it has looked at what it was made from. */
export function getOrMake<K, T>(map: Map<K, T>, key: K, make: () => T): T {
  const known = map.get(key);
  const trace = tracesOf.get(map)?.get(key);
  if (known !== undefined && (trace === undefined || isCurrent(trace))) {
    if (trace !== undefined) lookAt(trace);
    return known;
  }
  const made = traced(make);
  map.set(key, made.value);
  if (made.sources.length > 0) {
    const traces = tracesOf.get(map) ?? new Map<unknown, Traced<unknown>>();
    tracesOf.set(map, traces.set(key, made));
  }
  return made.value;
}
