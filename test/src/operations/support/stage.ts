/**
 * A real Swift with nothing in it, and the environment of somebody who runs the command against it.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { openSession } from '../../setup/swift-client.js';
import type { SwiftSession } from '../../setup/swift-client.js';
import { startSwift } from '../../setup/swift.js';
import type { SwiftLab } from '../../setup/swift.js';
import type { Environment } from './command.js';

/** See the module comment. */
export interface OperationsStage {
  readonly lab: SwiftLab;
  /** What can be seen and done behind the command's back. */
  readonly session: SwiftSession;
  /** Credentials, the container `box`, fresh keys. */
  readonly env: Environment;
}

/** @param settings - more variables. Stop the lab at the end. */
export async function startStage(settings: Environment = {}): Promise<OperationsStage> {
  const lab = await startSwift();
  const env = {
    ST_AUTH: lab.authUrl,
    ST_USER: lab.user,
    ST_KEY: lab.key,
    SWIFT_CONTAINER: 'box',
    SIGNER_SECRET: randomBytes(32).toString('hex'),
    RECEIPT_KEY: generateReceiptKey(),
    ...settings,
  };
  return { lab, session: await openSession(lab), env };
}
