import type { OptionSchema } from './schema-options.ts';

export interface TypeMistake {
  /** Continues "The option `features` of mylib:compile is …". */
  readonly what: string;
  readonly hint: string;
}

/**
 * Whether a value has the type that the schema demands, which Nx leaves to us: in a batch it would
 * end all tasks of the batch, and say neither which task nor why. `undefined` when it has.
 */
export function typeMistake(
  name: string,
  value: unknown,
  { type, enum: own, items }: OptionSchema,
): TypeMistake | undefined {
  if (!hasType(value, type)) {
    const { what, example } = words[type];
    return {
      // The variables may be secrets.
      what: type === 'object' ? what : `${JSON.stringify(value)}, which is ${what}`,
      hint: `Write ${example(name, value)}.`,
    };
  }
  const choices = own ?? items?.enum;
  const wrong = [value].flat().find((item) => choices?.includes(item as string) === false);
  if (choices === undefined || wrong === undefined) return undefined;
  return {
    what: `${JSON.stringify(wrong)}, which is not a choice of it`,
    hint: `Choose one of ${choices.join(', ')}.`,
  };
}

function hasType(value: unknown, type: OptionSchema['type']): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const words: Readonly<
  Record<
    OptionSchema['type'],
    { readonly what: string; readonly example: (name: string, value: unknown) => string }
  >
> = {
  string: {
    what: 'no text',
    example: (name, value) =>
      typeof value === 'number'
        ? `it in quotes: "${name}": "${String(value)}"`
        : 'a text in quotes',
  },
  boolean: { what: 'neither true nor false', example: (name) => `"${name}": true, without quotes` },
  array: {
    what: 'no list of texts',
    example: (name, value) => `"${name}": ${JSON.stringify(textsOf(value) ?? ['a', 'b'])}`,
  },
  object: {
    what: 'no object',
    example: (name) => `"${name}": { "RUST_LOG": "debug" }`,
  },
};

/** What was probably meant. */
function textsOf(value: unknown): readonly string[] | undefined {
  const items: readonly unknown[] = [value].flat();
  const plain = items.filter((item) => typeof item === 'string' || typeof item === 'number');
  return plain.length === items.length ? plain.map(String) : undefined;
}
