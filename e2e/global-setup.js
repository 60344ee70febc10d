import { tsImport } from 'tsx/esm/api';

/** Jest loads this file without its own transform, so TypeScript needs tsx. */
export default async function globalSetup() {
  const { prepare } = await tsImport('./src/preparation.ts', import.meta.url);
  globalThis.pyo3TearDown = await prepare();
}
