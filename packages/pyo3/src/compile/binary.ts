/**
 * Reads enough of a dynamic library to decide whether a Python can load it.
 */

export type Machine = 'x86_64' | 'x86' | 'aarch64' | 'arm' | 'riscv64' | 'ppc64' | 's390x';

/**
 * The machines that the library supports: several for a universal macOS library; empty if the
 * format is unknown, because then nothing can be ruled out.
 *
 * Formats: ELF (`e_machine`), Mach-O (`cputype`, `mach/machine.h`), PE (`Machine`).
 */
export function machinesOf(library: Uint8Array): readonly Machine[] {
  const view = new DataView(library.buffer, library.byteOffset, library.byteLength);
  if (library.byteLength < 64) return [];
  return (elfMachine(view) ?? machoMachines(view) ?? peMachine(view) ?? []).filter(
    (machine) => machine !== undefined,
  );
}

/**
 * Whether the library may define the function through which Python loads the module: `PyInit_x`
 * (PEP 489) or `PyModExport_x` (PEP 793).
 *
 * Every format stores the names of exports as strings that end in a zero byte (ELF `.dynstr`,
 * Mach-O symbol table with a leading `_`, PE export names), so the string is searched for instead
 * of parsing three formats. It can be found although it is not an export; then the import fails and
 * reports that. It cannot be missed.
 */
export function mayDefineInit(library: Uint8Array, initName: string): boolean {
  const bytes = Buffer.from(library.buffer, library.byteOffset, library.byteLength);
  return ['PyInit_', 'PyModExport_'].some((prefix) =>
    ['\0', '\0_'].some((before) => bytes.includes(`${before}${prefix}${initName}\0`, 'latin1')),
  );
}

type Found = readonly (Machine | undefined)[] | undefined;

function elfMachine(view: DataView): Found {
  if (view.getUint32(0) !== 0x7f454c46) return undefined;
  const isLittle = view.getUint8(5) === 1;
  const machines: Readonly<Record<number, Machine>> = {
    3: 'x86',
    21: 'ppc64',
    22: 's390x',
    40: 'arm',
    62: 'x86_64',
    183: 'aarch64',
    243: 'riscv64',
  };
  return [machines[view.getUint16(18, isLittle)]];
}

const machoCpus: Readonly<Record<number, Machine>> = {
  0x01000007: 'x86_64',
  0x0100000c: 'aarch64',
};

function machoMachines(view: DataView): Found {
  if (view.getUint32(0, true) === 0xfeedfacf) return [machoCpus[view.getUint32(4, true)]];
  if (view.getUint32(0) !== 0xcafebabe) return undefined;
  const count = Math.min(view.getUint32(4), 2);
  return Array.from({ length: count }, (_, index) => machoCpus[view.getUint32(8 + index * 20)]);
}

function peMachine(view: DataView): Found {
  if (view.getUint16(0) !== 0x4d5a) return undefined;
  const header = view.getUint32(60, true);
  if (header + 6 > view.byteLength || view.getUint32(header) !== 0x50450000) return undefined;
  const machines: Readonly<Record<number, Machine>> = {
    0x14c: 'x86',
    0x8664: 'x86_64',
    0xaa64: 'aarch64',
  };
  return [machines[view.getUint16(header + 4, true)]];
}
