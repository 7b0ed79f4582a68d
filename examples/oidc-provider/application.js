import { generateKeyPair, exportJWK, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { signIn } from './browser.js';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPE = 'openid signature';

/** An application that signs people in with `openid-client`. `authentication` is how it shows at the token endpoint that it is itself. */
export async function application(issuer, { clientId, authentication, redirectUri }) {
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    execute: [oidc.allowInsecureRequests], // all of this is on loopback
  });

  return {
    /** Authorization code (RFC 6749 4.1), with PKCE (RFC 7636) unless it is left out. */
    async signInByCode({ pkce = true } = {}) {
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const challenge = {
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      const asked = { redirect_uri: redirectUri, scope: SCOPE, state, ...(pkce && challenge) };
      const back = await signIn(oidc.buildAuthorizationUrl(config, asked), redirectUri);
      const checks = { expectedState: state, ...(pkce && { pkceCodeVerifier: verifier }) };
      return (await oidc.authorizationCodeGrant(config, back, checks)).claims();
    },

    /** Legacy: the ID token comes in the address, through the browser. */
    async signInImplicitly() {
      oidc.useIdTokenResponseType(config);
      const nonce = oidc.randomNonce();
      const asked = { redirect_uri: redirectUri, scope: 'openid', nonce };
      const back = await signIn(oidc.buildAuthorizationUrl(config, asked), redirectUri);
      return oidc.implicitAuthentication(config, back, nonce);
    },

    /** JWT authorization grant (RFC 7523 2.1): acts for a user who is not there. */
    async actFor(user, { privateKey, kid }) {
      const assertion = await new SignJWT({ scope: 'signature' })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(clientId)
        .setSubject(user)
        .setAudience(issuer)
        .setJti(oidc.randomState())
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(privateKey);
      return oidc.genericGrantRequest(config, JWT_BEARER, { assertion });
    },
  };
}

/** A key that the application keeps, and the public half of it as Keyledger takes it. */
export async function newSigningKey(kid) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, kid, publicJwk: JSON.stringify({ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }) };
}

export const bySecret = (secret) => oidc.ClientSecretBasic(secret);
export const byKey = ({ privateKey: key, kid }) => oidc.PrivateKeyJwt({ key, kid });
export const publicly = oidc.None;
