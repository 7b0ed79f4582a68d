import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span as OtelSpan } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Facts, RequestSpan, Span, Tracer } from '../../app/traces/tracer.js';
import { attributesOf } from './attributes.js';
import { parentOf } from './parent-of.js';
import { tellingOnce, type Told } from './telling-once.js';

/** How long a batch is tried before it is lost; and how long one is waited for at the end. */
const EXPORT_MS = 5_000;
const LAST_EXPORT_MS = 2_000;
/** How long spans are gathered. */
const BATCH_MS = 2_000;
/** Of the oldest ones; more are lost when the receiver is slower than the server. */
const MAX_WAITING = 8_192;

interface Opened {
  span: OtelSpan;
  request: RequestSpan;
}

/** Sends spans to an OTLP/HTTP receiver, in batches and beside the work. `close` sends the last ones and waits 2 s at most. */
export function openTracer({ url, log }: { url: string; log: Told }): { tracer: Tracer; close(): Promise<void> } {
  const exporter = tellingOnce(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS }), log);
  const batches = {
    exporter,
    scheduledDelayMillis: BATCH_MS,
    exportTimeoutMillis: EXPORT_MS,
    maxQueueSize: MAX_WAITING,
  };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'keyledger' }), // and nothing of the machine
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new BatchSpanProcessor(batches)],
  });
  const otel = provider.getTracer('keyledger');
  const running = new AsyncLocalStorage<Opened>();
  const spans = new WeakMap<RequestSpan, Opened>();
  const parentOfStep = (): Context => {
    const opened = running.getStore();
    return opened ? trace.setSpan(ROOT_CONTEXT, opened.span) : ROOT_CONTEXT;
  };

  const tracer: Tracer = {
    request(edge, traceparent) {
      const span = otel.startSpan(edge, { kind: SpanKind.SERVER }, parentOf(traceparent));
      const request = {
        edge,
        ...told(span),
        name: (operation: string) => void span.updateName(`${edge} ${operation}`),
      };
      spans.set(request, { span, request });
      return request;
    },
    within(request, work) {
      const opened = spans.get(request);
      if (opened) running.run(opened, work);
      else work();
    },
    current: () => running.getStore()?.request,
    step: (step) => told(otel.startSpan(step, {}, parentOfStep())),
  };
  const close = async () =>
    void (await Promise.race([
      provider.shutdown().catch(() => undefined), // what was lost has been logged
      delay(LAST_EXPORT_MS, undefined, { ref: false }),
    ]));
  return { tracer, close };
}

const told = (span: OtelSpan): Span => ({
  tell(facts: Facts) {
    span.setAttributes(attributesOf(facts));
    if (facts.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  },
  end: () => span.end(),
});
