import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

/** A private key of P-256 as a JWK (RFC 7518 6.2). */
const privateJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.base64url().length(43),
  y: z.base64url().length(43),
  d: z.base64url().length(43),
});
export type PrivateJwk = z.output<typeof privateJwk>;

const isCode = (error: unknown, code: string) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

async function read(path: string): Promise<PrivateJwk | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return privateJwk.parse(JSON.parse(text));
  } catch {
    // without the cause: JSON.parse quotes what it read, and that is a private key
    throw new Error(`${path} holds no private key of P-256; remove it, and the next start makes another.`);
  }
}

/** Whole or not at all, and never over another one: written beside, then linked to its name. */
export async function createExclusively(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error; // another process was first: its key is the one
  } finally {
    await file.close();
    await unlink(draft);
  }
}

const pathIn = (dataDir: string) => join(dataDir, 'development-issuer.json');

/** Has a development server, or `keyledger token`, been here? */
export const hasDevelopmentKey = (dataDir: string) => existsSync(pathIn(dataDir));

/** The signing key of this data directory, made on first use and readable by its owner only. */
export async function developmentKey(dataDir: string): Promise<PrivateJwk> {
  const path = pathIn(dataDir);
  const existing = await read(path);
  if (existing) return existing;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  await mkdir(dataDir, { recursive: true });
  await createExclusively(path, `${JSON.stringify(await exportJWK(privateKey))}\n`);
  return (await read(path)) ?? developmentKey(dataDir);
}
