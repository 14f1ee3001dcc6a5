/**
 * `direct-upload-signer keys`: fresh secrets for a first start, as lines for a `.env` file; and below it,
 * what looks after the TempURL key.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { generateReceiptKey } from '../tokens/receipt-key.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome } from './command.js';
import { addRotate } from './keys-rotate.js';
import { addSlots } from './keys-slots.js';

export const addKeys: AddCommand = (program, run) => {
  const keys = program
    .command('keys')
    .description('print a fresh SIGNER_SECRET and RECEIPT_KEY for a .env file')
    .option(...JSON_OPTION)
    .action((options: CommonOptions) => run(options, () => Promise.resolve(freshKeys())));
  addRotate(keys, run);
  addSlots(keys, run);
};

/** `SIGNER_SECRET` and `RECEIPT_KEY`, each on one line; the PEM with `\n` written out. */
export function freshKeys(): Outcome {
  const data = {
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey().trim().replaceAll('\n', '\\n'),
  };
  const text = `SIGNER_SECRET=${data.SIGNER_SECRET}\nRECEIPT_KEY="${data.RECEIPT_KEY}"\n`;
  return { exitCode: 0, text, data };
}
