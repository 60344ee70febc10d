import { execa } from 'execa';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { packageProblems, type PackedFile } from './package-problems.ts';
import { packedPage, pageProblems, repositoryOf } from './packed-page.ts';
import { manifestProblems, publishedManifest, type Manifest } from './published-manifest.ts';

const fromPackage = [
  'package.json',
  'executors.json',
  'generators.json',
  'migrations.json',
  'dist',
];
const pages = ['README.md', 'CHANGELOG.md'];
const fromRoot = [...pages, 'LICENSE'];

/**
 * Puts what is published into dist/pyo3, and its tarball beside it as dist/pyo3-<version>.tgz.
 *
 * @throws Error with one line for each thing that is wrong with the tarball; it is removed then.
 */
async function pack(root: string): Promise<void> {
  const target = join(root, 'dist');
  const staging = join(target, 'pyo3');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  stage(join(root, 'packages', 'pyo3'), staging, fromPackage);
  stage(root, staging, fromRoot);
  rewritePages(staging);
  const file = join(staging, 'package.json');
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(
    file,
    `${JSON.stringify(publishedManifest(manifest, process.env), undefined, 2)}\n`,
  );

  const args = ['pack', staging, '--pack-destination', target, '--json', '--ignore-scripts'];
  const { stdout } = await execa('npm', args, { cwd: target, stderr: 'inherit' });
  const { filename, files } = packResult(stdout);
  const staged = filesBelow(staging);
  const problems = [
    ...packageProblems(files, staged),
    ...pages.flatMap((page) =>
      pageProblems(
        page,
        readFileSync(join(staging, page), 'utf8'),
        files.map(({ path }) => path),
      ),
    ),
    ...manifestProblems(await packedManifest(target, filename)),
  ];
  if (problems.length > 0) {
    rmSync(join(target, filename));
    throw new Error(`${filename} must not be published:\n${problems.join('\n')}`);
  }
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  console.log(`dist/${filename}: ${files.length} files, ${Math.ceil(bytes / 1000)} kB unpacked`);
}

function rewritePages(staging: string): void {
  const packed = filesBelow(staging);
  for (const page of pages) {
    const file = join(staging, page);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, packedPage(text, packed, repositoryOf(process.env)));
  }
}

interface PackResult {
  readonly filename: string;
  readonly files: readonly PackedFile[];
}

function packResult(json: string): PackResult {
  const [result] = JSON.parse(json) as readonly PackResult[];
  if (!result) throw new Error(`npm pack printed no result: ${json}`);
  return result;
}

/** Read out of the tarball: it is what npm has made of the manifest that counts. */
async function packedManifest(folder: string, tarball: string): Promise<Manifest> {
  const args = ['-xOf', tarball, 'package/package.json'];
  const { stdout } = await execa('tar', args, { cwd: folder });
  return JSON.parse(stdout);
}

function stage(from: string, to: string, names: readonly string[]): void {
  for (const name of names) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

pack(join(import.meta.dirname, '..', '..')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
