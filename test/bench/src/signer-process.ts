/**
 * Runs a signer for a sink; tells its endpoint by a message. Arguments: address to listen on, storage as JSON, origin of
 * the pages.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { createSigner, generateReceiptKey, serve, swift } from '@direct-upload/signer-server';
import type { SignerStorage } from './signer.js';

const [, , host = '', settings = '', page = ''] = process.argv;
const { url, user, key, container, tempUrlKey } = JSON.parse(settings) as SignerStorage;
const signer = createSigner({
  storage: swift({ auth: { url, user, key }, container, tempUrlKey }),
  secret: randomBytes(32),
  receiptKey: generateReceiptKey(),
  audience: 'bench',
  authorize: () => Promise.resolve({ subject: 'bench' }),
  allowedOrigins: [page],
  policy: { maxSize: 10 * 1024 ** 3 },
});
const served = await serve(signer, { port: 0, host });
process.send?.({ endpoint: `${served.url}/uploads` });
process.on('disconnect', () => process.exit());
