import type { sendUnaryData, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import { append, tooBig, type Append, type Appended } from './append.js';
import { parts, streams, type AppendReq, type AppendResp, type DeleteReq, type DeleteResp } from './messages.js';
import { refusals, wrongVersionToDelete } from './refusals.js';
import { expectedOf, nameOf, proposedOf } from './requests.js';
import { slowly, type World } from './world.js';

function conflictOf({ expected }: Append, current: number): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (typeof expected === 'number') wrong.setExpectedRevision(`${expected}`);
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new parts.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new parts.Empty());
  else wrong.setExpectedStreamExists(new parts.Empty());
  if (current < 0) wrong.setCurrentNoStream(new parts.Empty());
  else wrong.setCurrentRevision(`${current}`);
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

function answerTo(asked: Append, appended: Exclude<Appended, undefined | { refused: unknown }>): AppendResp {
  if ('conflict' in appended) return conflictOf(asked, appended.conflict);
  const success = new streams.AppendResp.Success().setCurrentRevision(`${appended.revision}`);
  const place = `${appended.position}`;
  const position = new streams.AppendResp.Position().setCommitPosition(place).setPreparePosition(place);
  return new streams.AppendResp().setSuccess(success.setPosition(position));
}

/** One append on a call of its own: what the client makes of an append with credentials. */
export const singleAppend =
  (world: World) => (call: ServerReadableStream<AppendReq, AppendResp>, done: sendUnaryData<AppendResp>) => {
    const asked: Append = { stream: '', expected: 'any', events: [] };
    let refused: Parameters<typeof done>[0] = null;
    call.on('data', (request: AppendReq) => {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (options) {
        asked.stream = nameOf(options.getStreamIdentifier());
        asked.expected = expectedOf(options, options.getRevision());
      } else if (message && !refused) {
        try {
          asked.events.push(proposedOf(message));
          if (tooBig(asked)) refused = refusals['too-big'];
        } catch {
          refused = refusals.unhandled;
        }
      }
    });
    async function finish(): Promise<void> {
      if (refused) return done(refused);
      const appended = await append(world, asked);
      if (!appended) return;
      if ('refused' in appended) done(refusals[appended.refused]);
      else done(null, answerTo(asked, appended));
    }
    call.on('end', () => void finish());
    call.on('error', () => undefined); // the caller is gone, and is told nothing
  };

export const deletion =
  (world: World) => async (call: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>) => {
    await slowly(world);
    const options = call.request.getOptions();
    const stream = nameOf(options?.getStreamIdentifier());
    const expected = options ? expectedOf(options, options.getRevision()) : 'any';
    const outcome = world.log.deleteStream(stream, expected);
    if ('conflict' in outcome) return done(wrongVersionToDelete(stream, expected, outcome.conflict));
    const place = `${outcome.position}`;
    const position = new streams.DeleteResp.Position().setCommitPosition(place).setPreparePosition(place);
    done(null, new streams.DeleteResp().setPosition(position));
  };
