/** Secrets in what a tool prints: a server may repeat what it was sent. */

/** Lines of a tool that tell GitHub to mask a secret. uv prints one for each token that it is given. */
const maskLine = /^::add-mask::(.*)\r?\n?/gm;

/**
 * The output without the secrets, and without the lines that name one: what Nx prints, it also stores.
 *
 * @param env the variables of the tool; the values of those that hold secrets are replaced.
 */
export function redacted(output: string, env: Readonly<Record<string, string>>): string {
  const minted = [...output.matchAll(maskLine)].map(([, token = '']) => token.trim());
  const stated = Object.entries(env)
    .filter(([name]) => /TOKEN|PASSWORD|SECRET/i.test(name))
    .map(([, value]) => value);
  const own = Object.values(env).flatMap(passwordIn);
  const plain = [...new Set([...minted, ...stated, ...own])].filter((text) => text.length > 3);
  const encoded = plain.flatMap((text) =>
    ['__token__', env['UV_PUBLISH_USERNAME'] ?? '', env['TWINE_USERNAME'] ?? ''].map((user) =>
      Buffer.from(`${user}:${text}`).toString('base64'),
    ),
  );
  return [...plain, ...encoded]
    .sort((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replaceAll(secret, '***'), output.replaceAll(maskLine, ''));
}

/** An address without user and password, to be shown. */
export function shownUrl(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
}

/** Whether an address contains a password. */
export function hasPassword(address: string): boolean {
  return passwordIn(address).length > 0;
}

function passwordIn(text: string): readonly string[] {
  const [, password = ''] = /^[a-z+]+:\/\/[^/@:]*:([^/@]+)@/i.exec(text) ?? [];
  return password === '' ? [] : [...new Set([password, decoded(password)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
