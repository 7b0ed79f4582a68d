import { iso } from '../../app/credentials/minting.js';
import { DEFAULT_OVERLAP } from '../../domain/rotation/retirement-end.js';
import type { ProposedChange } from '../../domain/two-people/facts.js';
import type { KeypairRotation, SecretRotation } from './save-inputs.js';

interface Rotations {
  rotateSecrets?: SecretRotation[] | null;
  rotateKeypairs?: KeypairRotation[] | null;
}

/** What is to be replaced, as data. A list that is empty stays away: most changes rotate nothing. */
export const rotationsOf = ({
  rotateSecrets,
  rotateKeypairs,
}: Rotations): Pick<ProposedChange, 'rotateSecrets' | 'rotateKeypairs'> => ({
  ...(rotateSecrets?.length && {
    rotateSecrets: rotateSecrets.map(({ secretId, notBefore, ...of }) => ({
      ...{ secretId, notBefore: iso(notBefore) },
      ...rotationOf(of),
    })),
  }),
  ...(rotateKeypairs?.length && {
    rotateKeypairs: rotateKeypairs.map(({ keypairId, modulusLength, format, ...of }) => ({
      ...{ keypairId, modulusLength, format },
      ...rotationOf(of),
    })),
  }),
});

type OfBoth = Pick<
  SecretRotation & KeypairRotation,
  'overlap' | 'retiresAt' | 'label' | 'expiresAt' | 'allowLastUsable'
>;

/** The overlap is there also where the input does not say it: who approves a proposal sees how long the old one still counts. */
function rotationOf({ overlap, retiresAt, label, expiresAt, allowLastUsable }: OfBoth) {
  return {
    overlap: overlap ?? (retiresAt == null ? DEFAULT_OVERLAP : null),
    retiresAt: iso(retiresAt),
    ...(label !== undefined && { label }),
    expiresAt: iso(expiresAt),
    allowLastUsable,
  };
}
