import { format, type Options } from 'prettier';
import { membersOf, type Schema } from './schema.ts';

const header = '// Generated from schema.json by `npm run generate`; do not edit.';
const commentWidth = 92;

/** The text of `options.ts`: one interface for the options as a user writes them. */
export async function optionsSource(
  schema: Schema,
  interfaceName: string,
  style: Options,
): Promise<string> {
  const comment = schema.description ? jsdoc([schema.description]) : '';
  const declaration = `export interface ${interfaceName} ${membersOf(schema, describe)}`;
  return format(`${header}\n\n${comment}${declaration}\n`, { ...style, parser: 'typescript' });
}

function describe(property: Schema): string {
  const parts = property.description === undefined ? [] : [property.description];
  if (property.default !== undefined)
    parts.push(`Default: \`${JSON.stringify(property.default)}\`.`);
  const deprecated = property['x-deprecated'];
  if (deprecated) parts.push(`@deprecated ${deprecated === true ? '' : deprecated}`.trim());
  return parts.length === 0 ? '' : jsdoc(parts);
}

function jsdoc(parts: readonly string[]): string {
  const text = parts.map((part) => part.replaceAll('*/', '*\\/'));
  const line = text.join(' ');
  if (line.length <= commentWidth && !line.includes('@') && !line.includes('\n')) {
    return `/** ${line} */\n`;
  }
  const lines = text.flatMap((part, index) => [...(index > 0 ? [''] : []), ...wrap(part)]);
  return `/**\n${lines.map((each) => ` * ${each}`.trimEnd()).join('\n')}\n */\n`;
}

function wrap(text: string): readonly string[] {
  return text.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > commentWidth) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
