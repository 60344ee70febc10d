import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Notes every call of rustc that cargo makes, and then makes it. */
export interface RustcRecorder {
  /** For the environment of cargo. Equal in all terminals, since it is in the keys of tasks. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of the crates that were compiled since the last `forget`. */
  compiled(): Promise<readonly string[]>;
  forget(): Promise<void>;
}

/** Compiles the recorder into the folder of the terminal, or of whatever runs programs like one. */
export async function makeRustcRecorder(terminal: {
  readonly folder: string;
  readonly run: (program: string, ...args: readonly string[]) => Promise<unknown>;
}): Promise<RustcRecorder> {
  const source = join(terminal.folder, 'recorder.rs');
  const program = join(terminal.folder, process.platform === 'win32' ? 'recorder.exe' : 'recorder');
  const log = join(terminal.folder, 'rustc.log');
  await writeFile(source, RECORDER);
  await terminal.run('rustc', '-o', program, source);
  return {
    variables: { CARGO_BUILD_RUSTC_WRAPPER: program, RECORDED_CALLS: log },
    forget: () => rm(log, { force: true }),
    compiled: async () => {
      const calls = existsSync(log) ? await readFile(log, 'utf8') : '';
      const names = [...calls.matchAll(/--crate-name (\S+)/g)].map(([, name = '']) => name);
      // By this name cargo asks rustc about a target; nothing is compiled.
      return names.filter((name) => name !== '___');
    },
  };
}

/** Cargo reference, `build.rustc-wrapper`: the path of rustc is the first argument. */
const RECORDER = `use std::{env, fs::OpenOptions, io::Write, process::{Command, exit}};

fn main() {
    let call: Vec<_> = env::args_os().skip(1).collect();
    let words: Vec<_> = call.iter().map(|word| word.to_string_lossy()).collect();
    let log = env::var_os("RECORDED_CALLS").expect("RECORDED_CALLS names the log");
    let mut log = OpenOptions::new().create(true).append(true).open(log).expect("the log opens");
    log.write_all(format!("{}\\n", words.join(" ")).as_bytes()).expect("the log is written");
    let status = Command::new(&call[0]).args(&call[1..]).status().expect("rustc starts");
    exit(status.code().unwrap_or(1));
}
`;
