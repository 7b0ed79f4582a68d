import { GraphQLError, type ValidationRule } from 'graphql';
import { depthRule, rootFieldsRule } from './document-limits.js';

/** Apollo Server and graphql-js have such rules, with words for whoever writes the server; a caller needs the setting. */
const noIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return;
    const message = 'This server answers no questions about its schema: KEYLEDGER_INTROSPECTION is off.';
    context.reportError(new GraphQLError(message, { nodes: [node] }));
  },
});

/** What documents keep to beside the specification, over HTTP and WebSocket alike. */
export const ownRules = ({ introspection }: { introspection: boolean }): readonly ValidationRule[] => [
  depthRule,
  rootFieldsRule,
  ...(introspection ? [] : [noIntrospection]),
];
