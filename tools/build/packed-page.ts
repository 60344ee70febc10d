import { posix } from 'node:path';

/** `[text](target)` and `![text](target)`; no title, which these pages do not use. */
const link = /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g;

/** Where the files of the repository can be read on the web. */
export interface Repository {
  /** Without a `/` at the end, such as `https://github.com/owner/name`. */
  readonly address: string;
  /** The commit that is packed, or `HEAD`. */
  readonly revision: string;
}

/**
 * The repository of the GitHub workflow that packs; undefined on a developer's machine, where no
 * address is known.
 */
export function repositoryOf(
  variables: Readonly<Record<string, string | undefined>>,
): Repository | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, GITHUB_SHA: commit } = variables;
  if (!server || !name) return undefined;
  return { address: `${server}/${name}`, revision: commit || 'HEAD' };
}

/**
 * A Markdown page from the root of the repository as the package contains it. npm shows the page
 * away from its repository and the package has no docs folder, so relative links become absolute.
 * Without an address, links to files that are not packed become plain text, and their pictures go.
 *
 * @param packed the files of the package.
 */
export function packedPage(
  page: string,
  packed: readonly string[],
  repository: Repository | undefined,
): string {
  const text = page.replaceAll(link, (whole, mark: string, label: string, target: string) => {
    if (!isRelative(target)) return whole;
    if (repository) return `${mark}[${label}](${absolute(target, mark === '!', repository)})`;
    if (packed.includes(fileOf(target))) return whole;
    return mark === '!' ? '' : label;
  });
  return text.replaceAll(/\n{3,}/g, '\n\n');
}

/** One sentence for each link of a packed page that leads to a file outside the package. */
export function pageProblems(
  file: string,
  page: string,
  packed: readonly string[],
): readonly string[] {
  return [...page.matchAll(link)]
    .map(([, , , target = '']) => target)
    .filter((target) => isRelative(target) && !packed.includes(fileOf(target)))
    .map((target) => `${file} links to ${target}, which is not in the package`);
}

/** Neither an address with a scheme nor a place on the same page. */
function isRelative(target: string): boolean {
  return !/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(target);
}

function fileOf(target: string): string {
  return posix.normalize(target.replace(/#.*$/, ''));
}

/** `blob` shows a page, `raw` is the picture itself. */
function absolute(target: string, isPicture: boolean, { address, revision }: Repository): string {
  return `${address}/${isPicture ? 'raw' : 'blob'}/${revision}/${posix.normalize(target)}`;
}
