export const credentialRefusals = {
  EXPIRY_IN_THE_PAST: 'The expiry is not in the future.',
  EXPIRY_BEFORE_START: 'The expiry is not after the start of validity.',
  LAST_USABLE_CREDENTIAL:
    'This is the last usable credential in its environment; say allowLastUsable: true to remove it all the same.',
} as const;
