import type { Criterion } from './criterion.js';

type Links = { privacyPolicyUrl: string | null; termsOfUseUrl: string | null };

export const linksHttps: Criterion<Links> = {
  code: 'LINKS_HTTPS',
  title: 'Privacy policy and terms of use are given, and are https.',
  howTo: 'Set both policy links to https URLs.',
  look: ({ key: { privacyPolicyUrl, termsOfUseUrl } }) => ({ privacyPolicyUrl, termsOfUseUrl }),
  missing: (links) =>
    (['privacyPolicyUrl', 'termsOfUseUrl'] as const).filter((link) => !/^https:/i.test(links[link] ?? '')),
};
