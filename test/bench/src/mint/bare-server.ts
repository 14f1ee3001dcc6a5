/**
 * What any mint costs at least: a bare `node:http` handler that parses the JSON and computes one HMAC. Tells its origin by
 * a message.
 *
 * @module
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [, , host = ''] = process.argv;
const key = randomBytes(32);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { files } = JSON.parse(Buffer.concat(chunks).toString()) as { files: { name: string }[] };
    const text = `PUT\n4102444800\n/v1/AUTH_bench/uploads/${files[0]?.name ?? ''}`;
    const signature = createHmac('sha256', key).update(text).digest('hex');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `http://storage/${signature}` }));
  });
});
server.listen(0, host, () => {
  process.send?.({ origin: `http://${host}:${(server.address() as AddressInfo).port}` });
});
process.on('disconnect', () => process.exit());
