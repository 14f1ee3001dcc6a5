#!/usr/bin/env node
/**
 * The command `direct-upload-signer`. Exit codes: 0 done, 2 something must be mended first, 1 a defect.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { freshKeys } from './commands/keys.js';
import { runServe } from './commands/serve.js';
import { describe } from './core.js';
import { SignerError } from './errors.js';
import { redact } from './redact.js';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

const program = new Command('direct-upload-signer')
  .description(
    'Signs direct uploads to OpenStack Swift and issues receipts. Settings: environment.',
  )
  .version(version);

program
  .command('serve', { isDefault: true })
  .description('check storage, then answer requests')
  .option('--no-check', 'start without looking at storage first')
  .action(async (options: { check: boolean }) => {
    const stop = new AbortController();
    // The first signal lets requests end; a second one ends the process at once, as by default.
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.once(name, () => {
        stop.abort();
      });
    }
    const out = (line: string): void => {
      process.stdout.write(line);
    };
    await runServe({ env: process.env, out, signal: stop.signal }, options);
  });

program
  .command('keys')
  .description('print a fresh SIGNER_SECRET and RECEIPT_KEY for a .env file')
  .action(() => {
    process.stdout.write(freshKeys());
  });

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof SignerError;
  // A SignerError speaks in sentences of its own; whatever else comes up may quote anything.
  const text = known ? error.message : redact(describe(error));
  for (const line of text.split('\n')) process.stderr.write(`direct-upload-signer: ${line}\n`);
  process.exitCode = known ? 2 : 1;
}
