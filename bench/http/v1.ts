import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from './client.js';

export const AUTHENTICATE = '/v1/demo/authenticate-client';

/** Posts parameters to `/v1`; the body as it came. Rejects when it is not answered with 200. */
export async function postV1({ address, token }: Server, path: string, parameters: object): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(parameters) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`refused: ${text}`);
  return text;
}

/** Resolves when the views have caught up with the log. */
export async function ready({ address }: Server): Promise<void> {
  while ((await fetch(`${address}/health/ready`)).status !== 200) await delay(100);
}
