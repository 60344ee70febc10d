import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port that no program listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Whether the address is answered before `seconds` are over. */
export async function isAnswered(url: string, seconds = 60): Promise<boolean> {
  for (let waited = 0; waited < seconds * 1000; waited += 200) {
    if (await answers(url)) return true;
    await sleep(200);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
