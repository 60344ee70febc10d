import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { toolchain } from './toolchain.ts';

const script = `
import json, sys, tarfile, zipfile
path = sys.argv[1]
if path.endswith(".whl"):
    names = zipfile.ZipFile(path).namelist()
else:
    names = [member.name.split("/", 1)[1] for member in tarfile.open(path) if member.isfile()]
print(json.dumps(sorted(names)))
`;

/** Names of the files in a wheel, or in an sdist below its top folder; sorted. */
export async function namesIn(archive: string): Promise<readonly string[]> {
  const { stdout } = await execa(toolchain().python, ['-c', script, archive]);
  return JSON.parse(stdout) as string[];
}

/** The one file of a folder that ends in this way, as an absolute path. */
export async function onlyFile(folder: string, ending: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new Error(`${folder} has ${names.length} files *${ending}: ${names.join(', ')}`);
  }
  return join(folder, name);
}
