import type { Told } from '../adapters/traces/telling-once.js';
import { answeredCodeOf } from '../app/errors/error-responses.js';
import type { EventStore } from '../app/log/event-store.js';
import { tracedStore } from '../app/traces/traced-store.js';
import { tracedViews } from '../app/traces/traced-views.js';
import type { Tracer } from '../app/traces/tracer.js';
import type { Views } from '../app/views/views.js';
import { refusalsIn } from '../domain/refusal/refusal.js';
import { traceRequests } from '../http/traces/trace-requests.js';
import type { Services } from '../operations/asking.js';

type Measures = Pick<Services, 'measure' | 'verified'>;

const off = {
  store: (store: EventStore) => store,
  views: (views: Views) => views,
  measures: (measures: Measures) => measures,
  requests: (_app: Parameters<typeof traceRequests>[0]): void => undefined,
  close: (): Promise<void> => Promise.resolve(),
};

/** What puts spans around the parts of the server. Without an address it leaves each as it is, and nothing of OpenTelemetry is loaded. */
export async function openTraces(url: string | null, log: Told): Promise<typeof off> {
  if (url === null) return off;
  const { openTracer } = await import('../adapters/traces/open-tracer.js');
  const { tracer, close } = openTracer({ url, log });
  return {
    store: (store) => tracedStore(store, tracer),
    views: (views) => tracedViews(views, tracer),
    measures: (measures) => tracedMeasures(measures, tracer),
    requests: (app) => traceRequests(app, tracer),
    close,
  };
}

/**
 * What is counted is told to the span of its request too. Of several root fields the first one that has ended names the span, and a
 * failure is not lost behind an answer.
 */
function tracedMeasures({ measure, verified }: Measures, tracer: Tracer): Measures {
  const worst = new WeakMap<object, number>();
  return {
    measure(verb, outcome, error) {
      measure(verb, outcome, error);
      const span = tracer.current();
      if (!span) return;
      const before = worst.get(span);
      const badness = ['answered', 'refused', 'failed'].indexOf(outcome);
      if (before === undefined) {
        span.tell({ verb });
        if (span.edge === 'GraphQL') span.name(verb);
      }
      if (before !== undefined && badness <= before) return;
      worst.set(span, badness);
      const code = error === undefined ? undefined : (refusalsIn(error)?.[0]?.code ?? answeredCodeOf(error));
      span.tell({ outcome, ...(code !== undefined && { error: code }) });
    },
    verified(kind, result) {
      verified(kind, result);
      tracer.current()?.tell({ kind, result });
    },
  };
}
