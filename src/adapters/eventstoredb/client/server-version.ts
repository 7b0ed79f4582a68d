import type { Client } from './connection.js';

/** As the server says it itself; the client knows it and has no public word for it. */
export async function versionOf(client: Client): Promise<string> {
  const { serverVersion } = (await Reflect.get(client, 'capabilities')) as { serverVersion: unknown };
  return String(serverVersion);
}
