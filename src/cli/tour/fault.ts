import type { Doer } from '../../examples/document.js';
import type { Exchange } from './ask.js';

/** How each token is given, and what `npm run token` calls the role. */
export const tokenOptions: Readonly<Record<Doer, readonly [option: string, role: string]>> = {
  ADMINISTRATOR: ['--token', 'administrator'],
  REVIEWER: ['--reviewer-token', 'reviewer'],
  AUTHORIZATION_SERVER: ['--authorization-server-token', 'authorization-server'],
};

const remedies: Readonly<Record<string, (option: string, role: string) => string>> = {
  UNAUTHENTICATED: (option, role) =>
    ` Give a token of this server: ${option} <token>; npm run token -- --role ${role} prints one.`,
  FORBIDDEN: (option, role) => ` The token of ${option} needs the role ${role}.`,
};

/** Values that the steps promise, by the name in the answer and the path to a field in that. */
export const promised: Readonly<Record<string, readonly [path: string, value: unknown]>> = {
  exact: ['match', 'EXACT'],
  slashTooMany: ['match', 'NONE'],
  verifyClientSecret: ['active', true],
  u01: ['active', true],
  requestGoLive: ['integratorKey.goLive.status', 'IN_REVIEW'],
  declineGoLive: ['integratorKey.goLive.status', 'DECLINED'],
  approveGoLive: ['integratorKey.goLive.status', 'LIVE'],
  inDemo: ['active', true],
  inProduction: ['active', true],
  swapped: ['active', false],
  suspendProduction: ['integratorKey.goLive.status', 'SUSPENDED'],
  meanwhile: ['reason', 'SUSPENDED'],
  resumeProduction: ['integratorKey.goLive.status', 'LIVE'],
  rotateSecret: ['retiring.status', 'RETIRING'],
};

const at = (part: unknown, path: string) =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], part);

/** Why this is not the answer the tour expects, in one line; nothing when it is. */
export function faultIn({ status, answer }: Exchange, as: Doer = 'ADMINISTRATOR'): string | undefined {
  const [error] = answer.errors ?? [];
  if (error !== undefined) {
    const code = error.extensions?.code ?? 'ERROR';
    return `${code}: ${error.message}${remedies[code]?.(...tokenOptions[as]) ?? ''}`;
  }
  if (status !== 200 || !answer.data) return `HTTP ${status} without data.`;
  const [refused] = Object.values(answer.data).flatMap((payload) => payload?.userErrors ?? []);
  if (refused !== undefined) return `refused with ${refused.code}: ${refused.message}`;
  const missing = Object.keys(answer.data).find((name) => answer.data?.[name] === null);
  if (missing !== undefined) return `${missing} is null.`;
  for (const [name, [path, value]] of Object.entries(promised)) {
    const part = answer.data[name];
    if (part && at(part, path) !== value) return `${name}.${path} is not ${String(value)}.`;
  }
  return undefined;
}
