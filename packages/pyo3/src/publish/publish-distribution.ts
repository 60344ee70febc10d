import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { twineCheck, twineUpload, uvPublish } from '../commands/publish.ts';
import { Pyo3Error, isPyo3Error } from '../diagnostics/pyo3-error.ts';
import { publishingSecrets } from '../environment/secret-variables.ts';
import type { ReleasePublishExecutorOptions } from '../executors/release-publish/options.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { Distribution } from '../project/folder/pyo3-project.ts';
import { pythonForm } from '../release/versions/two-worlds.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { uploadFailed } from './explain-refusal.ts';
import { basicAuthorization, lookUp } from './look-up.ts';
import { checkUrlFor, packageIndex, type PackageIndex } from './package-index.ts';
import { redacted } from './redact.ts';
import {
  artifactVersions,
  findArtifacts,
  type Artifact,
  type ArtifactFolders,
} from './release-artifacts.ts';
import { listed, requireComplete, requireSame, type ArtifactState } from './require-complete.ts';
import { parseSimplePage, simpleAccept, simplePage, type IndexFiles } from './simple-index.ts';

export interface DistributionRelease {
  readonly distribution: Distribution;
  /** Absent where a tool takes it from git tags. */
  readonly version?: string;
  readonly folders: ArtifactFolders;
  readonly manifests: Manifests;
  readonly options: ReleasePublishExecutorOptions;
  readonly isDryRun: boolean;
}

/**
 * Uploads the artifacts of one version that the index does not have.
 *
 * @throws Pyo3Error `artifact-missing`, `artifact-unexpected`, `index-differs`, `index-unreachable`,
 * `publish-failed`, `option-invalid`.
 */
export async function publishDistribution(
  session: TaskSession,
  release: DistributionRelease,
): Promise<boolean> {
  const { distribution, folders, manifests, options, isDryRun } = release;
  const index = packageIndex(session.task, session.project.root, options, session.env, manifests);
  const version = pythonForm(release.version ?? '') ?? builtVersion(session, release);
  const what = `${distribution.name} ${version}`;
  const report = findArtifacts(distribution.normalizedName, version, folders, session.reader.list);
  const known = await filesOn(index, distribution.normalizedName, options.tool === 'twine');
  if (report.artifacts.length === 0 && isComplete(distribution, version, folders, known)) {
    session.say(`${what} is on ${index.label} already.`);
    return true;
  }
  requireComplete(what, report, options.partial ?? false);
  for (const path of report.apart)
    session.say(`not published: ${path}, which is no wheel of the matrix`);
  const states = report.artifacts.map((artifact) => stateOf(session, artifact, known));
  requireSame(what, index, states);
  const wanted = states.filter(({ state }) => state === 'new').map(({ artifact }) => artifact);
  for (const { artifact, state } of states) {
    const verb = state !== 'new' ? 'skip' : isDryRun ? 'would upload' : 'upload';
    const why =
      state === 'same'
        ? '  (there already, with the same SHA-256)'
        : state === 'unhashed'
          ? '  (there already; the index states no SHA-256)'
          : '';
    session.say(`${verb} ${artifact.path}${why}`);
  }
  if (wanted.length === 0) {
    session.say(`${what} is on ${index.label} already.`);
    return true;
  }
  await upload(session, release, index, what, wanted);
  const count = wanted.length === 1 ? '1 file' : `${String(wanted.length)} files`;
  session.say(
    isDryRun
      ? `${what}: ${count} would be uploaded to ${index.label}`
      : `${what}: ${count} uploaded to ${index.label}`,
  );
  return true;
}

/** @throws Pyo3Error `publish-failed` with the words of the tool above it. */
async function upload(
  session: TaskSession,
  { options, isDryRun }: DistributionRelease,
  index: PackageIndex,
  what: string,
  artifacts: readonly Artifact[],
): Promise<void> {
  const tool = options.tool ?? 'uv';
  const run = await session.tool(tool);
  const files = artifacts.map(({ path }) => join(session.workspaceRoot, path));
  const env = {
    ...run.env,
    NO_COLOR: '1',
    COLUMNS: '200',
    ...publishingSecrets(session.env, tool),
  };
  const { publishUrl } = index;
  const checkUrl = checkUrlFor(index);
  const own = { ...run, env, publishUrl, checkUrl, files, args: session.args };
  // uv uploads the attestations that lie beside the files.
  const attested = files.flatMap((file) =>
    [file, `${file}.publish.attestation`].filter(existsSync),
  );
  const { trustedPublishing } = options;
  const command =
    tool === 'uv'
      ? uvPublish({
          ...own,
          files: attested,
          isDryRun,
          ...(trustedPublishing === undefined ? {} : { trustedPublishing }),
        })
      : isDryRun
        ? twineCheck({ ...own, env: run.env })
        : twineUpload(own);
  const { exitCode, stdout, stderr } = await session.run(command, { show: 'never', isData: true });
  const output = redacted(`${stdout}${stderr}`, command.env).trim();
  if (exitCode === 0) {
    session.detail(output);
    return;
  }
  session.say(output);
  const credentials =
    tool === 'uv'
      ? 'UV_PUBLISH_TOKEN, or UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD'
      : 'TWINE_USERNAME and TWINE_PASSWORD';
  throw uploadFailed({ what, label: index.label, credentials, output });
}

/**
 * What the index has. `undefined` where it could not be asked: uv then asks with the credentials that it
 * finds by itself (netrc, keyring).
 */
async function filesOn(
  { checkUrl, credentials }: PackageIndex,
  name: string,
  isRequired: boolean,
): Promise<IndexFiles | undefined> {
  try {
    const page = await lookUp(simplePage(checkUrl, name), {
      accept: simpleAccept,
      ...(credentials === undefined
        ? {}
        : { authorization: basicAuthorization(credentials.user, credentials.password) }),
    });
    return page === undefined ? new Map() : parseSimplePage(page.contentType, page.text);
  } catch (error) {
    if (isRequired || !isPyo3Error(error)) throw error;
    return undefined;
  }
}

function stateOf(
  { workspaceRoot }: TaskSession,
  artifact: Artifact,
  known: IndexFiles | undefined,
): ArtifactState {
  const content = readFileSync(join(workspaceRoot, artifact.path));
  const digest = createHash('sha256').update(content).digest('hex');
  if (known === undefined || !known.has(artifact.file)) return { artifact, digest, state: 'new' };
  const onIndex = known.get(artifact.file);
  if (onIndex === undefined) return { artifact, digest, state: 'unhashed' };
  return { artifact, digest, onIndex, state: onIndex === digest ? 'same' : 'different' };
}

/** Whether the index has all that a version consists of, as far as names tell. */
function isComplete(
  { normalizedName }: Distribution,
  version: string,
  folders: ArtifactFolders,
  known: IndexFiles | undefined,
): boolean {
  if (known === undefined || known.size === 0) return false;
  const flat = { build: '.', sdist: '.', wheels: [], needsSdist: folders.needsSdist };
  const { artifacts, missing } = findArtifacts(normalizedName, version, flat, () => [
    ...known.keys(),
  ]);
  const wheels = artifacts.filter(({ kind }) => kind === 'wheel').length;
  return missing.length === 0 && wheels >= Math.max(1, folders.wheels.length);
}

/** The version of what was built, for a project whose manifests state none. */
function builtVersion(
  session: TaskSession,
  { distribution, folders }: DistributionRelease,
): string {
  const { normalizedName, name } = distribution;
  const versions = artifactVersions(normalizedName, folders, session.reader.list);
  const [version] = versions;
  if (version !== undefined && versions.length === 1) return version;
  throw new Pyo3Error({
    code: version === undefined ? 'artifact-missing' : 'artifact-unexpected',
    message:
      version === undefined
        ? `${name} cannot be published: there are no artifacts in ${folders.build}.`
        : `${name} cannot be published: there are artifacts of ${listed(versions)}, and git tags decide which version is released.`,
    hint: 'Build the released version with `nx run-many -t build sdist`, and remove what is left of others.',
  });
}
