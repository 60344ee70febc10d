import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parsePlatform, type WheelPlatform } from '../python/wheel-platform.ts';
import { emulatorFor } from './emulator.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the emulator for a platform', () => {
  let folder: string;
  const programs = () => join(folder, 'bin');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    for (const name of ['bin', 'root/usr/bin', 'root/lib']) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    program('bin/qemu-aarch64-static', '');
    elf('root/usr/bin/python3.11', 183);
    // Of this machine, as where the folder is that of another system.
    elf('root/usr/bin/python3.12', 62);
    program('root/usr/bin/python3.13-config', '#!/bin/sh');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is qemu with the interpreters of its architecture in the folder of QEMU_LD_PREFIX', () => {
    const emulator = found('manylinux_2_17_aarch64');
    expect(emulator?.program).toBe(join(folder, 'bin/qemu-aarch64-static'));
    expect(emulator?.pythons.map(({ executable }) => executable)).toEqual([
      join(folder, 'root/usr/bin/python3.11'),
    ]);
  });

  it.each([
    ['for another architecture', 'manylinux_2_17_s390x'],
    ['for another C library', 'musllinux_1_2_aarch64'],
    ['for another system', 'macosx_arm64'],
  ])('is not there %s', (_, platform) => {
    expect(found(platform)).toBeUndefined();
  });

  it('is not there without the folder', () => {
    const platform = parsePlatform('manylinux_2_17_aarch64') as WheelPlatform;
    expect(emulatorFor(platform, { PATH: programs() })).toBeUndefined();
  });

  function found(platform: string) {
    const env = { PATH: programs(), QEMU_LD_PREFIX: join(folder, 'root') };
    return emulatorFor(parsePlatform(platform) as WheelPlatform, env);
  }

  function program(path: string, text: string | Buffer): void {
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), 0o755);
  }

  function elf(path: string, machine: number): void {
    const header = Buffer.alloc(64);
    header.write('\x7fELF\x02\x01\x01', 'latin1');
    header.writeUInt16LE(machine, 18);
    program(path, header);
  }
});
