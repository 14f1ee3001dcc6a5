/**
 * `direct-upload-signer verify`: what a receipt says and whether it is good, as an application would find it; with
 * `--storage` also whether the object is still there as it says.
 *
 * @module
 */
import { readSettings } from '../settings/read-settings.js';
import { ReceiptError, verifyReceipt } from '../tokens/receipt.js';
import type { ReceiptClaims } from '../tokens/receipt.js';
import { JSON_OPTION } from './command.js';
import type { AddCommand, CommonOptions, Outcome, World } from './command.js';
import { table, wrong } from './storage-target.js';
import { keysFrom } from './verify-keys.js';
import { compareStored } from './verify-storage.js';
import type { StoredFinding } from './verify-storage.js';

/** As commander gives them. */
export interface VerifyOptions extends CommonOptions {
  readonly jwks?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly policy?: string;
  readonly storage?: true;
}

export const addVerify: AddCommand = (program, run) => {
  program
    .command('verify')
    .description('say whether a receipt is good, and what it says')
    .argument('<receipt>', 'the compact JWS; - reads it from standard input')
    .option(
      '--jwks <url or file>',
      'keys of the signer: a key set, JWK or PEM; default: RECEIPT_KEY',
    )
    .option('--audience <name>', 'the application; default: RECEIPT_AUDIENCE, or direct-upload')
    .option('--issuer <name>', 'the signer; default: RECEIPT_ISSUER, or any')
    .option('--policy <name>', 'the policy it must be uploaded under')
    .option('--storage', 'look whether the object is there as the receipt says')
    .option(...JSON_OPTION)
    .action((receipt: string, options: VerifyOptions) =>
      run(options, (world) => verify(world, receipt, options)),
    );
};

/**
 * Exit code 2 for a receipt that an application must not accept, or an object that is not as it says.
 *
 * @throws SignerError `invalid-option` if there are no keys to verify it with.
 */
export async function verify(
  world: World,
  given: string,
  options: VerifyOptions,
): Promise<Outcome> {
  const receipt = (given === '-' ? await world.read() : given).trim();
  if (receipt === '') throw wrong('There is no receipt on standard input');
  const judged = await judge(world, receipt, options);
  if ('error' in judged) {
    const { code, message } = judged.error;
    return {
      exitCode: 2,
      text: `${code}: ${message}\n`,
      data: { valid: false, error: { code, message } },
    };
  }
  const { claims } = judged;
  const stored = options.storage ? await compareStored(world, claims.upload) : undefined;
  return {
    exitCode: stored === undefined || stored.same ? 0 : 2,
    text: told(claims, stored),
    data: { valid: true, claims, ...(stored && { stored }) },
  };
}

async function judge(
  { env, now }: World,
  receipt: string,
  { jwks, audience, issuer, policy }: VerifyOptions,
): Promise<{ readonly claims: ReceiptClaims } | { readonly error: ReceiptError }> {
  const { settings } = readSettings(env, ['RECEIPT_AUDIENCE', 'RECEIPT_ISSUER']);
  const from = issuer ?? settings.RECEIPT_ISSUER;
  const keys = await keysFrom(env, jwks);
  try {
    const claims = await verifyReceipt(receipt, {
      ...keys,
      audience: audience ?? settings.RECEIPT_AUDIENCE ?? 'direct-upload',
      now: now(),
      ...(from !== undefined && { issuer: from }),
      ...(policy !== undefined && { policy }),
    });
    return { claims };
  } catch (error) {
    if (error instanceof ReceiptError) return { error };
    // Whatever else there is, is about the keys.
    const why = error instanceof Error ? error.message : String(error);
    throw wrong(`The keys of ${jwks ?? 'RECEIPT_KEY'} cannot be had (${why})`);
  }
}

/** A name is a person's words: quoted, so that none can look like another line. */
function told(claims: ReceiptClaims, stored: StoredFinding | undefined): string {
  const { iss, aud, sub, jti, iat, exp, upload } = claims;
  const time = (seconds: number): string => new Date(seconds * 1000).toISOString();
  const rows = {
    issuer: iss,
    audience: aud,
    subject: sub,
    id: jti,
    stored: time(iat),
    expires: time(exp),
    ...upload,
  };
  const lines = Object.entries(rows).map(([name, value]) => [
    name,
    /^(?:stored|expires)$/.test(name) ? String(value) : JSON.stringify(value),
  ]);
  const seen = stored ? `${stored.same ? 'unchanged' : 'changed'}: ${stored.message}\n` : '';
  return `valid\n${table(lines)}${seen}`;
}
