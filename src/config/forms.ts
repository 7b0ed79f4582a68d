import { isIP } from 'node:net';
import { z } from 'zod';
import { isVerifierKey } from '../app/proof/verifier-key.js';

/** Every website there is. */
export const ANY_ORIGIN = '*';
/** Pages of this machine, at any port: where a developer's own frontend is served. */
export const LOOPBACK_ORIGINS = 'loopback';

/** Forms of values: how one is written, beside what reads it. */
export const text = z.string().regex(/^(?!\s)[^\p{Cc}]{1,1000}(?<!\s)$/u);

export const choice = <const Choices extends readonly [string, ...string[]]>(...choices: Choices) => ({
  form: choices
    .map((one) => `\`${one}\``)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1'),
  read: z.enum(choices),
});

export const onOff = { form: '`on` or `off`', read: z.enum(['on', 'off']).transform((value) => value === 'on') };

export const wholeNumber = (least: number, most: number) => ({
  form: `a whole number from ${least} to ${most}`,
  read: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most)),
});

/** fetch() takes no user info, and a fragment means nothing to a server. */
const isHttpUrl = (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === ''
  );
};
export const httpUrl = {
  form: 'an `https` URL without user info and fragment (`http` to a loopback address, and in development)',
  read: z.string().refine(isHttpUrl),
};

/** Where a server is reached: what it answers is appended. */
export const baseUrl = {
  form: 'an `https` URL without user info, query and fragment (`http` to a loopback address, and in development)',
  read: z.string().refine((url) => isHttpUrl(url) && !/[?"<>\s\\^`{|}]/.test(url)),
};

/** Not a prefix of 0, which would trust every address. */
const isProxy = (value: string) => {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return bits > 0 && (prefix === undefined || (Number(prefix) >= 1 && Number(prefix) <= bits));
};
export const proxies = {
  form: 'IP addresses or CIDR ranges (not `/0`) with commas between them',
  read: z
    .string()
    .transform((value): readonly string[] => Object.freeze(value.split(',').map((proxy) => proxy.trim())))
    .refine((all) => all.every(isProxy)),
};

export const verifierKeys = {
  form: 'verifier keys (`<name>+<8 hex digits>+<base64>`) with commas between them',
  read: z
    .string()
    .transform((value): readonly string[] => Object.freeze(value.split(',').map((key) => key.trim())))
    .refine((all) => all.every(isVerifierKey)),
};

/** As a browser sends it (RFC 6454 6.2): lower case, no default port, no slash behind it. */
const isOrigin = (value: string) =>
  URL.canParse(value) && /^https?:\/\/[^*]+$/.test(value) && new URL(value).origin === value;
export const origins = {
  form: 'origins such as `https://console.example.com` with commas between them; in development also `loopback`, or `*` alone',
  read: z
    .string()
    .transform((value): readonly string[] => Object.freeze(value.split(',').map((origin) => origin.trim())))
    .refine(
      (all) =>
        all.every((one) => isOrigin(one) || one === LOOPBACK_ORIGINS) || (all.length === 1 && all[0] === ANY_ORIGIN),
    ),
};

/** RFC 3986 3.1, in lower case and without a dot: one with a dot needs no list. */
export const dotlessSchemes = {
  form: 'schemes without a dot, in lower case, such as `cursor`, with commas between them; `*` is none',
  read: z
    .string()
    .transform((value): readonly string[] => Object.freeze(value.split(',').map((scheme) => scheme.trim())))
    .refine((all) => all.every((scheme) => /^[a-z][a-z0-9+-]{0,62}$/.test(scheme))),
};

export const claimPath = {
  form: 'the name of a claim, or a path with dots such as `realm_access.roles`',
  read: z.string().regex(/^[^\s\p{Cc}]{1,200}$/u),
};
