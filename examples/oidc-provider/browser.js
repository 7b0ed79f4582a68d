/** What a browser does in a login: follows redirects and keeps cookies, until it is sent back to the application. */
export async function signIn(authorizationUrl, redirectUri) {
  const cookies = new Map();
  let url = new URL(authorizationUrl);
  for (let redirects = 0; redirects < 10; redirects++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new SignInRefused(await response.text());
    url = new URL(location, url);
    if (url.href.startsWith(redirectUri)) return url; // not fetched: nobody has to be there
  }
  throw new Error('too many redirects');
}

/** The authorization server showed an error instead of sending the browser back; the message is its code. */
export class SignInRefused extends Error {}
