/**
 * One cookie of a request.
 *
 * @module
 */
import { parse } from 'hono/utils/cookie';

/** Its value, decoded; `undefined` if it is not there. */
export function cookieNamed(request: Request, name: string): string | undefined {
  return parse(request.headers.get('cookie') ?? '', name)[name];
}
