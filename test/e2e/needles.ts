/** A secret, and the ways it may be written down. */
export interface Needle {
  form: string;
  bytes: Buffer;
}

/** Base64 of the bytes wherever in a longer text they begin: the characters that do not depend on their neighbours. */
function base64Within(bytes: Buffer, encoding: 'base64' | 'base64url'): Needle[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString(encoding)
      .replace(/=+$/, '');
    return { form: `${encoding} from ${shift}`, bytes: Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1)) };
  });
}

export function needlesOf(secret: Buffer): Needle[] {
  const hex = secret.toString('hex');
  return [
    { form: 'plain', bytes: secret },
    { form: 'UTF-16', bytes: Buffer.from(secret.toString('latin1'), 'utf16le') },
    { form: 'hex', bytes: Buffer.from(hex) },
    { form: 'HEX', bytes: Buffer.from(hex.toUpperCase()) },
    ...base64Within(secret, 'base64'),
    ...base64Within(secret, 'base64url'),
  ];
}

/** In which forms the secret is in there. */
export const formsFound = (haystack: Buffer, secret: Buffer) =>
  needlesOf(secret)
    .filter(({ bytes }) => haystack.includes(bytes))
    .map(({ form }) => form);
