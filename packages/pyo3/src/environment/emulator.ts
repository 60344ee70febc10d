/** qemu's user mode: it runs Linux programs of another architecture, with the libraries of a folder. */
import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { safely } from '../files/disk.ts';
import { findProgram, variable } from '../process/find-program.ts';
import type { WheelPlatform } from '../python/wheel-platform.ts';
import { parseWheelPython } from '../python/wheel-python.ts';
import type { FoundPython } from './found-pythons.ts';

export interface Emulator {
  /** Absolute path of `qemu-<architecture>`. */
  readonly program: string;
  /** The folder with the libraries and the interpreters, which `QEMU_LD_PREFIX` names. */
  readonly root: string;
  readonly pythons: readonly FoundPython[];
}

/**
 * The emulator for a Linux platform: qemu of the PATH, and the root file system that `QEMU_LD_PREFIX`
 * names, as qemu itself reads it (QEMU, "User Mode Emulation"). `undefined` where either is absent, or
 * where that folder has no Python of the platform.
 */
export function emulatorFor(
  { os, arch, libc }: WheelPlatform,
  env: Readonly<Record<string, string>>,
): Emulator | undefined {
  const machine = os === 'linux' && Object.hasOwn(machines, arch) ? machines[arch] : undefined;
  const root = variable(env, 'QEMU_LD_PREFIX');
  if (machine === undefined || !root) return undefined;
  const [name, elf] = machine;
  const program = findProgram(`qemu-${name}-static`, env) ?? findProgram(`qemu-${name}`, env);
  if (program === undefined) return undefined;
  const isMusl = namesIn(join(root, 'lib')).some((file) => file.startsWith('ld-musl-'));
  if (isMusl !== (libc?.name === 'musl')) return undefined;
  const pythons = ['usr/bin', 'usr/local/bin']
    .flatMap((folder) => namesIn(join(root, folder)).map((file) => join(root, folder, file)))
    .filter((path) => elfMachine(path) === elf)
    .flatMap((executable) => {
      const python = parseWheelPython(/python(3\.\d+t?)$/.exec(executable)?.[1] ?? '');
      return python === undefined
        ? []
        : [{ python, version: [3, python.minor, lastPatch] as const, executable, arch }];
    });
  return pythons.length === 0 ? undefined : { program, root, pythons };
}

/** It is not asked, which takes a second: whatever patch release it is, `requires-python` allows it. */
const lastPatch = 99;

/** qemu's name of an architecture, and `e_machine` of its programs (ELF, "ELF Header"). */
const machines: Readonly<Record<string, readonly [qemu: string, elf: number]>> = {
  x86_64: ['x86_64', 62],
  aarch64: ['aarch64', 183],
  i686: ['i386', 3],
  armv7l: ['arm', 40],
  ppc64le: ['ppc64le', 21],
  s390x: ['s390x', 22],
  riscv64: ['riscv64', 243],
};

function elfMachine(path: string): number | undefined {
  return safely(() => {
    const file = openSync(path, 'r');
    try {
      const header = Buffer.alloc(20);
      readSync(file, header, 0, header.length, 0);
      if (header.toString('latin1', 1, 4) !== 'ELF') return undefined;
      return header[5] === 2 ? header.readUInt16BE(18) : header.readUInt16LE(18);
    } finally {
      closeSync(file);
    }
  }, undefined);
}

function namesIn(folder: string): readonly string[] {
  return safely(() => readdirSync(folder), []);
}
