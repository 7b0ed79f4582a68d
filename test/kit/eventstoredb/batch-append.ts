import type { ServerDuplexStream } from '@grpc/grpc-js';
import { append, tooBig, type Append, type Appended } from './append.js';
import { parts, streams, type BatchAppendReq, type BatchAppendResp } from './messages.js';
import { answers, refusals, wrongExpectedVersion } from './refusals.js';
import { BadId, expectedOf, nameOf, proposedOf } from './requests.js';
import type { World } from './world.js';

/** Milliseconds: until the caller's deadline, and no longer than this. */
const WRITE_TIMEOUT = 2000;
const timeOf = (options: BatchAppendReq.Options) =>
  Math.min(WRITE_TIMEOUT, (options.getDeadline()?.toDate().getTime() ?? Infinity) - Date.now());

const beginningOf = (options: BatchAppendReq.Options): Append => ({
  stream: nameOf(options.getStreamIdentifier()),
  expected: expectedOf(options, options.getStreamPosition()),
  events: [],
});

function answerTo(asked: Append, appended: Exclude<Appended, undefined>) {
  const answer = new streams.BatchAppendResp();
  if ('refused' in appended) {
    return appended.refused === 'unauthenticated' ? undefined : answer.setError(answers[appended.refused]);
  }
  if ('conflict' in appended) return answer.setError(wrongExpectedVersion(asked.expected, appended.conflict));
  const place = `${appended.position}`;
  const position = new parts.AllStreamPosition().setCommitPosition(place).setPreparePosition(place);
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(`${appended.revision}`);
  return answer.setSuccess(success.setPosition(position));
}

/** Many appends on one call, each in one request or several, each answered when it is done. */
export const batchAppend = (world: World) => (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
  const pending = new Map<string, Append>();
  const sequence = { isCut: false };

  function reply(id: string, { stream }: Append, answer: BatchAppendResp): void {
    if (call.cancelled || call.destroyed) return;
    const identifier = new parts.StreamIdentifier().setStreamName(Buffer.from(stream));
    call.write(answer.setCorrelationId(new parts.UUID().setString(id)).setStreamIdentifier(identifier));
  }
  const refuse = (id: string, asked: Append, why: keyof typeof answers) =>
    reply(id, asked, new streams.BatchAppendResp().setError(answers[why]));

  async function finish(id: string, asked: Append): Promise<void> {
    const appended = await append(world, asked, sequence);
    if (!appended) return;
    const answer = answerTo(asked, appended);
    if (answer) reply(id, asked, answer);
    else call.emit('error', refusals.unauthenticated);
  }

  /** The real one forgets to forget a request that it has refused as malformed, and answers again when its time is up. */
  function expire(id: string, asked: Append): void {
    if (pending.delete(id)) refuse(id, asked, 'time-out');
  }

  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options) {
      const begun = beginningOf(options);
      pending.set(id, begun);
      setTimeout(expire, timeOf(options), id, begun).unref();
    }
    const asked = pending.get(id);
    if (!asked) return;
    try {
      asked.events.push(...request.getProposedMessagesList().map(proposedOf));
    } catch (error) {
      if (!(error instanceof BadId)) throw error;
      refuse(id, asked, 'bad-request');
      return;
    }
    if (tooBig(asked)) {
      pending.delete(id);
      refuse(id, asked, 'too-big');
    } else if (request.getIsFinal()) {
      pending.delete(id);
      void finish(id, asked);
    }
  });
  call.on('end', () => call.end());
  call.on('error', () => undefined); // the caller is gone, and is told nothing
};
