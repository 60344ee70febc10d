/**
 * `.env`, `.env.local`, `.local.env`, and these with the name of a target or a configuration. Samples
 * are for people: no target has such a name.
 */
export function isEnvFile(name: string): boolean {
  if (/^\.env\.(example|sample|template)$/.test(name)) return false;
  return /^\.env(\..+)?$/.test(name) || /^\..+\.env$/.test(name);
}
