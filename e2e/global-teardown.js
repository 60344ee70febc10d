export default async function globalTeardown() {
  await globalThis.pyo3TearDown?.();
}
