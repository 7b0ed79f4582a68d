import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** ExportResultCode of @opentelemetry/core */
const SUCCESS: number = 0;

export interface Told {
  warn(fields: object, message: string): void;
}

/** The exporter; that spans are lost is logged when it begins and when it is over, and nobody else learns of it. */
export function tellingOnce(exporter: SpanExporter, log: Told): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const { code, error } = result;
        const fails = code !== SUCCESS;
        // its message would be what the receiver has answered
        if (fails && !isAway) log.warn({ code: codeIn(error) }, 'the traces cannot be sent; spans are lost meanwhile');
        if (!fails && isAway) log.warn({}, 'the traces are sent again');
        isAway = fails;
        done(result); // the SDK tells its own log, which nobody reads
      });
    },
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: exporter.forceFlush.bind(exporter) }),
  };
}

/** The code of the error or of what caused it, such as `ECONNREFUSED` or a status. */
function codeIn(error: unknown): string | number | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? code : codeIn(error.cause);
}
