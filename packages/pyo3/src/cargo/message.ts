/**
 * One line of `cargo … --message-format json` (Cargo reference, "External tools: JSON messages"),
 * restricted to the fields that are used here.
 */
export interface CargoMessage {
  readonly reason?: string;
  readonly package_id?: string;
  readonly manifest_path?: string;
  readonly target?: { readonly kind?: readonly string[]; readonly crate_types?: readonly string[] };
  readonly filenames?: readonly string[];
  /** The program; `null` for what is none. */
  readonly executable?: string | null;
  readonly fresh?: boolean;
  /** The output of a build script. */
  readonly cfgs?: readonly string[];
  readonly env?: readonly (readonly [name: string, value: string])[];
  readonly out_dir?: string;
}

/** Skips lines that are not messages: build scripts cannot print there, but wrappers can. */
export function cargoMessages(stdout: string): readonly CargoMessage[] {
  return stdout.split('\n').map(parseMessage);
}

function parseMessage(line: string): CargoMessage {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as CargoMessage;
  } catch {
    return {};
  }
}
