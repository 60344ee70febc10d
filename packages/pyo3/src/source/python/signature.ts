/**
 * Parses `--args` and `--returns` with Python's own grammar: `def f(<args>) -> <returns>: ...`.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

/** `dict[str, int]` is `{ name: 'dict', of: [str, int] }`; `A | B` has the name `|`. */
export interface PythonType {
  readonly name: string;
  readonly of: readonly PythonType[];
  /** The type as written in stubs and tests. */
  readonly text: string;
}

export interface PythonParameter {
  readonly name: string;
  readonly kind: 'positional-only' | 'any' | 'variadic' | 'keyword-only' | 'keywords';
  readonly type: PythonType;
  /** The default as written in Python; absent if there is none. */
  readonly default?: string;
}

export interface PythonSignature {
  readonly parameters: readonly PythonParameter[];
  /** Absent if no return type is given. */
  readonly returns?: PythonType;
}

/**
 * @param args for example `x: int, /, y: int = 10, *items: float, key: str | None = None`.
 * @throws Pyo3Error `option-invalid` if it is not valid Python, or has a parameter without a type.
 */
export function readSignature(args: string, returns?: string): PythonSignature {
  const text = `def f(${args})${returns === undefined ? '' : ` -> ${returns}`}: ...\n`;
  const definition = parser.parse(text).topNode.firstChild;
  const list = definition?.getChild('ParamList');
  const whole = definition?.name === 'FunctionDefinition' && definition.nextSibling === null;
  // Comments and line breaks would end the code that the option is inserted into.
  if (!whole || !list || hasError(definition) || /[\n#]/.test(args + (returns ?? ''))) {
    throw invalid(
      `"${returns === undefined ? args : `(${args}) -> ${returns}`}" is not a signature.`,
    );
  }
  // Anything after the list closes it early: `x: int) -> int: ...`.
  if (list.to !== 'def f('.length + args.length + 1)
    throw invalid(`"${args}" is not a list of arguments.`);
  const parameters = readParameters(list, text);
  const result = definition.getChild('TypeDef');
  return { parameters, ...(result ? { returns: annotation(result, text) } : {}) };
}

function readParameters(list: SyntaxNode, text: string): readonly PythonParameter[] {
  const parameters: PythonParameter[] = [];
  let onlyKeywords = false;
  for (const part of partsOf(list, text)) {
    const [first] = part.nodes;
    if (part.text === '/') {
      parameters.forEach((one, index) => {
        parameters[index] = { ...one, kind: 'positional-only' };
      });
    } else if (part.text === '*') onlyKeywords = true;
    else if (first !== undefined) {
      const parameter = readParameter(part, text, onlyKeywords);
      if (parameters.some(({ name }) => name === parameter.name)) {
        throw invalid(`The argument "${parameter.name}" occurs twice.`);
      }
      onlyKeywords ||= parameter.kind === 'variadic';
      parameters.push(parameter);
    }
  }
  checkOrder(parameters, onlyKeywords);
  return parameters;
}

/** Checks what Python's compiler rejects but its grammar accepts. */
function checkOrder(parameters: readonly PythonParameter[], onlyKeywords: boolean): void {
  const order = ['positional-only', 'any', 'variadic', 'keyword-only', 'keywords'];
  parameters.forEach(({ name, kind, default: value }, index) => {
    const before = parameters[index - 1];
    if (before === undefined) return;
    const same = before.kind === kind && (kind === 'variadic' || kind === 'keywords');
    if (same || order.indexOf(before.kind) > order.indexOf(kind)) {
      throw invalid(`The argument "${name}" cannot follow "${before.name}".`);
    }
    const positional = kind === 'positional-only' || kind === 'any';
    if (positional && before.default !== undefined && value === undefined) {
      throw invalid(
        `The argument "${name}" must have a default, because "${before.name}" has one.`,
      );
    }
  });
  const named = parameters.some(({ kind }) => kind === 'variadic' || kind === 'keyword-only');
  if (onlyKeywords && !named) throw invalid('A keyword-only argument must follow "*".');
}

interface Part {
  readonly nodes: readonly SyntaxNode[];
  readonly text: string;
}

/** The text between the commas; the grammar has no node for `/`. */
function partsOf(list: SyntaxNode, text: string): readonly Part[] {
  const parts: Part[] = [];
  let nodes: SyntaxNode[] = [];
  let from = list.from + 1;
  for (let child = list.firstChild?.nextSibling; child; child = child.nextSibling) {
    if (child.name !== ',' && child.name !== ')') nodes.push(child);
    else {
      parts.push({ nodes, text: text.slice(from, child.from).trim() });
      nodes = [];
      from = child.to;
    }
  }
  return parts.filter((part) => part.text !== '');
}

function readParameter(part: Part, text: string, onlyKeywords: boolean): PythonParameter {
  const name = part.nodes.find((node) => node.name === 'VariableName');
  const type = part.nodes.find((node) => node.name === 'TypeDef');
  if (!name) throw invalid(`"${part.text}" is not an argument.`);
  const written = text.slice(name.from, name.to);
  if (!type)
    throw invalid(`The argument "${written}" has no type.`, `Write it as "${written}: int".`);
  const stars = part.nodes[0]?.name;
  const kind =
    stars === '*'
      ? 'variadic'
      : stars === '**'
        ? 'keywords'
        : onlyKeywords
          ? 'keyword-only'
          : 'any';
  const value = part.nodes.find((node) => node.name === 'AssignOp')?.nextSibling;
  return {
    name: written,
    kind,
    type: annotation(type, text),
    ...(value ? { default: text.slice(value.from, value.to) } : {}),
  };
}

function annotation(definition: SyntaxNode, text: string): PythonType {
  const node = definition.lastChild;
  if (node === null) throw invalid('A type is missing.');
  return readType(node, text);
}

/** Names that stubs and tests import; elsewhere they may be qualified with their module. */
const shortNames =
  /^(?:(?:datetime|dt)\.(?=(?:datetime|date|time|timedelta)$)|pathlib\.|typing\.|npt\.|numpy\.typing\.)/;

function readType(node: SyntaxNode, text: string): PythonType {
  const written = text.slice(node.from, node.to);
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  const [left, operator, right] = children;
  if (node.name === 'BinaryExpression' && left && right && operator?.name === 'BitOp') {
    const sides = [readType(left, text), readType(right, text)];
    return unionOf(sides.flatMap((side) => (side.name === '|' ? side.of : [side])));
  }
  const bracket = children.findIndex((child) => child.name === '[');
  if (node.name === 'MemberExpression' && left && bracket !== -1) {
    const of = children
      .slice(bracket + 1)
      .filter(({ name }) => name !== ',' && name !== ']')
      .map((one) => readType(one, text));
    const name = shortName(text.slice(left.from, children[bracket]?.from).trim());
    if (name === 'Optional' && of.length === 1) {
      return unionOf([...of, { name: 'None', of: [], text: 'None' }]);
    }
    return { name, of, text: `${name}[${of.map((one) => one.text).join(', ')}]` };
  }
  const name = shortName(written);
  return { name, of: [], text: name };
}

function unionOf(of: readonly PythonType[]): PythonType {
  return { name: '|', of, text: of.map((one) => one.text).join(' | ') };
}

function shortName(written: string): string {
  return written.replace(shortNames, '').replace(/^numpy\./, 'np.');
}

function hasError(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate(({ type }) => {
    if (type.isError) found = true;
  });
  return found;
}

function invalid(
  message: string,
  hint = 'Use Python syntax: --args="x: int, y: float = 1.5"',
): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}
