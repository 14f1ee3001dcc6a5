/**
 * `direct-upload-signer keys get` and `keys set`: the TempURL keys of the container or of the account, for signers that
 * cannot read them themselves, and for moving from other tools.
 *
 * @module
 */
import { Option } from 'commander';
import type { Command } from 'commander';
import { SignerError } from '../errors.js';
import { changeMetadata, readMetadata } from '../storage/swift/container-metadata.js';
import { freshTempUrlKey } from '../storage/swift/container-setup.js';
import { CONTAINER_KEYS } from '../storage/swift/signing-key.js';
import { JSON_OPTION } from './command.js';
import type { CommonOptions, Outcome, Run, World } from './command.js';
import { openContainer } from './open-container.js';

/** As commander gives them. */
export interface SlotOptions extends CommonOptions {
  readonly account?: true;
  readonly slot: '1' | '2';
  readonly stdin?: true;
}

/** Adds both to `keys`. */
export function addSlots(keys: Command, run: Run): void {
  const slot = (): Option =>
    new Option('--slot <number>', '1 is Temp-URL-Key, 2 is Temp-URL-Key-2')
      .choices(['1', '2'])
      .default('1');
  keys
    .command('get')
    .description('print the key of SWIFT_CONTAINER, as a line for a .env file')
    .option('--account', 'of the whole account instead')
    .addOption(slot())
    .option(...JSON_OPTION)
    .action((options: SlotOptions) => run(options, (world) => getKey(world, options)));
  keys
    .command('set')
    .description(
      'set the key of SWIFT_CONTAINER to a fresh one; URLs of the one before end at once',
    )
    .option('--account', 'of the whole account instead')
    .addOption(slot())
    .option('--stdin', 'to the one that is read from standard input')
    .option(...JSON_OPTION)
    .action((options: SlotOptions) => run(options, (world) => setKey(world, options)));
}

/** @throws SignerError `storage-refused` if there is none, or it may not be seen. */
export async function getKey(world: World, options: SlotOptions): Promise<Outcome> {
  const { account, container, header } = placeOf(world, options);
  const key = (await readMetadata(account, container, world.signal)).get(header);
  if (key) return printed(key);
  const message =
    'There is no such key, or these credentials may not see it: direct-upload-signer init makes those of the container.';
  throw new SignerError('storage-refused', message);
}

/** Prints the key only where it has to be stored: signers read those of the container. */
export async function setKey(world: World, options: SlotOptions): Promise<Outcome> {
  const { account, container, header } = placeOf(world, options);
  const key = options.stdin ? (await world.read()).trim() : freshTempUrlKey();
  if (key === '' || key.length > MOST_CHARACTERS) {
    const message = `A key has 1 to ${MOST_CHARACTERS} characters; a good one has 43 at random.`;
    throw new SignerError('invalid-option', message);
  }
  // A rotation starts from the beginning: it can no longer know since when the keys are there.
  const mark = container === undefined ? {} : { [CONTAINER_KEYS.state]: '' };
  await changeMetadata(account, container, { [header]: key, ...mark }, world.signal);
  if (options.account && !options.stdin) return printed(key);
  return { exitCode: 0, text: 'The key is set.\n', data: { set: true } };
}

/** More is refused by Swift (measured: 257 gives 400). */
const MOST_CHARACTERS = 256;

function printed(key: string): Outcome {
  const data = { SWIFT_TEMP_URL_KEY: key };
  return { exitCode: 0, text: `SWIFT_TEMP_URL_KEY=${key}\n`, data };
}

function placeOf({ env, now }: World, { account: whole, slot }: SlotOptions) {
  const { access, container } = openContainer(env, now);
  const inContainer = slot === '1' ? CONTAINER_KEYS.signs : CONTAINER_KEYS.other;
  return {
    account: access.account,
    container: whole ? undefined : container,
    header: whole ? inContainer.replace('x-container-', 'x-account-') : inContainer,
  };
}
