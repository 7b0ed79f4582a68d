import { authenticationMethods } from '../../credentials/authentication-methods.js';
import type { Criterion } from './criterion.js';

export const methodReady: Criterion<{ methods: readonly string[] }> = {
  code: 'METHOD_READY',
  title: 'At least one authentication method is ready in demo.',
  howTo: 'Register what a method needs in demo; `authenticationMethods` says what is missing. A disabled key has none.',
  look: ({ key, now }) => ({
    methods: authenticationMethods(key, 'DEMO', now).flatMap(({ method, ready }) => (ready ? [method] : [])),
  }),
  missing: ({ methods }) => (methods.length === 0 ? ['authenticationMethods'] : []),
};
