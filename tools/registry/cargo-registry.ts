import { createHash } from 'node:crypto';
import { startFaultyServer, type FaultyServer } from './faulty-server.ts';

interface Dependency {
  readonly name: string;
  readonly version_req: string;
  readonly explicit_name_in_toml?: string;
}

/**
 * A cargo registry in memory: a sparse index, downloads, and the part of the web API that publishes
 * (Cargo reference, "Registry Index" and "Registry Web API"). Every token is accepted but `wrong`.
 */
export async function startCargoRegistry(): Promise<FaultyServer> {
  const index = new Map<string, string[]>();
  const archives = new Map<string, Buffer>();
  return startFaultyServer({
    isUpload: ({ method }) => method === 'PUT',
    store: ({ body, authorization }) => {
      if (authorization === '' || authorization === 'wrong') {
        return refusal(403, `the token ${authorization} is not valid`);
      }
      const length = body.readUInt32LE(0);
      const metadata = JSON.parse(body.subarray(4, 4 + length).toString()) as {
        readonly name: string;
        readonly vers: string;
        readonly deps: readonly Dependency[];
        readonly features: object;
      };
      const { name, vers, deps, features } = metadata;
      const archive = body.subarray(8 + length);
      const file = `${name}-${vers}.crate`;
      if (archives.has(file)) return refusal(400, `crate version \`${vers}\` is already uploaded`);
      archives.set(file, archive);
      const cksum = createHash('sha256').update(archive).digest('hex');
      const line = { name, vers, deps: deps.map(inIndex), features, cksum, yanked: false, v: 2 };
      index.set(name, [...(index.get(name) ?? []), JSON.stringify(line)]);
      return {
        status: 200,
        body: '{"warnings":{"invalid_categories":[],"invalid_badges":[],"other":[]}}',
        stored: file,
      };
    },
    answer: (path, url) => {
      if (path === '/index/config.json') {
        return {
          status: 200,
          body: JSON.stringify({ dl: `${url}/dl/{crate}-{version}.crate`, api: url }),
        };
      }
      const archive = archives.get(path.replace('/dl/', ''));
      if (archive !== undefined) return { status: 200, body: archive };
      const lines = index.get(path.split('/').at(-1) ?? '');
      return lines === undefined ? undefined : { status: 200, body: `${lines.join('\n')}\n` };
    },
  });
}

function inIndex({ version_req, explicit_name_in_toml, ...rest }: Dependency) {
  const { name } = rest;
  return explicit_name_in_toml === undefined
    ? { ...rest, req: version_req }
    : { ...rest, name: explicit_name_in_toml, package: name, req: version_req };
}

function refusal(status: number, detail: string) {
  return { status, body: JSON.stringify({ errors: [{ detail }] }) };
}
