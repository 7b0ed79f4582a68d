export type UrlFault = 'NOT_A_URL' | 'NOT_HTTPS' | 'CREDENTIALS_IN_URL';

/** What is wrong with the URL of a webhook by its text alone. Its host is looked at whenever something is sent. */
export function urlFault(text: string, { httpToo }: { httpToo: boolean }): UrlFault | undefined {
  if (!URL.canParse(text)) return 'NOT_A_URL';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && !(httpToo && protocol === 'http:')) return 'NOT_HTTPS';
  if (username !== '' || password !== '') return 'CREDENTIALS_IN_URL';
  return undefined;
}
