import { approveGoLive } from '../../domain/go-live/approve-go-live.js';
import { declineGoLive } from '../../domain/go-live/decline-go-live.js';
import type { Classification } from '../../domain/go-live/facts.js';
import { requestGoLive } from '../../domain/go-live/request-go-live.js';
import { noteUse } from '../../domain/usage/note-use.js';
import type { Tallies } from '../../domain/usage/tally.js';
import { samplesOf, type SampleWorld } from './sample-keys.js';

/** As a server has them that is told nothing; its own may be stricter, and an empty store has samples all the same. */
const limits = { maxCredentialAge: 365, minUses: 20 };
/** Nobody approves what they have asked for: not Keyledger itself either, which does everything else here. */
const reviewer = 'sample-reviewer';

/** A key that is live, one that waits for a reviewer, and one that was declined. */
export async function samplesGoingLive(world: SampleWorld, account: string, owner: string): Promise<void> {
  const samples = samplesOf(world, account, owner);
  const { change, uri, secret } = samples;

  const desk = await candidate(70, 'Signing Desk', 'Employees sign what the other departments send them');
  const approved = await desk.request(20, 'PRIVATE_CUSTOM', 'In use by two departments since May');
  await change(
    desk.key,
    18,
    (key, now) => approveGoLive(key, { requestId: approved, actorId: reviewer, note: null, ...desk.judgedBy(now) }),
    { by: reviewer },
  );
  await uri(desk.key, 17, 'https://desk.acme.example/callback', 'PRODUCTION');
  await secret(desk.key, 17, 'production', { environment: 'PRODUCTION' });

  const bot = await candidate(30, 'Invoice Bot', 'Files signed invoices with the bookkeeping of its customers');
  await bot.request(2, 'THIRD_PARTY', 'Three customers wait for it');

  const survey = await candidate(45, 'Survey Widget', 'Surveys');
  const requestId = await survey.request(10, 'EMBEDDED', null);
  const reasons = [
    'The description does not say what is done with the answers.',
    'The terms of use name another company.',
  ];
  await change(survey.key, 8, (key) => declineGoLive(key, { requestId, reasons }), { by: reviewer });

  /** A key in demo with all that the criteria ask for, once it is used. */
  async function candidate(days: number, name: string, description: string) {
    const site = `https://${name.split(' ')[1]?.toLowerCase()}.acme.example`;
    const key = await samples.key(days, name, description);
    await samples.links(key, days, site);
    await uri(key, days - 1, `${site}/callback`);
    const subjectId = await secret(key, days - 1, 'demo');
    const tallies: Tallies = new Map();
    const judgedBy = (now: string) => ({ tallies: [...tallies.values()], limits, now });

    /** Asks, after it was used on the day before. Answers the id of the request. */
    async function request(days: number, classification: Classification, note: string | null) {
      const at = new Date(world.daysAgo(days + 1).now);
      for (let uses = 0; uses < limits.minUses; uses++) {
        const use = { clientId: key, subjectId, kind: 'USED' } as const;
        noteUse(tallies, use, at.getTime());
        world.note(use, at);
      }
      const asked = { requestId: world.mint.id(), classification, note, decision: 'review' } as const;
      await change(key, days, (current, now) => requestGoLive(current, { ...asked, ...judgedBy(now) }));
      return asked.requestId;
    }
    return { key, judgedBy, request };
  }
}
