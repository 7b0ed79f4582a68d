import type { RefusalCode } from '../../domain/refusal/codes.js';
import type { Verb } from '../access/permissions.js';
import type { Outcome } from '../access/enter.js';
import type { VerificationKind, VerificationResult } from '../credentials/verification-results.js';
import type { AnsweredCode } from '../errors/error-responses.js';

/** All that a span may say: words of closed sets and numbers, so that nothing of a caller, a client or a credential leaves the server. */
export interface Facts {
  verb?: Verb;
  outcome?: Outcome;
  kind?: VerificationKind;
  result?: VerificationResult;
  /** Of the answer over HTTP. */
  status?: number;
  events?: number;
  error?: RefusalCode | AnsweredCode;
}

export type Edge = 'GraphQL' | '/v1';
/** A part of the work, in a request or by itself. */
export type Step = 'store append' | 'store read' | 'projector apply';

export interface Span {
  tell(facts: Facts): void;
  /** Only what is told before is kept. */
  end(): void;
}

export interface RequestSpan extends Span {
  readonly edge: Edge;
  /** What the edge calls what it is asked for: a name of the server, never of a caller. */
  name(operation: string): void;
}

/** Says how long requests and their parts take. Nothing here throws or waits. */
export interface Tracer {
  /** Begins the span of a request; it goes on with the trace of the caller where `traceparent` (W3C Trace Context) names one. */
  request(edge: Edge, traceparent: string | undefined): RequestSpan;
  /** Runs the work, with all that comes of it, within the span. */
  within(span: RequestSpan, work: () => void): void;
  /** The span of the request that the caller runs in, if any. */
  current(): RequestSpan | undefined;
  /** Begins a span in the current request, or in a trace of its own. */
  step(step: Step): Span;
}
