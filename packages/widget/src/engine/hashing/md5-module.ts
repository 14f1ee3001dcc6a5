/**
 * MD5's compression (RFC 1321 §3.4) as a WebAssembly module: of one message, and of four at once.
 *
 * MD5 is one long chain of steps that wait for each other, so a single message cannot be hashed faster by wider instructions.
 * Four messages can share them: their states stand side by side, as the four 32-bit lanes of a vector.
 *
 * @module
 */
import { BLOCK, bufferOf, CAPACITY, constantOf, LANES, TABLE } from './md5-memory.js';
import {
  apply,
  applyVector,
  get,
  I32,
  i32,
  moduleOf,
  offset,
  repeat,
  set,
  V128,
  type Code,
  type WasmFunction,
} from './wasm-assembler.js';

/** What the module's instance has. */
export interface Md5Exports {
  readonly memory: WebAssembly.Memory;
  /** Takes `blocks` (1 or more) blocks of the lane's buffer into the lane's state. */
  readonly one: (lane: number, blocks: number) => void;
  /** Takes as many of every lane. */
  readonly four: (blocks: number) => void;
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

/** Sixteen steps. */
interface Round {
  /** Which word of the block the step takes. */
  readonly wordOf: (step: number) => number;
  /** By how many bits, in turn. */
  readonly shifts: readonly number[];
  /** `b` was computed last: what does not need it is computed while it is on its way. */
  readonly mix: (width: Width, b: Code, c: Code, d: Code) => Code;
}

const ROUNDS: readonly Round[] = [
  {
    wordOf: (step) => step,
    shifts: [7, 12, 17, 22],
    mix: ({ and, xor }, b, c, d) => xor(and(xor(c, d), b), d),
  },
  {
    wordOf: (step) => 5 * step + 1,
    shifts: [5, 9, 14, 20],
    mix: ({ add, and, not }, b, c, d) => add(and(c, not(d)), and(b, d)),
  },
  {
    wordOf: (step) => 3 * step + 5,
    shifts: [4, 11, 16, 23],
    mix: ({ xor }, b, c, d) => xor(xor(c, d), b),
  },
  {
    wordOf: (step) => 7 * step,
    shifts: [6, 10, 15, 21],
    mix: ({ or, xor, not }, b, c, d) => xor(or(b, not(d)), c),
  },
];

/** Variables of a function: the state (`a` to `d`, in a row), then the state before, then one to spare. */
interface Variables {
  readonly first: number;
  readonly spare: number;
}
const stateFrom = (first: number): readonly number[] => [first, first + 1, first + 2, first + 3];

/** The module's bytes. */
export function md5Module(): Uint8Array<ArrayBuffer> {
  return moduleOf([one(), four()], LANES + 1);
}

/** All steps of one block, added to the state before them. */
function block({ first, spare }: Variables, width: Width): Code {
  const state = stateFrom(first);
  const saved = (variable: number): number => variable + 4;
  return [
    ...state.flatMap((variable) => set(saved(variable), get(variable))),
    ...steps({ first, spare }, width),
    ...state.flatMap((variable) => set(variable, width.add(get(variable), get(saved(variable))))),
  ];
}

function steps({ first, spare }: Variables, width: Width): Code {
  const { add, rotate, constant, word } = width;
  const code: number[] = [];
  let [a, b, c, d] = [first, first + 1, first + 2, first + 3];
  for (const [round, { wordOf, shifts, mix }] of ROUNDS.entries()) {
    for (let from = 0; from < 16; from += shifts.length) {
      for (const [index, bits] of shifts.entries()) {
        const step = round * 16 + from + index;
        const known = add(add(get(a), constant(step)), word(wordOf(step) % 16));
        code.push(
          ...set(spare, add(known, mix(width, get(b), get(c), get(d)))),
          ...set(a, add(rotate(spare, bits), get(b))),
        );
        // The words change places: what was just computed is the next step's `b`.
        [a, b, c, d] = [d, a, b, c];
      }
    }
  }
  return code;
}

const binary =
  (instruction: number) =>
  (x: Code, y: Code): Code =>
    apply(instruction, x, y);
const binaryVector =
  (instruction: number) =>
  (x: Code, y: Code): Code =>
    applyVector(instruction, x, y);

function one(): WasmFunction {
  const [lane, blocks, at, first, spare] = [0, 1, 2, 3, 11];
  const [add, xor] = [binary(0x6a), binary(0x73)];
  const load = (address: Code, plus: number): Code => [...address, 0x28, ...offset(plus)];
  const width: Width = {
    ...{ add, xor, and: binary(0x71), or: binary(0x72) },
    not: (x) => xor(x, i32(-1)),
    rotate: (variable, bits) => apply(0x77, get(variable), i32(bits)),
    constant: (step) => i32(constantOf(step) | 0),
    word: (index) => load(get(at), index * 4),
  };
  const words = apply(0x74, get(lane), i32(2));
  const body = [
    ...set(at, apply(0x6c, add(get(lane), i32(1)), i32(CAPACITY))),
    ...stateFrom(first).flatMap((variable, index) => set(variable, load(words, index * 4 * LANES))),
    ...repeat(blocks, [...block({ first, spare }, width), ...set(at, add(get(at), i32(BLOCK)))]),
    ...stateFrom(first).flatMap((variable, index) => [
      ...words,
      ...get(variable),
      0x36,
      ...offset(index * 4 * LANES),
    ]),
  ];
  return { name: 'one', parameters: 2, locals: [[I32, 10]], body };
}

/** Variables of `four` besides: rows and halves of a square that is turned, and the block's words. */
const [ROWS, HALVES, WORD] = [11, 15, 19];

const loadVector = (address: Code, plus: number): Code => [
  ...applyVector(0, address),
  ...offset(plus),
];

function four(): WasmFunction {
  const [blocks, at, first, spare] = [0, 1, 2, 10];
  const [or, shiftLeft, shiftRight] = [binaryVector(80), binaryVector(171), binaryVector(173)];
  const width: Width = {
    ...{ or, add: binaryVector(174), and: binaryVector(78), xor: binaryVector(81) },
    not: (x) => applyVector(77, x),
    rotate: (variable, bits) =>
      or(shiftLeft(get(variable), i32(bits)), shiftRight(get(variable), i32(32 - bits))),
    // From memory: as an operand it costs nothing, while engines build a constant by several instructions.
    constant: (step) => loadVector(i32(0), TABLE + step * 16),
    word: (index) => get(WORD + index),
  };
  const body = [
    ...stateFrom(first).flatMap((variable, index) => set(variable, loadVector(i32(0), index * 16))),
    ...repeat(blocks, [
      ...[0, 1, 2, 3].flatMap((quarter) => turn(get(at), quarter)),
      ...block({ first, spare }, width),
      ...set(at, apply(0x6a, get(at), i32(BLOCK))),
    ]),
    ...stateFrom(first).flatMap((variable, index) => [
      ...applyVector(11, i32(0), get(variable)),
      ...offset(index * 16),
    ]),
  ];
  const locals = [
    [I32, 1],
    [V128, 33],
  ] as const;
  return { name: 'four', parameters: 1, locals, body };
}

/** Puts a quarter of the lanes' blocks side by side, word by word: a square of four rows, turned. */
function turn(at: Code, quarter: number): Code {
  const pair = (target: number, words: readonly number[], x: number, y: number): Code =>
    set(target, shuffle(words, get(x), get(y)));
  const word = WORD + quarter * 4;
  return [
    ...[0, 1, 2, 3].flatMap((lane) =>
      set(ROWS + lane, loadVector(at, bufferOf(lane) + quarter * 16)),
    ),
    ...[0, 2].flatMap((row) => [
      ...pair(HALVES + row, [0, 4, 1, 5], ROWS + row, ROWS + row + 1),
      ...pair(HALVES + row + 1, [2, 6, 3, 7], ROWS + row, ROWS + row + 1),
    ]),
    ...[0, 1].flatMap((half) => [
      ...pair(word + half * 2, [0, 1, 4, 5], HALVES + half, HALVES + half + 2),
      ...pair(word + half * 2 + 1, [2, 3, 6, 7], HALVES + half, HALVES + half + 2),
    ]),
  ];
}

/** Picks words out of two vectors: 0 to 3 are those of `x`, 4 to 7 of `y`. */
function shuffle(words: readonly number[], x: Code, y: Code): Code {
  const bytes = words.flatMap((word) => [0, 1, 2, 3].map((byte) => word * 4 + byte));
  return [...applyVector(13, x, y), ...bytes];
}
