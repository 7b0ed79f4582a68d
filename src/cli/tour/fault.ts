import type { Exchange } from './ask.js';

const remedies: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: ' Give a token of this server: --token <token>; npm run token -- --role administrator prints one.',
  FORBIDDEN: " The tour needs an administrator's token.",
};

/** Values that the steps promise, by the name in the answer. */
export const promised: Readonly<Record<string, readonly [field: string, value: unknown]>> = {
  exact: ['match', 'EXACT'],
  slashTooMany: ['match', 'NONE'],
  verifyClientSecret: ['active', true],
};

/** Why this is not the answer the tour expects, in one line; nothing when it is. */
export function faultIn({ status, answer }: Exchange): string | undefined {
  const [error] = answer.errors ?? [];
  if (error !== undefined) {
    const code = error.extensions?.code ?? 'ERROR';
    return `${code}: ${error.message}${remedies[code] ?? ''}`;
  }
  if (status !== 200 || !answer.data) return `HTTP ${status} without data.`;
  const [refused] = Object.values(answer.data).flatMap((payload) => payload?.userErrors ?? []);
  if (refused !== undefined) return `refused with ${refused.code}: ${refused.message}`;
  const missing = Object.keys(answer.data).find((name) => answer.data?.[name] === null);
  if (missing !== undefined) return `${missing} is null.`;
  for (const [name, [field, value]] of Object.entries(promised)) {
    const part = answer.data[name];
    if (part && part[field] !== value) return `${name}.${field} is not ${String(value)}.`;
  }
  return undefined;
}
