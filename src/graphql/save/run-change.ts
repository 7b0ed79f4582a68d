import { authorize } from '../../app/access/authorize.js';
import type { Change } from '../../app/commands/command.js';
import { mintKeypair, mintSecret, planKeypair } from '../../app/credentials/minting.js';
import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey } from '../../domain/key/key.js';
import type { ProposedChange } from '../../domain/two-people/facts.js';
import type { MadeForChange } from '../../domain/two-people/with-credentials.js';
import type { Environment } from '../../domain/values/environment.js';
import type { Context } from '../server/context.js';
import { change, rehearse, withId } from '../vocabulary/run-command.js';

/** Production is resumed within a larger change by those alone who may resume it. Throws `NotAllowed`. */
export function mayResume({ caller }: Context, { resumeProduction }: Pick<ProposedChange, 'resumeProduction'>): void {
  if (resumeProduction) authorize(caller.actor, 'resumeProduction');
}

/** The environments of the secrets to make, rotations first; of one that is not there: its refusal comes from the rules. */
async function environmentsOfNew({ handle, caller }: Context, command: Change, wanted: ProposedChange) {
  const { rotateSecrets = [], addSecrets } = wanted;
  const { secrets } = rotateSecrets.length > 0 ? await handle.keyNow(caller, command) : { secrets: [] };
  const environmentOf = new Map(secrets.map(({ secretId, environment }) => [secretId, environment]));
  const rotated = rotateSecrets.map(({ secretId }): Environment => environmentOf.get(secretId) ?? 'DEMO');
  return [...rotated, ...addSecrets.map(({ environment }) => environment)];
}

/** Makes what a change asks for, decides, and answers with what is shown once. Keypairs are generated only for a change that is not refused. */
export async function runChange(
  context: Context,
  command: Change,
  wanted: ProposedChange,
  decide: (key: ExistingKey, made: MadeForChange) => KeyEvent[],
) {
  mayResume(context, wanted);
  const { mint, redirectUriPolicy: policy } = context;
  const redirectUriIds = wanted.addRedirectUris.map(() => mint.id());
  const environments = await environmentsOfNew(context, command, wanted);
  const secrets = environments.map((environment) => mintSecret(context, { environment }));
  const plans = [...(wanted.rotateKeypairs ?? []), ...wanted.addKeypairs].map(({ modulusLength, format }) => {
    const wish = { modulusLength, format };
    return { wish, planned: planKeypair(context, wish) };
  });
  const made = {
    redirectUriIds,
    secrets: secrets.map(({ secret }) => secret),
    now: context.now().toISOString(),
    policy,
  };
  const unmade = plans.map(({ planned }) => planned);
  if (plans.length > 0) await rehearse(context, command, (key) => decide(key, { ...made, keypairs: unmade }));
  const pairs = await Promise.all(plans.map(({ wish, planned }) => mintKeypair(context, planned, wish)));
  const keypairs = pairs.map(({ keypair }) => keypair);
  return change(
    context,
    command,
    (key) => decide(key, { ...made, keypairs }),
    (key) => ({
      secrets: secrets.map(({ secret, plainText }) => ({ secret: withId(key.secrets, secret.secretId), plainText })),
      keypairs: pairs.map(({ keypair, shown }) => ({ keypair: withId(key.keypairs, keypair.keypairId), ...shown })),
    }),
  );
}
