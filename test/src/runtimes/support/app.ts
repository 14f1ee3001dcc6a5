/**
 * An application with the signer as a library, written for no runtime in particular: `Request` in, `Response` out.
 *
 * @module
 */
import { createSigner, s3, swift } from '@direct-upload/signer-server/web';
import type { Signer } from '@direct-upload/signer-server/web';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { Settings } from './settings.js';

/** Answers as the signer does, but for two paths of its own. */
export type App = (request: Request, settings: Settings) => Promise<Response>;

/** The signer is made at the first request, for that is where Workers have their settings. */
export function createTestApp(): App {
  let signer: Signer | undefined;
  return async (request, settings) => {
    signer ??= signerOf(settings);
    const { pathname } = new URL(request.url);
    // What the signer finds of storage, as `doctor` shows it.
    if (pathname === '/check') return Response.json(await signer.check(request.signal));
    // What an application does with the form.
    if (pathname === '/verify') return Response.json(await verify(signer, await request.text()));
    return signer.fetch(request);
  };
}

async function verify(signer: Signer, receipt: string): Promise<unknown> {
  const keys = await signer.request('http://localhost/.well-known/jwks.json');
  const jwks = (await keys.json()) as { keys: [] };
  return verifyReceipt(receipt, { jwks, audience: 'direct-upload' });
}

function signerOf({ storage, signer, authorizes }: Settings): Signer {
  return createSigner({
    ...signer,
    storage: storage.kind === 'swift' ? swift(storage.options) : s3(storage.options),
    ...(authorizes && { authorize: readCaller }),
  });
}

/** Whoever the request says; an application would look at a session. */
function readCaller(request: Request): Promise<{ subject: string } | null> {
  const subject = request.headers.get('x-caller');
  return Promise.resolve(subject === null ? null : { subject });
}
