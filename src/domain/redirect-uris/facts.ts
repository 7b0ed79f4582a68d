import type { Environment } from '../values/environment.js';

interface OfRedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
}

export interface RedirectUriFacts {
  RedirectUriAdded: OfRedirectUri;
  RedirectUriRemoved: OfRedirectUri;
}
