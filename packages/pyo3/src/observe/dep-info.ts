/** What rustc and build scripts say that they read, as they write it into cargo's target folder. */

export interface Observed {
  /** As they are written: absolute, or relative to where the program ran. */
  readonly files: readonly string[];
  /** Names of environment variables. */
  readonly variables: readonly string[];
}

/**
 * Of a `.d` file of rustc (`--emit dep-info`): one rule for each output, all with the same files, in
 * which a space is written `\ ` and nothing else is escaped; then `# env-dep:NAME=value` for each
 * variable that `env!` or `option_env!` asked for. It is no Makefile: no library reads it.
 */
export function parseDepInfo(text: string): Observed {
  const lines = text.split(/\r?\n/);
  const rule = lines.find((line) => !line.startsWith('#') && line.includes(': ')) ?? '';
  const files = rule.slice(rule.indexOf(': ') + 2).split(/(?<!\\) +/);
  return {
    files: files.map((file) => file.replaceAll('\\ ', ' ')).filter((file) => file !== ''),
    variables: valuesOf(lines, /^# env-dep:([^=]+)/),
  };
}

/**
 * Of the `output` of a build script (Cargo reference, "Build Scripts: Outputs of the Build Script").
 * Its files may be folders, which then count with all that is in them.
 */
export function parseBuildScriptOutput(text: string): Observed {
  const lines = text.split(/\r?\n/);
  return {
    files: valuesOf(lines, /^cargo::?rerun-if-changed=(.+)$/),
    variables: valuesOf(lines, /^cargo::?rerun-if-env-changed=(.+)$/),
  };
}

function valuesOf(lines: readonly string[], pattern: RegExp): readonly string[] {
  const values = lines.map((line) => pattern.exec(line)?.[1]?.trim() ?? '');
  return [...new Set(values.filter((value) => value !== ''))];
}
