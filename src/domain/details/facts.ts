type Nothing = Record<never, never>;

export interface DetailsFacts {
  KeyRenamed: { name: string };
  KeyDescribed: { description: string | null };
  PolicyLinksSet: { privacyPolicyUrl: string | null; termsOfUseUrl: string | null };
  MobileAppMarked: Nothing;
  MobileAppUnmarked: Nothing;
}
