/** The parts of docs/pyo3-guide.md that are taken from what its commands make. */
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { guideFolder, guideSteps, makeGuideLibrary } from './guide.ts';

/**
 * A marker names a command by what it makes, `<!-- snippet: command Point -->`, or a file and where in
 * it to begin and end, `<!-- snippet: src/point.rs "struct Point" "fn __repr__" -->`: from the paragraph
 * that has the one text to the paragraph that has the other; a marker without texts is the whole file.
 */
const marker = /(<!-- snippet: (\S+?)((?: (?:"[^"\n]*"|\w+))*) -->)[^]*?(<!-- end of snippet -->)/g;

/**
 * @returns the page with its snippets made anew.
 * @throws Error for a marker that names nothing.
 */
export async function withSnippets(page: string): Promise<string> {
  const tree = createTreeWithEmptyWorkspace();
  await makeGuideLibrary(tree);
  return page.replaceAll(
    marker,
    (_whole, start: string, what: string, rest: string, end: string) => {
      const texts = [...rest.matchAll(/"([^"]*)"|(\w+)/g)].map(
        ([, text, word]) => text ?? word ?? '',
      );
      const snippet =
        what === 'command'
          ? ['sh', commands(texts)]
          : [languageOf(what), excerpt(tree.read(`${guideFolder}/${what}`, 'utf-8'), what, texts)];
      return [start, '', `\`\`\`${snippet[0]}`, snippet[1], '```', '', end].join('\n');
    },
  );
}

function commands(names: readonly string[]): string {
  return names
    .map((name) => {
      const found = guideSteps[name];
      if (found === undefined) throw new Error(`The guide has no command for ${name}.`);
      return found.title;
    })
    .join('\n');
}

function languageOf(file: string): string {
  if (file.endsWith('.toml')) return 'toml';
  return file.endsWith('.rs') ? 'rust' : 'python';
}

function excerpt(text: string | null, file: string, [first, last]: readonly string[]): string {
  if (text === null) throw new Error(`The guide's library has no file ${file}.`);
  if (first === undefined) return text.trimEnd();
  const paragraphs = text.trimEnd().split(/\n{2,}/);
  const from = paragraphs.findIndex((one) => one.includes(first));
  const to =
    last === undefined
      ? from
      : paragraphs.findIndex((one, index) => index >= from && one.includes(last));
  if (from === -1 || to === -1) throw new Error(`${file} has no ${first} … ${last ?? ''}.`);
  return withoutIndent(paragraphs.slice(from, to + 1).join('\n\n'));
}

/** A part of something begins at the left edge. */
function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const indents = lines
    .filter((line) => line !== '')
    .map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}
