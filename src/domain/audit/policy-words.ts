/** A value of an event; the empty text when it has none. */
type ValueOf = (name: string) => string;

const ofSecrets: readonly ((value: ValueOf) => string)[] = [
  (value) => value('longestSecretLife') && `live at most ${value('longestSecretLife')}`,
  (value) => when(value('secretExpiryRequired'), 'need an expiry', 'need no expiry'),
  (value) => value('maxSecretsPerEnvironment') && `are at most ${value('maxSecretsPerEnvironment')} in an environment`,
  (value) => when(value('keypairsOnly'), 'are not taken, keypairs are', 'are taken'),
  (value) =>
    value('leakedSecrets') && `are ${value('leakedSecrets') === 'REVOKE' ? 'revoked' : 'reported'} when leaked`,
];

const when = (said: string, yes: string, no: string) => said && (said === 'true' ? yes : no);

/** What a policy says, from the values of its event: of production, and of secrets if anything is set. */
export function policyWords(value: ValueOf): string {
  const production = value('productionChanges') || 'DIRECT, as long as nothing is set';
  const said = ofSecrets.map((words) => words(value)).filter((words) => words !== '');
  return said.length > 0 ? `${production}; secrets ${said.join(', ')}` : production;
}
