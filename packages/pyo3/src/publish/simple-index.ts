/** What a package index has of a distribution, by its simple API (PEP 503 and PEP 691). */

/** The files of a distribution by name, with their SHA-256 where the index states it. */
export type IndexFiles = ReadonlyMap<string, string | undefined>;

export const simpleAccept =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1';

/** The page of a distribution below the root of an index. */
export function simplePage(root: string, normalizedName: string): string {
  return `${root.replace(/\/*$/, '/')}${normalizedName}/`;
}

/**
 * The files that a page of the simple API lists.
 *
 * @throws SyntaxError for JSON that is none.
 */
export function parseSimplePage(contentType: string, text: string): IndexFiles {
  return /json/i.test(contentType) ? filesInJson(text) : filesInHtml(text);
}

function filesInJson(text: string): IndexFiles {
  const page = JSON.parse(text) as {
    readonly files?: readonly {
      readonly filename?: string;
      readonly hashes?: { readonly sha256?: string };
    }[];
  };
  return new Map(
    (page.files ?? []).flatMap(({ filename, hashes }) =>
      filename === undefined ? [] : [[filename, hashes?.sha256] as const],
    ),
  );
}

/** PEP 503: the name is the last part of the link's address, which may end in `#sha256=<digest>`. */
function filesInHtml(text: string): IndexFiles {
  const links = text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return new Map(
    [...links].map(([, double, single]) => {
      const [path = '', fragment = ''] = (double ?? single ?? '').split('#');
      const name = path.split('?')[0]?.split('/').at(-1) ?? '';
      const digest = /^sha256=([0-9a-f]{64})$/i.exec(fragment)?.[1];
      return [decoded(name), digest?.toLowerCase()] as const;
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('&amp;', '&'));
  } catch {
    return name;
  }
}
