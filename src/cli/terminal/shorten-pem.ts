/** The text, or the first line of a key in PEM: the rest is thirty lines of noise, and a private key stays out of terminal scrollback. */
export const shortenPem = (text: string) =>
  text.startsWith('-----BEGIN') && text.includes('\n') ? `${text.slice(0, text.indexOf('\n'))}…` : text;
