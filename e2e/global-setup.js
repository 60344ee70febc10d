import { tsImport } from 'tsx/esm/api';

/** Jest loads this file without its own transform, so TypeScript needs tsx. */
export default async function globalSetup() {
  // Nx sets it for its tasks; the tools under test would colour what the tests read.
  delete process.env.FORCE_COLOR;
  const { prepare } = await tsImport('./src/preparation.ts', import.meta.url);
  globalThis.pyo3TearDown = await prepare();
}
