/**
 * Bulk delete, compared with a real Swift.
 *
 * @module
 */
import { A, anyone, user, type Exchange, type Options } from './exchange.js';
import { sign } from './sign.js';

const PATH = `${A}?bulk-delete`;

function bulk(body: string, options: Options = {}): Exchange {
  const headers = { 'content-type': 'text/plain', ...options.headers };
  const exchange = user('POST', PATH, { ...options, headers, body });
  return { ...exchange, title: `${exchange.title} | ${JSON.stringify(body.slice(0, 60))}` };
}

const JSON_ANSWER = { headers: { accept: 'application/json' } };

const setup: readonly Exchange[] = [
  user('PUT', `${A}/bulk`),
  ...['a', 'b', 'c', 'd', 'e', 'f/g', 'r%C3%A9sum%C3%A9%20%25.txt', '%F0%9F%98%80'].map((name) =>
    user('PUT', `${A}/bulk/${name}`, { body: 'hello' }),
  ),
];

const deletes: readonly Exchange[] = [
  bulk('bulk/a\nbulk/nope\n'),
  bulk('/bulk/b', JSON_ANSWER),
  bulk('bulk/r%C3%A9sum%C3%A9%20%25.txt\n  bulk/%F0%9F%98%80  \r\n\n\n', JSON_ANSWER),
  bulk('bulk\nbulk/c\n', JSON_ANSWER),
  bulk('nowhere/c\nnowhere\n'),
  bulk(`bulk/${'x'.repeat(1100)}`),
  bulk('bulk/%E9\nbulk/a%00b\nbulk/d'),
  bulk('bulk/%E9', { headers: { accept: 'text/xml' } }),
  bulk('', JSON_ANSWER),
  bulk('\n\n'),
  bulk(`bulk/${'x'.repeat(2000)}\nbulk/e`),
  bulk(`bulk/${'x'.repeat(4000)}\nbulk/e`),
  bulk('bulk/e\n', { headers: { 'content-type': 'application/json' } }),
  bulk('bulk/e\n', { headers: { accept: 'image/png' } }),
  bulk('bulk/e\n', { headers: { accept: 'nonsense' } }),
  bulk('bulk/e\n', { headers: { 'transfer-encoding': 'chunked', accept: 'application/xml' } }),
  { ...bulk('bulk/x\n'.repeat(10_001)), title: 'bulk delete of 10001 names' },
  bulk('bulk/c?multipart-manifest=delete\n'),
];

const callers: readonly Exchange[] = [
  anyone('POST', PATH, { headers: { 'content-type': 'text/plain' }, body: 'bulk/f/g\n' }),
  anyone('POST', PATH, { headers: { 'x-auth-token': 'AUTH_tknope' }, body: 'bulk/f/g\n' }),
  anyone('POST', `${A}/bulk/f/g?${sign({ method: 'POST', path: `${A}/bulk/f/g` })}&bulk-delete`, {
    headers: { 'content-type': 'text/plain' },
    body: 'bulk/f/g\n',
  }),
  user('POST', '/v1?bulk-delete', { headers: { 'content-type': 'text/plain' }, body: 'bulk/f/g' }),
  user('POST', '/v1/AUTH_other?bulk-delete', {
    headers: { 'content-type': 'text/plain' },
    body: 'bulk/f/g',
  }),
  user('GET', PATH),
  user('DELETE', `${A}/bulk?bulk-delete`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'bulk/f/g\n',
  }),
  user('GET', `${A}/bulk`),
  bulk('bulk'),
];

/** See the module comment. */
export const BULK_EXCHANGES: readonly Exchange[] = [...setup, ...deletes, ...callers];
