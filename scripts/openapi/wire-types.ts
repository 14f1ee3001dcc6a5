/**
 * The words of the wire contract: doc comments of `engine/protocol.ts`, where browser and signer have them from.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { root } from '../checks/check.ts';

/** A type with its members, each with its comment as one line; `''` where there is none. */
export interface WireType {
  readonly description: string;
  readonly members: Readonly<Record<string, string>>;
}

/** All of `protocol.ts`. */
export interface WireTypes {
  readonly types: Readonly<Record<string, WireType>>;
  /** What each problem means, in the order of the union. */
  readonly codes: Readonly<Record<string, string>>;
}

const path = `${root}packages/widget/src/engine/protocol.ts`;

export async function readWireTypes(): Promise<WireTypes> {
  const text = await readFile(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const types: Record<string, WireType> = {};
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      types[statement.name.text] = {
        description: commentOf(statement),
        members: membersOf(statement.members),
      };
    }
  }
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    const members = aliasMembers(statement.type, types);
    types[statement.name.text] = { description: commentOf(statement), members };
  }
  return { types, codes: readCodes(text) };
}

function membersOf(members: ts.NodeArray<ts.TypeElement>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    members.map((member) => [member.name?.getText() ?? '', commentOf(member)]),
  );
}

/** Those of the interfaces that an alias puts together. */
function aliasMembers(
  node: ts.Node,
  types: Readonly<Record<string, WireType>>,
): Readonly<Record<string, string>> {
  if (ts.isTypeReferenceNode(node)) return types[node.typeName.getText()]?.members ?? {};
  const members: Record<string, string> = {};
  ts.forEachChild(node, (child) => void Object.assign(members, aliasMembers(child, types)));
  return members;
}

/** Links are names, lines are one. */
function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter((each) => ts.isJSDoc(each));
  return oneLine(ts.getTextOfJSDocComment(comment?.comment) ?? '');
}

function oneLine(text: string): string {
  return text
    .replaceAll(/\{@link(?:code)? ([^}]+)\}/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** @throws Error if a code has no comment of its own */
function readCodes(text: string): Readonly<Record<string, string>> {
  const union = /export type ProblemCode =([\s\S]*?');/.exec(text)?.[1] ?? '';
  const codes = [...union.matchAll(/\/\*\* (.*?) \*\/\s*\| '([a-z-]+)'/g)].map(
    ([, description = '', code = '']) => [code, description] as const,
  );
  const all = [...union.matchAll(/\| '/g)].length;
  if (codes.length !== all) {
    throw new Error(`protocol.ts has ${all} problems, ${codes.length} of them with a comment`);
  }
  return Object.fromEntries(codes);
}
