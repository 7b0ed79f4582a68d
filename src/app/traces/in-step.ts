import { answeredCodeOf } from '../errors/error-responses.js';
import type { Span, Step, Tracer } from './tracer.js';

/** Runs the work in a span of its own, which has of an error only its code. */
export async function inStep<Result>(
  tracer: Tracer,
  step: Step,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const span = tracer.step(step);
  try {
    return await work(span);
  } catch (error) {
    span.tell({ error: answeredCodeOf(error) });
    throw error;
  } finally {
    span.end();
  }
}
