// What Node itself needs for the files of a repository, with nothing made of them: to ask for the
// times of all files and folders (which a kept graph costs at least), to list the folders and read
// manifests and Python files, and to parse the manifests (which a new graph costs on top).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parse } from '@iarna/toml';

const folders = ['.'];
const files = [];
const manifests = [];
const lap = clock();
for (const folder of folders) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) folders.push(path);
    else if (/(Cargo|pyproject)\.toml$|\.(py|lock)$/.test(entry.name)) files.push(path);
  }
}
const texts = files.map((file) => [file, readFileSync(file, 'utf8')]);
const read = lap();
for (const path of [...folders, ...files]) statSync(path, { throwIfNoEntry: false });
const stat = lap();
for (const [file, text] of texts) if (file.endsWith('.toml')) manifests.push(parse(text));
const parsed = lap();
console.log(JSON.stringify({ stat, read: read + stat, parsed: read + stat + parsed }));

function clock() {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
}
