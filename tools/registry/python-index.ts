import { createHash } from 'node:crypto';
import { startFaultyServer, type FaultyServer, type Protocol } from './faulty-server.ts';

/**
 * A package index in memory: the upload API (`/legacy/`), and the simple index (`/simple/`) as JSON
 * (PEP 691) or as HTML (PEP 503). Every password is accepted but `wrong`; a file cannot be replaced.
 */
export function startPythonIndex(form: 'json' | 'html' = 'json'): Promise<FaultyServer> {
  return startFaultyServer(pythonIndex(form));
}

/** The same without a server. */
export function pythonIndex(form: 'json' | 'html'): Protocol {
  const files = new Map<string, Buffer>();
  return {
    isUpload: ({ method }) => method === 'POST',
    store: ({ body, authorization }) => {
      const credentials = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
      if (/(^|:)(wrong)?$/.test(credentials)) {
        return { status: 403, body: `no access for ${credentials}` };
      }
      const { name, content } = uploadedFile(body);
      if (files.has(name)) return { status: 409, body: `${name} is there already` };
      files.set(name, content);
      return { status: 200, body: '', stored: name };
    },
    answer: (path, url) => {
      if (path.startsWith('/files/')) {
        const content = files.get(path.slice('/files/'.length));
        return content && { status: 200, type: 'application/octet-stream', body: content };
      }
      const [, name] = /^\/simple\/([^/]+)\/$/.exec(path) ?? [];
      const own = [...files].filter(([file]) => projectOf(file) === name);
      if (own.length === 0) return undefined;
      return form === 'json' ? asJson(name ?? '', own, url) : asHtml(own, url);
    },
  };
}

type Files = readonly (readonly [string, Buffer])[];

function asJson(name: string, files: Files, url: string) {
  const body = JSON.stringify({
    meta: { 'api-version': '1.1' },
    name,
    files: files.map(([filename, content]) => ({
      filename,
      url: `${url}/files/${filename}`,
      hashes: { sha256: digestOf(content) },
    })),
  });
  return { status: 200, type: 'application/vnd.pypi.simple.v1+json', body };
}

function asHtml(files: Files, url: string) {
  const links = files.map(
    ([file, content]) =>
      `<a href="${url}/files/${file}#sha256=${digestOf(content)}">${file}</a><br>`,
  );
  return {
    status: 200,
    type: 'text/html',
    body: `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`,
  };
}

function projectOf(file: string): string {
  const [name = ''] = file.split(/-\d/);
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The field `content` of a multipart form. */
function uploadedFile(body: Buffer): { readonly name: string; readonly content: Buffer } {
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  const start = body.indexOf('name="content"');
  const name = /filename="([^"]+)"/.exec(body.subarray(start, start + 300).toString())?.[1];
  const from = body.indexOf('\r\n\r\n', start) + 4;
  const to = body.indexOf(`\r\n${boundary.toString()}`, from);
  if (name === undefined || to === -1) throw new Error('the upload has no file');
  return { name, content: Buffer.from(body.subarray(from, to)) };
}
