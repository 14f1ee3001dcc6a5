/**
 * What every command but `serve` is: a function from the world around it to an {@link Outcome}, which is printed as text
 * for people or, with `--json`, as one object.
 *
 * @module
 */
import type { Command } from 'commander';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { redact } from '../log/redact.js';
import { visible } from '../log/visible.js';
import { describe } from '../wire/problem.js';

/** The world around a command. */
export interface World {
  readonly env: Environment;
  /** Standard output. */
  readonly out: (text: string) => void;
  /** Standard error. */
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly read: () => Promise<string>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Ends the command. */
  readonly signal: AbortSignal;
}

/** How a command ended. */
export interface Outcome {
  /** 2: something has to be mended by the person. */
  readonly exitCode: 0 | 2;
  /** For people: lines, each with its end. */
  readonly text: string;
  /** For programs, with `--json`. */
  readonly data: object;
}

/** A thing that has to be mended (2), or a defect (1). */
export type ExitCode = 0 | 1 | 2;

/** Registers itself, and runs its work by the given function. */
export type AddCommand = (program: Command, run: Run) => void;

/** Runs the work of one command to its end, printed. */
export type Run = (options: CommonOptions, work: Work) => Promise<void>;

/** The work of a command. */
export type Work = (world: World) => Promise<Outcome>;

/** Options of every command. */
export interface CommonOptions {
  readonly json?: true;
}

/** What `--json` says in `--help`. */
export const JSON_OPTION = ['--json', 'print one JSON object and nothing else'] as const;

/** Prints the outcome, or the error in the same form. */
export async function runCommand(
  world: World,
  { json }: CommonOptions,
  work: Work,
): Promise<ExitCode> {
  try {
    const { exitCode, text, data } = await work(world);
    world.out(json ? `${JSON.stringify(data)}\n` : text);
    return exitCode;
  } catch (error) {
    const { exitCode, code, message } = readError(error);
    if (json) world.out(`${JSON.stringify({ error: { code, message } })}\n`);
    else tellError(world, message);
    return exitCode;
  }
}

/** Each line with the name of the program, on standard error. */
export function tellError({ err }: Pick<World, 'err'>, message: string): void {
  for (const line of message.split('\n')) err(`direct-upload-signer: ${visible(line)}\n`);
}

/** A {@link SignerError} speaks in sentences of its own; whatever else comes up may quote anything. */
export function readError(error: unknown): {
  readonly exitCode: 1 | 2;
  readonly code: string;
  readonly message: string;
} {
  if (error instanceof SignerError) {
    return { exitCode: 2, code: error.code, message: error.message };
  }
  return { exitCode: 1, code: 'internal', message: redact(describe(error)) };
}
