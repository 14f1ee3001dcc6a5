/**
 * Writes WebAssembly modules: just what ./md5-module.ts needs of the binary format (WebAssembly Core Specification 2.0, §5), so
 * that the program can be read as source and no binary has to be shipped, or believed.
 *
 * @module
 */

/** Bytes of code; an expression leaves its value on the stack. */
export type Code = readonly number[];

/** Value types (§5.3). */
export const I32 = 0x7f;
export const V128 = 0x7b;

/** One function that takes and gives numbers as its type says. */
export interface WasmFunction {
  readonly name: string;
  /** Each an `i32`. */
  readonly parameters: number;
  /** Its further variables: types, and how many of each. */
  readonly locals: readonly (readonly [type: typeof I32 | typeof V128, count: number])[];
  readonly body: Code;
}

/** LEB128 of an unsigned number (§5.2.2). */
export function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

/** LEB128 of a signed one of 32 bits (§5.2.2). */
export function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

/** The variable's value. */
export const get = (variable: number): Code => [0x20, ...unsigned(variable)];
/** Sets the variable. */
export const set = (variable: number, value: Code): Code => [...value, 0x21, ...unsigned(variable)];
/** A constant. */
export const i32 = (value: number): Code => [0x41, ...signed(value)];
/** A numeric instruction (§5.4.7) with its operands. */
export const apply = (instruction: number, ...operands: readonly Code[]): Code => [
  ...operands.flat(),
  instruction,
];
/** A vector instruction (§5.4.8) with its operands. */
export const applyVector = (instruction: number, ...operands: readonly Code[]): Code => [
  ...operands.flat(),
  0xfd,
  ...unsigned(instruction),
];
/** What follows a memory instruction: any alignment, and what is added to the address (§5.4.6). */
export const offset = (bytes: number): Code => [0, ...unsigned(bytes)];

/** Does `body` as often as the variable says, one at least; the variable ends at nothing. */
export function repeat(variable: number, body: Code): Code {
  const less = apply(0x6b, get(variable), i32(1));
  return [0x03, 0x40, ...body, ...less, 0x22, ...unsigned(variable), 0x0d, 0, 0x0b];
}

/** A module with these functions and `pages` of 64 KiB of memory, exported as `memory`. */
export function moduleOf(
  functions: readonly WasmFunction[],
  pages: number,
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...vector(Array.from({ length: parameters }, () => [I32])),
    0,
  ]);
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) =>
    sized([...vector(locals.map(([type, count]) => [...unsigned(count), type])), ...body, 0x0b]),
  );
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(5, [[0, ...unsigned(pages)]]),
    ...section(7, [...exported, [...text('memory'), 2, 0]]),
    ...section(10, bodies),
  ]);
}

function section(id: number, items: readonly Code[]): Code {
  return [id, ...sized(vector(items))];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

/** ASCII. */
function text(name: string): Code {
  return vector(Array.from(name, (letter) => [letter.charCodeAt(0)]));
}
