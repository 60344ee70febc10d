/**
 * Data as a table in which each distinct part stands once. What Nx is told of a thousand projects
 * says the same thousands of times: packed it is a tenth as long, and read back as much sooner.
 */

/** What JSON can hold. */
export interface Packed {
  /** Names of the fields of objects; one entry for each set of names that occurs. */
  readonly shapes: readonly (readonly string[])[];
  /**
   * Each part after those that it is made of: a scalar as it is, an array as `[-1, …places of its
   * items]`, an object as `[place of its shape, …places of its values]`.
   */
  readonly parts: readonly (Scalar | readonly number[])[];
  /** Place of the whole. */
  readonly whole: number;
}

type Scalar = string | number | boolean | null;

/** Packs what `JSON.stringify` would write. */
export function pack(whole: unknown): Packed {
  return packer().pack(whole);
}

export interface Packer {
  /**
   * Packs into the table of what was packed before, so that what is the same costs nothing: nobody
   * changes an object that was packed. The table grows, and those that were returned before with it.
   */
  readonly pack: (whole: unknown) => Packed;
  /** The JSON of what was returned last. */
  readonly json: () => string;
}

/** How deep objects are known again by their identity: down to a project and an edge of the graph. */
const knownDepth = 5;

/** From this length on, lists are known again at every depth: the dependencies of a project. */
const longList = 32;

/** A table with more parts that nobody needs any more than that is made anew. */
const mostUnused = 20_000;

export function packer(): Packer {
  let table = newTable();
  let partsAtStart = 0;
  let last: Packed = table.pack(null);
  return {
    pack: (whole) => {
      if (table.size() > 2 * partsAtStart + mostUnused) {
        table = newTable();
        partsAtStart = 0;
      }
      last = table.pack(whole);
      partsAtStart ||= table.size();
      return last;
    },
    json: () => table.json(last),
  };
}

function newTable() {
  const shapes: (readonly string[])[] = [];
  const parts: (Scalar | readonly number[])[] = [];
  const placeOfObject = new WeakMap<object, number>();
  let partsText = '';
  let partsInText = 0;
  const shapeOf = new Map<string, number>();
  const placeOf = new Map<Scalar, number>();
  const placeOfList = new Map<string, number>();
  const placeOfScalar = (value: Scalar): number => {
    const known = placeOf.get(value);
    if (known !== undefined) return known;
    placeOf.set(value, parts.length);
    return parts.push(value) - 1;
  };
  const placeOfNumbers = (numbers: readonly number[]): number => {
    const key = numbers.join();
    const known = placeOfList.get(key);
    if (known !== undefined) return known;
    placeOfList.set(key, parts.length);
    return parts.push(numbers) - 1;
  };
  const shapeFor = (names: readonly string[]): number => {
    const key = names.join();
    const known = shapeOf.get(key);
    if (known !== undefined && isSame(names, shapes[known] ?? [])) return known;
    shapeOf.set(key, shapes.length);
    return shapes.push(names) - 1;
  };
  const numbersOf = (value: object, depth: number): readonly number[] => {
    const numbers = [-1];
    if (Array.isArray(value)) {
      for (const item of value) numbers.push(place(item, depth + 1));
      return numbers;
    }
    const names: string[] = [];
    for (const name in value) {
      const part = (value as Record<string, unknown>)[name];
      if (part === undefined) continue;
      names.push(name);
      numbers.push(place(part, depth + 1));
    }
    numbers[0] = shapeFor(names);
    return numbers;
  };
  const place = (value: unknown, depth: number): number => {
    if (typeof value !== 'object' || value === null)
      return placeOfScalar((value ?? null) as Scalar);
    const isLong = Array.isArray(value) && value.length >= longList;
    if (depth > knownDepth && !isLong) return placeOfNumbers(numbersOf(value, depth));
    const known = placeOfObject.get(value) ?? placeOfNumbers(numbersOf(value, depth));
    placeOfObject.set(value, known);
    return known;
  };
  return {
    pack: (value: unknown): Packed => ({ shapes, parts, whole: place(value, 0) }),
    size: () => parts.length,
    json: ({ whole }: Packed): string => {
      if (partsInText < parts.length) {
        const added = JSON.stringify(parts.slice(partsInText)).slice(1, -1);
        partsText += partsInText === 0 ? added : `,${added}`;
        partsInText = parts.length;
      }
      const start = `{"shapes":${JSON.stringify(shapes)},"parts":[`;
      return `${start}${partsText}],"whole":${String(whole)}}`;
    },
  };
}

/** A name may have the comma that a key is made with. */
function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, at) => name === others[at]);
}

/** The data anew: no two places of it share an array or an object. */
export function unpack({ shapes, parts, whole }: Packed): unknown {
  // Written for speed: this is most of what an unchanged repository costs.
  const valueAt = (place: number): unknown => {
    const part = parts[place];
    if (typeof part !== 'object' || part === null) return part;
    const names = shapes[part[0] ?? -1];
    if (names === undefined) {
      const list = new Array<unknown>(part.length - 1);
      for (let at = 1; at < part.length; at += 1) list[at - 1] = valueAt(part[at] ?? -1);
      return list;
    }
    const table: Record<string, unknown> = {};
    for (let at = 1; at < part.length; at += 1) {
      const name = names[at - 1] ?? '';
      if (name === '__proto__')
        Object.defineProperty(table, name, fieldOf(valueAt(part[at] ?? -1)));
      else table[name] = valueAt(part[at] ?? -1);
    }
    return table;
  };
  return valueAt(whole);
}

/** Of a name to which nothing can be assigned. */
function fieldOf(value: unknown): PropertyDescriptor {
  return { value, configurable: true, enumerable: true, writable: true };
}
