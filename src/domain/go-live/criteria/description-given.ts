import type { Criterion } from './criterion.js';

export const descriptionGiven: Criterion<{ characters: number }> = {
  code: 'DESCRIPTION_GIVEN',
  title: 'The key has a description.',
  howTo: 'Describe the key: what the application does, and for whom.',
  look: ({ key: { description } }) => ({ characters: [...(description ?? '').trim()].length }),
  missing: ({ characters }) => (characters === 0 ? ['description'] : []),
};
