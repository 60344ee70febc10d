/** The functions, classes and variables of a stub, with their positions. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** A part of the text. */
interface StubPart {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface StubParameter {
  readonly name: string;
  readonly stars: string;
  /** `self` or `cls`, which need no type. */
  readonly isReceiver: boolean;
  readonly type?: StubPart;
  readonly default?: StubPart;
  /** The empty range behind the name, where a type can be inserted. */
  readonly nameEnd: { readonly from: number; readonly to: number };
}

export interface StubFunction {
  /** `Class.name`, with `=` after it for a setter; functions of a module have no class. */
  readonly key: string;
  /** `Class.name` of the attribute that a getter or setter stands for. */
  readonly attribute?: string;
  readonly parameters: readonly StubParameter[];
  readonly returns?: StubPart;
  /** The first line of its definition, and where that line ends. */
  readonly line: string;
  readonly lineEnd: number;
}

interface StubClassPart {
  /** The end of its last statement. */
  readonly end: number;
  /** The statement `__hash__: …`, if there is one. */
  readonly hash?: string;
}

interface StubStatement {
  readonly name: string;
  readonly text: string;
  /** The names of the base classes; absent for a variable. */
  readonly bases?: readonly string[];
}

export interface StubScope {
  readonly functions: readonly StubFunction[];
  readonly classes: ReadonlyMap<string, StubClassPart>;
  /** The types of attributes that are declared as variables, by `Class.name`. */
  readonly attributes: ReadonlyMap<string, StubPart>;
  /** The classes and variables of the module. */
  readonly statements: readonly StubStatement[];
  /** The names that the module defines. */
  readonly names: ReadonlySet<string>;
  /** The module's `__getattr__`. */
  readonly getattr: readonly StubPart[];
}

export function stubScope(text: string): StubScope {
  const functions: StubFunction[] = [];
  const classes = new Map<string, StubClassPart>();
  const attributes = new Map<string, StubPart>();
  const statements: StubStatement[] = [];
  const names = new Set<string>();
  const getattr: StubPart[] = [];
  for (const node of childrenOf(parser.parse(text).topNode)) {
    const inner = definitionIn(node);
    const name = nameOf(inner, text);
    if (name === undefined) continue;
    names.add(name);
    if (inner.name === 'FunctionDefinition') {
      if (name === '__getattr__') getattr.push(partOf(node, text));
      else functions.push(functionOf(node, text, ''));
    } else if (inner.name === 'ClassDefinition') {
      statements.push({
        name,
        text: text.slice(node.from, node.to).trimEnd(),
        bases: basesOf(inner, text),
      });
      classes.set(name, classPart(inner, text));
      for (const member of childrenOf(inner.getChild('Body'))) {
        const own = definitionIn(member);
        if (own.name === 'FunctionDefinition') functions.push(functionOf(member, text, `${name}.`));
        const type = own.getChild('TypeDef')?.lastChild;
        const attribute = nameOf(own, text);
        if (own.name !== 'AssignStatement' || !type || attribute === undefined) continue;
        attributes.set(`${name}.${attribute}`, partOf(type, text));
      }
    } else if (name !== '__all__') {
      statements.push({ name, text: text.slice(node.from, node.to).trimEnd() });
    }
  }
  return { functions, classes, attributes, statements, names, getattr };
}

function classPart(node: SyntaxNode, text: string): StubClassPart {
  const members = childrenOf(node.getChild('Body'));
  const hash = members.find(
    (member) => member.name === 'AssignStatement' && nameOf(member, text) === '__hash__',
  );
  const end = text.slice(0, members.at(-1)?.to ?? node.to).trimEnd().length;
  if (hash === undefined) return { end };
  const line = text.slice(hash.from).split('\n')[0] ?? '';
  return { end, hash: line.trimEnd() };
}

function functionOf(node: SyntaxNode, text: string, prefix: string): StubFunction {
  const inner = definitionIn(node);
  const name = `${prefix}${nameOf(inner, text) ?? ''}`;
  const decorators = text.slice(node.from, inner.from);
  const isSetter = /\.setter\b/.test(decorators);
  const isGetter = /@property\b/.test(decorators);
  const returned = returnOf(inner, text);
  const [line = ''] = text.slice(inner.from).split('\n');
  return {
    key: isSetter ? `${name}=` : name,
    ...(isSetter || isGetter ? { attribute: name } : {}),
    parameters: parametersOf(inner, text, prefix !== ''),
    ...(returned === undefined ? {} : { returns: returned }),
    line,
    lineEnd: inner.from + line.length,
  };
}

function returnOf(node: SyntaxNode, text: string): StubPart | undefined {
  const type = node.getChild('TypeDef')?.lastChild;
  return type ? partOf(type, text) : undefined;
}

function parametersOf(node: SyntaxNode, text: string, isMethod: boolean): readonly StubParameter[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node.getChild('ParamList'))) {
    if (child.name === ',') groups.push([]);
    else if (child.name !== '(' && child.name !== ')') groups.at(-1)?.push(child);
  }
  return groups.flatMap((group, index) => {
    const name = group.find((one) => one.name === 'VariableName');
    if (name === undefined) return [];
    const type = group.find((one) => one.name === 'TypeDef')?.lastChild;
    const value = group.find((one) => one.name === 'AssignOp')?.nextSibling;
    const written = text.slice(name.from, name.to);
    return [
      {
        name: written,
        stars: group.find((one) => /^\*\*?$/.test(one.name))?.name ?? '',
        isReceiver: isMethod && index === 0,
        ...(type ? { type: partOf(type, text) } : {}),
        ...(value ? { default: partOf(value, text) } : {}),
        nameEnd: { from: name.to, to: name.to },
      },
    ];
  });
}

function basesOf(node: SyntaxNode, text: string): readonly string[] {
  return childrenOf(node.getChild('ArgList'))
    .filter(({ name }) => name === 'VariableName' || name === 'MemberExpression')
    .map(({ from, to }) => text.slice(from, to).split('.').at(-1) ?? '');
}

function definitionIn(node: SyntaxNode): SyntaxNode {
  return node.name === 'DecoratedStatement' ? (node.lastChild ?? node) : node;
}

function nameOf(node: SyntaxNode, text: string): string | undefined {
  if (!/^(?:FunctionDefinition|ClassDefinition|AssignStatement)$/.test(node.name)) return undefined;
  const name = node.getChild('VariableName');
  return name === null ? undefined : text.slice(name.from, name.to);
}

function partOf({ from, to }: SyntaxNode, text: string): StubPart {
  return { from, to, text: text.slice(from, to) };
}

function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}
