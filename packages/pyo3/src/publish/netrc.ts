/** Passwords by host, in the file that curl, pip and uv read (`NETRC`, `~/.netrc`). */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface HostCredentials {
  readonly user: string;
  readonly password: string;
}

/** `undefined` where there is no file, or no entry for the host. */
export function netrcCredentials(
  host: string,
  env: Readonly<Record<string, string | undefined>>,
): HostCredentials | undefined {
  const file = env['NETRC'];
  const files =
    file === undefined ? ['.netrc', '_netrc'].map((name) => join(homedir(), name)) : [file];
  const text = files.map(textOf).find((one) => one !== undefined);
  return text === undefined ? undefined : credentialsIn(text, host);
}

/** The entry of the host. One named `default` does not count: a repository names hosts of its own. */
function credentialsIn(netrc: string, host: string): HostCredentials | undefined {
  const words = netrc
    .split('\n')
    // A comment begins a line; `#` may be part of a password.
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');
  const entries: { host: string; login?: string; password?: string }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word, value = ''] = words.slice(at, at + 2);
    const entry = entries.at(-1);
    if (word === 'default') entries.push({ host: '' });
    else if (word === 'macdef') break;
    else {
      if (word === 'machine') entries.push({ host: value });
      else if (word === 'login' && entry !== undefined) entry.login = value;
      else if (word === 'password' && entry !== undefined) entry.password = value;
      at += 1;
    }
  }
  const found = entries.find((one) => one.host === host);
  if (found?.password === undefined) return undefined;
  return { user: found.login ?? '', password: found.password };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
