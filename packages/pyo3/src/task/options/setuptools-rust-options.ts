import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

/** The variable by which setuptools-rust learns of a profile; it wins over what the manifest says. */
export const profileVariable = 'SETUPTOOLS_RUST_CARGO_PROFILE';

const manifest = 'Remove it, and say it in [[tool.setuptools-rust.ext-modules]] of pyproject.toml:';
const hints = {
  features: `${manifest} features = ["…"]`,
  noDefaultFeatures: `${manifest} args = ["--no-default-features"]`,
  allFeatures: `${manifest} args = ["--all-features"]`,
  strip: `${manifest} strip = "All"`,
  compatibility: 'Remove it; auditwheel and cibuildwheel make portable wheels of what it builds.',
  zig: 'Remove it; auditwheel and cibuildwheel make portable wheels of what it builds.',
} as const;
const maturinOptions = Object.keys(hints) as readonly (keyof typeof hints)[];

/**
 * Refuses the options of a task that only maturin has, where setuptools-rust compiles.
 *
 * @throws Pyo3Error `option-invalid` with the line for pyproject.toml that does the same.
 */
export function refuseMaturinOptions(
  task: string,
  options: Readonly<Partial<Record<keyof typeof hints, unknown>>>,
): void {
  const other = maturinOptions.find((name) => isAsked(options[name]));
  if (other === undefined) return;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${task} has the option \`${other}\`, and setuptools-rust, which builds the wheel, has none for it.`,
    hint: hints[other],
  });
}

function isAsked(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}
