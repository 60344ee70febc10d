import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'packages/pyo3/src');
const integration = join(root, 'packages/pyo3/integration');
const page = (path: string) => readFileSync(join(root, path), 'utf8');

describe('docs/architecture.md', () => {
  const text = page('docs/architecture.md');
  const rooms = readdirSync(source, { withFileTypes: true }).filter((one) => one.isDirectory());
  const named = [...text.matchAll(/`([a-z][\w-]*(?:\/[\w-]+)+\.(?:ts|py))`/g)].map(
    ([, path]) => path,
  );

  it.each(rooms.map(({ name }) => name))('shows the room %s', (name) => {
    expect(text).toMatch(new RegExp(`\\b${name}/`));
  });

  it.each([...new Set(named)])('names a file that exists: %s', (path = '') => {
    const places = [source, join(root, 'packages/pyo3')];
    expect(places.some((folder) => existsSync(join(folder, path)))).toBe(true);
  });

  it('is compared with what is there', () => {
    expect(named.length).toBeGreaterThan(20);
  });
});

describe('integration/README.md', () => {
  const text = page('packages/pyo3/integration/README.md');
  const suites = readdirSync(integration, { recursive: true, withFileTypes: true })
    .filter((one) => one.name.endsWith('.it.ts'))
    .map((one) => join(one.parentPath, one.name).slice(integration.length + 1));

  it.each(suites.map((path) => path.replaceAll('\\', '/')))('has a line for %s', (path) => {
    const [folder = ''] = path.split('/');
    const names = [`\`${path}\``, `\`${path.replace('.it.ts', '')}\``, `\`${folder}/\``];
    expect(names.some((name) => text.includes(name))).toBe(true);
  });
});
