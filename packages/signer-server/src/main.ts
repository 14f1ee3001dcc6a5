#!/usr/bin/env node
/**
 * The command `direct-upload-signer`. Exit codes: 0 done, 2 something must be mended first, 1 a defect.
 *
 * @module
 */
import { text } from 'node:stream/consumers';
import { Command, CommanderError } from 'commander';
import { readError, runCommand, tellError } from './commands/command.js';
import type { AddCommand, Run, World } from './commands/command.js';
import { redact } from './log/redact.js';
import { VERSION } from './version.js';

/** Every command but `serve`, in the order of `--help`. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./commands/init.js')).addInit,
  doctor: async () => (await import('./commands/doctor.js')).addDoctor,
  sign: async () => (await import('./commands/sign.js')).addSign,
  keys: async () => (await import('./commands/keys.js')).addKeys,
  verify: async () => (await import('./commands/verify.js')).addVerify,
  gc: async () => (await import('./commands/gc.js')).addGc,
  storage: async () => (await import('./commands/storage.js')).addStorage,
};

/** Of the command that is called, its own modules alone: to load those of all takes three times as long. */
function called([word = 'serve']: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  if (word === 'serve') return [];
  const one = Object.entries(COMMANDS).filter(([name]) => name === word);
  return one.length > 0 ? one.map(([, load]) => load) : Object.values(COMMANDS);
}

const stop = new AbortController();
const world: World = {
  env: process.env,
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  read: () => text(process.stdin),
  now: Date.now,
  signal: stop.signal,
};

// Node would print the error as it is, with all that hangs on it: a URL with its signature, headers.
process.once('uncaughtException', (error) => {
  tellError(world, readError(error).message);
  process.exit(1);
});

const run: Run = async (options, work) => {
  process.exitCode = await runCommand(world, options, work);
};

const program = new Command('direct-upload-signer')
  .description(
    'Signs direct uploads to OpenStack Swift and issues receipts. Settings: environment.',
  )
  .version(VERSION)
  // What cannot be understood is repeated to the person, and may be a receipt.
  .configureOutput({ writeErr: (text) => void process.stderr.write(redact(text)) })
  // An argument that cannot be understood is for the person to mend.
  .exitOverride()
  // A command below a command has options of its own, of the same names.
  .enablePositionalOptions();

program
  .command('serve', { isDefault: true })
  .description('check storage, then answer requests')
  .option('--no-check', 'start without looking at storage first')
  .action(async (options: { check: boolean }) => {
    // The first signal lets requests end; a second one ends the process at once, as by default.
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.once(name, () => {
        stop.abort();
      });
    }
    const exit = (): void => process.exit(0);
    const { runServe } = await import('./commands/serve.js');
    await runServe({ ...world, exit }, options);
  });

for (const load of called(process.argv.slice(2))) (await load())(program, run);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said it already.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { exitCode, message } = readError(error);
    tellError(world, message);
    process.exitCode = exitCode;
  }
}
