/**
 * Combines a stub that was generated from an extension with the one that it replaces: the introspection
 * of PyO3 does not know the types of NumPy arrays and awaitables, nor exceptions and constants.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { importedNames, withoutUnusedImports } from './stub-imports.ts';
import { stubScope, type StubFunction, type StubScope } from './stub-scope.ts';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Types that say nothing, and the form that `mypy --strict` accepts for those that need arguments. */
const vague: Readonly<Record<string, string>> = {
  Any: 'Any',
  Incomplete: 'Incomplete',
  dict: 'dict[Incomplete, Incomplete]',
  frozenset: 'frozenset[Incomplete]',
  list: 'list[Incomplete]',
  set: 'set[Incomplete]',
  tuple: 'tuple[Incomplete, ...]',
};

/**
 * The generated stub with what the present one knows better: types and defaults that the generated one
 * leaves open, and, if the extension does not describe all its items, exceptions and variables. Without
 * a module-level `__getattr__`, which would accept any name.
 */
export function mergedStub(generated: string, present: string | undefined): string {
  const scope = stubScope(generated);
  const known = stubScope(present ?? '');
  const edits = [
    ...scope.functions.flatMap((one) => functionEdits(one, known)),
    ...unhashable(scope, known),
    ...scope.getattr.map(({ from, to }) => ({ from, to, text: '' })),
  ];
  const edited = edits
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .reduce(
      (text, { from, to, text: own }) => text.slice(0, from) + own + text.slice(to),
      generated,
    );
  const kept = scope.getattr.length === 0 ? [] : keptStatements(scope, known);
  const whole = [edited.trimEnd(), ...kept].join('\n\n');
  return withoutUnusedImports(`${withImports(whole, present ?? '')}\n`);
}

function functionEdits(one: StubFunction, known: StubScope): readonly Edit[] {
  const same = known.functions.find(({ key }) => key === one.key);
  const attribute = known.attributes.get(one.attribute ?? '');
  const edits: Edit[] = [];
  for (const parameter of one.parameters) {
    const hand = same?.parameters.find(
      ({ name, stars }) => name === parameter.name && stars === parameter.stars,
    );
    const type = hand?.type ?? attribute;
    if (parameter.type === undefined) {
      if (parameter.isReceiver) continue;
      edits.push({ ...parameter.nameEnd, text: `: ${type?.text ?? 'Incomplete'}` });
    } else if (Object.hasOwn(vague, parameter.type.text)) {
      edits.push({ ...parameter.type, text: type?.text ?? vague[parameter.type.text] ?? '' });
    }
    if (parameter.default?.text === '...' && hand?.default !== undefined) {
      edits.push({ ...parameter.default, text: hand.default.text });
    }
  }
  const { returns } = one;
  if (returns !== undefined && Object.hasOwn(vague, returns.text)) {
    const type = same?.returns ?? attribute;
    edits.push({ ...returns, text: type?.text ?? vague[returns.text] ?? '' });
  }
  const ignore = / {2}# type: ignore\[override\]/.exec(same?.line ?? '')?.[0];
  if (ignore !== undefined) edits.push({ from: one.lineEnd, to: one.lineEnd, text: ignore });
  return edits;
}

/** A class that is compared and has no hash: `__hash__: ClassVar[None]`. */
function unhashable(scope: StubScope, known: StubScope): readonly Edit[] {
  return [...scope.classes].flatMap(([name, { end }]) => {
    const hash = known.classes.get(name)?.hash;
    const has = scope.functions.some(({ key }) => key === `${name}.__hash__`);
    return hash === undefined || has ? [] : [{ from: end, to: end, text: `\n    ${hash}` }];
  });
}

/** Exceptions and variables of the present stub that the generated one lacks. */
function keptStatements(scope: StubScope, known: StubScope): readonly string[] {
  const errors = new Set<string>();
  const kept: string[] = [];
  for (const { name, text, bases } of known.statements) {
    if (scope.names.has(name)) continue;
    const isError = bases?.some(
      (base) =>
        errors.has(base) || /(?:Error|Exception|Warning|Interrupt|Exit|Iteration)$/.test(base),
    );
    if (isError === true) errors.add(name);
    if (bases === undefined || isError === true) kept.push(text);
  }
  return kept;
}

/** Adds the imports of the present stub that the text uses and does not have. */
function withImports(text: string, present: string): string {
  const own = importedNames(text);
  const used = new Set(text.match(/\w+/g) ?? []);
  const missing = [...importedNames(present)].filter(
    ([name]) => !own.has(name) && used.has(name) && isUsed(text, name),
  );
  const vagueNeeded =
    used.has('Incomplete') && !own.has('Incomplete') && isUsed(text, 'Incomplete')
      ? ['from _typeshed import Incomplete']
      : [];
  const lines = [...new Set([...vagueNeeded, ...missing.map(([, line]) => line)])];
  if (lines.length === 0) return text;
  const at = endOfImports(text);
  const block = lines.join('\n');
  return at === 0 ? `${block}\n\n${text}` : `${text.slice(0, at)}\n${block}${text.slice(at)}`;
}

/** Whether a name occurs in code, and not only in strings, comments or as the name of an argument. */
function isUsed(text: string, name: string): boolean {
  let found = false;
  parser
    .parse(text)
    .cursor()
    .iterate((node) => {
      if (node.name === 'VariableName' && text.slice(node.from, node.to) === name) found = true;
      return node.name !== 'ImportStatement';
    });
  return found;
}

/** After the last import, or the docstring if there is none. */
function endOfImports(text: string): number {
  let end = 0;
  const top = parser.parse(text).topNode;
  for (let node: SyntaxNode | null = top.firstChild; node !== null; node = node.nextSibling) {
    const isDoc = node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
    if (node.name === 'ImportStatement' || (isDoc && end === 0)) end = node.to;
  }
  return end;
}
