/**
 * Looks that ask every replica. One replica may lag behind a write that was answered: who decides by a look whether bytes may
 * be deleted, or a receipt given, must not miss that write.
 *
 * @module
 */
import type { SwiftContainer } from './object.js';

/** The container, whose HEAD and GET have `X-Newest`. */
export function newest<Container extends SwiftContainer>(container: Container): Container {
  return {
    ...container,
    send: (method, name, options, signal) => {
      const looks = method === 'HEAD' || method === 'GET';
      const headers = { ...options.headers, 'x-newest': 'true' };
      return container.send(method, name, looks ? { ...options, headers } : options, signal);
    },
  };
}
