/**
 * MD5's compression (RFC 1321 §3.4) as a WebAssembly module: of one message, and of four at once.
 *
 * MD5 is one long chain of steps that wait for each other, so a single message cannot be hashed faster by wider instructions.
 * Four messages can share them: their states stand side by side, as the four 32-bit lanes of a vector.
 *
 * @module
 */
import * as wasm from './wasm-assembler.js';
import type { Code } from './wasm-assembler.js';

/** Messages that are hashed at once. */
export const LANES = 4;
/** Bytes of a message that are hashed in one call, at most; a whole number of blocks. */
export const CAPACITY = 64 * 1024;
/** Bytes of a block. */
export const BLOCK = 64;

/** What the module's instance has. */
export interface Md5Exports {
  readonly memory: WebAssembly.Memory;
  /** Takes `blocks` (1 or more) blocks of the lane's buffer into the lane's state. */
  readonly one: (lane: number, blocks: number) => void;
  /** Takes as many of every lane. */
  readonly four: (blocks: number) => void;
}

/** The address of a lane's buffer. */
export const bufferOf = (lane: number): number => (lane + 1) * CAPACITY;

/** The four words of the state, each for all lanes, are at 0; a table of constants, each for all lanes, follows. */
const TABLE = 64;
/** RFC 1321 §3.4, step 4: `floor(2³² · |sin i|)`. */
const constants = Array.from({ length: 64 }, (_, i) => Math.abs(Math.sin(i + 1)) * 2 ** 32);
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
/** Which word of the block step `i` takes, by round. */
const WORDS: readonly ((i: number) => number)[] = [
  (i) => i,
  (i) => 5 * i + 1,
  (i) => 3 * i + 5,
  (i) => 7 * i,
];
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];

/** The module's bytes. */
export function md5Module(): Uint8Array<ArrayBuffer> {
  return wasm.moduleOf([one(), four()], LANES + 1);
}

/** Writes what the module expects in its memory. */
export function prepareMemory({ buffer }: WebAssembly.Memory): void {
  const table = new Uint32Array(buffer, TABLE, 64 * LANES);
  table.forEach((_, index) => (table[index] = constants[Math.floor(index / LANES)]!));
}

/** Begins a message in the lane. */
export function resetLane({ buffer }: WebAssembly.Memory, lane: number): void {
  const state = new Uint32Array(buffer, 0, INITIAL.length * LANES);
  INITIAL.forEach((word, index) => (state[index * LANES + lane] = word));
}

/** The lane's state as hexadecimal digits, the low byte of each word first. */
export function stateOf({ buffer }: WebAssembly.Memory, lane: number): string {
  const state = new DataView(buffer);
  return INITIAL.map((_, index) => state.getUint32((index * LANES + lane) * 4))
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

/** The instructions of one width. */
interface Width {
  readonly add: (x: Code, y: Code) => Code;
  readonly and: (x: Code, y: Code) => Code;
  readonly or: (x: Code, y: Code) => Code;
  readonly xor: (x: Code, y: Code) => Code;
  readonly not: (x: Code) => Code;
  readonly rotate: (variable: number, bits: number) => Code;
  /** The constant of a step. */
  readonly constant: (step: number) => Code;
  /** A word of the block. */
  readonly word: (index: number) => Code;
}

/** A state of four variables: `a`, `b`, `c`, `d` of the RFC. */
type State = readonly [a: number, b: number, c: number, d: number];

/** The 64 steps; `t` is a variable to spare. */
function compress(state: State, t: number, width: Width): Code {
  return constants.flatMap((_, step) => {
    // The words change places from step to step: what was just computed is the next one's `b`.
    const at = (place: number): number => state[(place + 64 - step) % 4]!;
    return compressStep(step, [at(0), at(1), at(2), at(3)], t, width);
  });
}

function compressStep(step: number, [a, b, c, d]: State, t: number, width: Width): Code {
  const { add, and, or, xor, not, rotate, constant, word } = width;
  const { get, set } = wasm;
  const round = step >> 4;
  // `b` was computed last: what does not need it is computed while it is on its way.
  const mixed = [
    () => xor(and(xor(get(c), get(d)), get(b)), get(d)),
    () => add(and(get(c), not(get(d))), and(get(b), get(d))),
    () => xor(xor(get(c), get(d)), get(b)),
    () => xor(or(get(b), not(get(d))), get(c)),
  ][round]!();
  const known = add(add(get(a), constant(step)), word(WORDS[round]!(step) % 16));
  return [
    ...set(t, add(known, mixed)),
    ...set(a, add(rotate(t, SHIFTS[round * 4 + (step % 4)]!), get(b))),
  ];
}

/** The steps of one block, added to the state before them, which `saved` keeps. */
function block(state: State, saved: State, t: number, width: Width): Code {
  const { get, set } = wasm;
  return [
    ...state.flatMap((variable, index) => set(saved[index]!, get(variable))),
    ...compress(state, t, width),
    ...state.flatMap((variable, index) =>
      set(variable, width.add(get(variable), get(saved[index]!))),
    ),
  ];
}

function one(): wasm.WasmFunction {
  const [lane, blocks, at] = [0, 1, 2];
  const state: State = [3, 4, 5, 6];
  const saved: State = [7, 8, 9, 10];
  const { get, set, apply, i32 } = wasm;
  const binary =
    (instruction: number) =>
    (x: Code, y: Code): Code =>
      apply(instruction, x, y);
  const [add, xor] = [binary(0x6a), binary(0x73)];
  const load = (address: Code, plus: number): Code => [...address, 0x28, ...wasm.offset(plus)];
  const width: Width = {
    ...{ add, xor, and: binary(0x71), or: binary(0x72) },
    not: (x) => xor(x, i32(-1)),
    rotate: (variable, bits) => apply(0x77, get(variable), i32(bits)),
    constant: (step) => i32(constants[step]! | 0),
    word: (index) => load(get(at), index * 4),
  };
  const words = apply(0x74, get(lane), i32(2));
  const body = [
    ...set(at, apply(0x6c, add(get(lane), i32(1)), i32(CAPACITY))),
    ...state.flatMap((variable, index) => set(variable, load(words, index * 4 * LANES))),
    ...wasm.repeat(blocks, [
      ...block(state, saved, 11, width),
      ...set(at, add(get(at), i32(BLOCK))),
    ]),
    ...state.flatMap((variable, index) => [
      ...words,
      ...get(variable),
      0x36,
      ...wasm.offset(index * 4 * LANES),
    ]),
  ];
  return { name: 'one', parameters: 2, locals: [[wasm.I32, 10]], body };
}

/** Variables of `four`: parameter, address, state, the state before, one to spare, rows and halves, and the block's words. */
const [ROWS, HALVES, WORD] = [11, 15, 19];

function four(): wasm.WasmFunction {
  const [blocks, at] = [0, 1];
  const state: State = [2, 3, 4, 5];
  const saved: State = [6, 7, 8, 9];
  const { get, set, apply, applyVector, i32 } = wasm;
  const binary =
    (instruction: number) =>
    (x: Code, y: Code): Code =>
      applyVector(instruction, x, y);
  const load = (address: Code, plus: number): Code => [
    ...applyVector(0, address),
    ...wasm.offset(plus),
  ];
  const [or, shiftLeft, shiftRight] = [binary(80), binary(171), binary(173)];
  const width: Width = {
    ...{ or, add: binary(174), and: binary(78), xor: binary(81) },
    not: (x) => applyVector(77, x),
    rotate: (variable, bits) =>
      or(shiftLeft(get(variable), i32(bits)), shiftRight(get(variable), i32(32 - bits))),
    // From memory: as an operand it costs nothing, while engines build a constant by several instructions.
    constant: (step) => load(i32(0), TABLE + step * 16),
    word: (index) => get(WORD + index),
  };
  const body = [
    ...state.flatMap((variable, index) => set(variable, load(i32(0), index * 16))),
    ...wasm.repeat(blocks, [
      ...transpose((lane, quarter) => load(get(at), bufferOf(lane) + quarter * 16)),
      ...block(state, saved, 10, width),
      ...set(at, apply(0x6a, get(at), i32(BLOCK))),
    ]),
    ...state.flatMap((variable, index) => [
      ...applyVector(11, i32(0), get(variable)),
      ...wasm.offset(index * 16),
    ]),
  ];
  const locals = [
    [wasm.I32, 1],
    [wasm.V128, 33],
  ] as const;
  return { name: 'four', parameters: 1, locals, body };
}

/** Puts the lanes' blocks side by side, word by word: four times a square of four rows, turned round. */
function transpose(load: (lane: number, quarter: number) => Code): Code {
  const { get, set } = wasm;
  const turn = (quarter: number): Code => [
    ...[0, 1, 2, 3].flatMap((lane) => set(ROWS + lane, load(lane, quarter))),
    ...[0, 2].flatMap((row) => [
      ...set(HALVES + row, shuffle([0, 4, 1, 5], get(ROWS + row), get(ROWS + row + 1))),
      ...set(HALVES + row + 1, shuffle([2, 6, 3, 7], get(ROWS + row), get(ROWS + row + 1))),
    ]),
    ...[0, 1].flatMap((half) => [
      ...set(
        WORD + quarter * 4 + half * 2,
        shuffle([0, 1, 4, 5], get(HALVES + half), get(HALVES + half + 2)),
      ),
      ...set(
        WORD + quarter * 4 + half * 2 + 1,
        shuffle([2, 3, 6, 7], get(HALVES + half), get(HALVES + half + 2)),
      ),
    ]),
  ];
  return [0, 1, 2, 3].flatMap(turn);
}

/** Picks words out of two vectors: 0 to 3 are those of `x`, 4 to 7 of `y`. */
function shuffle(words: readonly number[], x: Code, y: Code): Code {
  const bytes = words.flatMap((word) => [0, 1, 2, 3].map((byte) => word * 4 + byte));
  return [...wasm.applyVector(13, x, y), ...bytes];
}
