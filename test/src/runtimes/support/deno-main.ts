/** The application in Deno's own server. @module */
import { createTestApp } from './app.js';
import type { Settings } from './settings.js';

declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(
    options: { readonly port: number; readonly hostname: string; readonly onListen: () => void },
    handler: (request: Request) => Promise<Response>,
  ): unknown;
};

const settings = JSON.parse(Deno.env.get('SETTINGS') ?? '{}') as Settings;
const app = createTestApp();
const port = Number(Deno.env.get('PORT'));
// It would say where it listens.
const onListen = (): void => undefined;
Deno.serve({ port, hostname: '127.0.0.1', onListen }, (request) => app(request, settings));
