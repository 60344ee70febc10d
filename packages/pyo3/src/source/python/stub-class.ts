/** A class as declared in a stub. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { readSignature, type PythonParameter } from './signature.ts';

export interface StubClass {
  /**
   * The arguments of its constructor, without `self` or `cls`; absent if they cannot be determined.
   */
  readonly parameters?: readonly PythonParameter[];
}

/** `undefined` if the stub has no class of that name. */
export function definitionOf(text: string, name: string): StubClass | undefined {
  const found = classNamed(text, name);
  if (found === undefined) return undefined;
  const parameters = constructorOf(found, text);
  return parameters === undefined ? {} : { parameters };
}

/** The attributes and properties of a class, with those of its bases in the stub. */
export function attributesOf(text: string, name: string): readonly string[] {
  const found = classNamed(text, name);
  const body = found?.getChild('Body');
  if (!found || !body) return [];
  const written = text.slice(body.from, body.to);
  const own = /^\s+(\w+):|@property\s+def (\w+)/gm;
  const bases = found.getChild('ArgList')?.getChildren('VariableName') ?? [];
  return [
    ...[...written.matchAll(own)].map(([, field, property]) => field ?? property ?? ''),
    ...bases.flatMap((base) => {
      const called = text.slice(base.from, base.to);
      return called === name ? [] : attributesOf(text.slice(0, found.from), called);
    }),
  ];
}

function classNamed(text: string, name: string): SyntaxNode | undefined {
  return classesOf(parser.parse(text).topNode).find((node) => {
    const own = node.getChild('VariableName');
    return own !== null && text.slice(own.from, own.to) === name;
  });
}

function classesOf(top: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node = top.firstChild; node !== null; node = node.nextSibling) {
    const inner = node.name === 'DecoratedStatement' ? node.lastChild : node;
    if (inner?.name === 'ClassDefinition') found.push(inner);
  }
  return found;
}

function constructorOf(node: SyntaxNode, text: string): readonly PythonParameter[] | undefined {
  const body = node.getChild('Body');
  for (let child = body?.firstChild ?? null; child !== null; child = child.nextSibling) {
    const name = child.getChild('VariableName');
    const written = name && text.slice(name.from, name.to);
    if (child.name !== 'FunctionDefinition' || !/^__(new|init)__$/.test(written ?? '')) continue;
    const list = child.getChild('ParamList');
    if (!list) return undefined;
    const args = text.slice(list.from + 1, list.to - 1).replace(/^\s*\w+\s*,?\s*/, '');
    try {
      return readSignature(args.replaceAll(/\s+/g, ' ').replace(/,\s*$/, '')).parameters;
    } catch (error) {
      if (isPyo3Error(error)) return undefined;
      throw error;
    }
  }
  return undefined;
}
