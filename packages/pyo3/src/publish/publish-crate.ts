import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cargoMembers,
  cargoPackage,
  cargoPublish,
  cargoPublishDryRun,
  type CratePublishRun,
} from '../commands/publish.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { publishingSecrets, withoutRegistryTokens } from '../environment/secret-variables.ts';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { cargoRegistry, type CargoRegistry } from './cargo-registry.ts';
import { archiveDifferences } from './crate-archive.ts';
import { uploadFailed } from './explain-refusal.ts';
import { lookUp } from './look-up.ts';
import { openIndex, type OpenIndex } from './open-index.ts';
import { redacted } from './redact.ts';
import { archiveUrl, type IndexedCrate } from './sparse-index.ts';
import { unpublishedMembers, type Member } from './workspace-members.ts';

export interface CrateRelease {
  readonly crate: Crate;
  readonly version: string;
  /** `package.publish` where it is a list. */
  readonly allowed: readonly string[] | undefined;
  readonly manifests: Manifests;
  readonly options: ReleasePublishExecutorOptions;
  readonly isDryRun: boolean;
}

/**
 * Packs, verifies and uploads a crate that its registry does not have. What is compiled for the
 * verification never sees the token: cargo passes its variables on to build scripts.
 *
 * @throws Pyo3Error `index-differs`, `index-unreachable`, `publish-failed`, `publish-refused`,
 * `option-invalid`.
 */
export async function publishCrate(session: TaskSession, release: CrateRelease): Promise<boolean> {
  const { crate, version, allowed, options, isDryRun, manifests } = release;
  const { task, project, env, workspaceRoot } = session;
  const { reader } = manifests;
  const asked = options.registry ?? options.cargoRegistry;
  const registry = cargoRegistry({ task, asked, allowed, folder: project.root, reader, env });
  requireAllowed(crate, registry, allowed);
  const what = `${crate.name} ${version}`;
  const index = await openIndex(registry, env);
  const indexed = await index?.find(crate.name, version);
  const run: CratePublishRun = {
    ...(await session.cargo('check')),
    crate,
    projectRoot: project.root,
    registry,
    isLocked: existsSync(join(workspaceRoot, crate.cargoRoot, 'Cargo.lock')),
    args: session.args,
  };
  // An index that can only be read with a token needs it for the dependencies, too.
  const unprivileged = index?.config.authRequired
    ? run
    : { ...run, env: withoutRegistryTokens(run.env) };
  if (index !== undefined && indexed !== undefined) {
    await requireSameCrate(session, unprivileged, release, { registry, index, indexed });
    session.say(`skip ${crate.name}-${version}.crate  (there already, with the same sources)`);
    session.say(`${what} is on ${registry.label} already.`);
    return true;
  }
  const verify = options.verify ?? true;
  if (isDryRun) {
    const others = index === undefined ? [] : await othersFor(session, unprivileged, index);
    if (!(await succeeds(session, cargoPublishDryRun({ ...unprivileged, others, verify }))))
      return false;
    session.say(`would upload ${crate.name}-${version}.crate`);
    session.say(`${what}: 1 file would be uploaded to ${registry.label}`);
    return true;
  }
  if (verify && !(await succeeds(session, cargoPackage({ ...unprivileged, verify })))) return false;
  return upload(session, run, registry, what);
}

async function upload(
  session: TaskSession,
  run: CratePublishRun,
  registry: CargoRegistry,
  what: string,
): Promise<boolean> {
  const env = { ...run.env, ...publishingSecrets(session.env, 'cargo'), CARGO_TERM_COLOR: 'never' };
  session.say(`upload ${what.replace(' ', '-')}.crate`);
  const command = cargoPublish({ ...run, env });
  const { exitCode, stdout, stderr } = await session.run(command, { show: 'never', isData: true });
  const output = redacted(`${stdout}${stderr}`, env).trim();
  if (exitCode === 0) {
    session.detail(output);
    session.say(`${what}: 1 file uploaded to ${registry.label}`);
    return true;
  }
  // Only an index in a git repository was not asked before.
  if (registry.sparse === undefined && /already (exists|uploaded)/i.test(output)) {
    session.say(`${what} is on ${registry.label} already; its bytes were not compared.`);
    return true;
  }
  session.say(output);
  throw uploadFailed({ what, label: registry.label, credentials: registry.tokenVariable, output });
}

/** Packages of the workspace that have to be packed together with the crate, since no registry has them. */
async function othersFor(
  session: TaskSession,
  run: CratePublishRun,
  index: OpenIndex,
): Promise<readonly string[]> {
  const { exitCode, stdout } = await session.run(cargoMembers(run), {
    show: 'never',
    isData: true,
  });
  if (exitCode !== 0) return [];
  const { packages } = JSON.parse(stdout) as { readonly packages: readonly Member[] };
  return unpublishedMembers(
    run.crate.name,
    packages,
    async ({ name, version }) => (await index.find(name, version)) !== undefined,
  );
}

/**
 * The archive of these sources against the one that was published. At another commit, two files differ
 * that cargo writes by itself; all others have to be equal.
 */
async function requireSameCrate(
  session: TaskSession,
  run: CratePublishRun,
  { crate, version }: CrateRelease,
  {
    registry,
    index,
    indexed,
  }: {
    readonly registry: CargoRegistry;
    readonly index: OpenIndex;
    readonly indexed: IndexedCrate;
  },
): Promise<void> {
  const targetFolder = mkdtempSync(join(tmpdir(), 'nx-pyo3-package-'));
  try {
    const command = cargoPackage({ ...run, verify: false, allowDirty: true, targetFolder });
    if (!(await succeeds(session, command, { show: 'on failure' }))) {
      throw uploadFailed({
        what: `${crate.name} ${version}`,
        label: registry.label,
        credentials: '',
        output: '',
      });
    }
    const local = readFileSync(join(targetFolder, 'package', `${crate.name}-${version}.crate`));
    if (digestOf(local) === indexed.cksum) return;
    const { dl } = index.config;
    const { authorization } = index;
    const page = await lookUp(archiveUrl(dl, crate.name, version, indexed.cksum), {
      ...(authorization === undefined ? {} : { authorization }),
    });
    const differences = page === undefined ? [] : archiveDifferences(local, page.body);
    if (page !== undefined && differences.length === 0) return;
    throw differs(crate, version, registry, differences);
  } finally {
    rmSync(targetFolder, { recursive: true, force: true });
  }
}

function differs(
  { name }: Crate,
  version: string,
  { label }: CargoRegistry,
  files: readonly string[],
): Pyo3Error {
  const shown = files.slice(0, 8).join(', ');
  return new Pyo3Error({
    code: 'index-differs',
    message: `${label} has other sources for ${name} ${version}${shown === '' ? '' : ` (${shown})`}. Nothing was uploaded.`,
    hint: `Release another version of it, or publish only what was released: nx release publish --projects <names>.`,
  });
}

function requireAllowed(
  { name, manifestPath }: Crate,
  registry: CargoRegistry,
  allowed: readonly string[] | undefined,
): void {
  const own = registry.name ?? (registry.address === undefined ? 'crates-io' : undefined);
  if (allowed === undefined || (own !== undefined && allowed.includes(own))) return;
  throw new Pyo3Error({
    code: 'publish-refused',
    message: `${name} must not be published to ${registry.label}: its \`publish\` allows ${allowed.join(', ')}.`,
    location: { file: manifestPath },
    hint: 'Set `cargoRegistry` of the target to one of these, or add the registry to `publish` in Cargo.toml.',
  });
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
