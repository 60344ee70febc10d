import type { PythonParameter, PythonSignature } from './python-source/signature.ts';
import type { RustType } from './types.ts';

export interface FunctionRequest {
  readonly name: string;
  readonly signature: PythonSignature;
  readonly doc: string;
  readonly fallible: boolean;
  readonly detach: boolean;
  /** Names that PyO3's release has for these. */
  readonly attachPython: string;
  readonly initializePython: string;
}

export interface Argument extends PythonParameter {
  readonly rust: RustType;
}

/** The request with everything decided that its texts have in common. */
export interface Shape extends FunctionRequest {
  readonly args: readonly Argument[];
  readonly returned: { readonly text: string; readonly rust: RustType } | undefined;
  readonly echoed: Argument | undefined;
  readonly checked: (Argument & { readonly refused: NonNullable<RustType['refused']> }) | undefined;
}

/** The arguments with `/` and `*` between them where Python wants them. */
export function separated<A extends PythonParameter>(
  args: readonly A[],
  write: (arg: A) => string,
): readonly string[] {
  return args.flatMap((arg, index) => {
    const before = args[index - 1];
    const after = args[index + 1];
    const star =
      arg.kind === 'keyword-only' &&
      !args.slice(0, index).some(({ kind }) => kind === 'variadic' || kind === 'keyword-only');
    const slash = arg.kind === 'positional-only' && after?.kind !== 'positional-only';
    return [
      ...(star && before?.kind !== 'variadic' ? ['*'] : []),
      write(arg),
      ...(slash ? ['/'] : []),
    ];
  });
}

export function stars({ kind }: PythonParameter): string {
  return kind === 'variadic' ? '*' : kind === 'keywords' ? '**' : '';
}
