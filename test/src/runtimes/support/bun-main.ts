/** The application in Bun's own server. @module */
import { createTestApp } from './app.js';
import type { Settings } from './settings.js';

declare const Bun: {
  serve(options: {
    readonly port: number;
    readonly hostname: string;
    readonly fetch: (request: Request) => Promise<Response>;
  }): unknown;
};

const settings = JSON.parse(process.env['SETTINGS'] ?? '{}') as Settings;
const app = createTestApp();
Bun.serve({
  port: Number(process.env['PORT']),
  hostname: '127.0.0.1',
  fetch: (request) => app(request, settings),
});
