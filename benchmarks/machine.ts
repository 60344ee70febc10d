import { execa } from 'execa';
import { cpus, release, type } from 'node:os';

/** What a figure depends on. */
export async function describeMachine(): Promise<string> {
  const [{ model = '' } = {}, ...others] = cpus();
  const { stdout: cargo } = await execa('cargo', ['--version']);
  const cores = `${String(others.length + 1)} cores`;
  return `${cores} (${model.trim()}), ${type()} ${release().split('-')[0] ?? ''}, Node ${process.versions.node}, ${cargo.split(' (')[0] ?? ''}`;
}
