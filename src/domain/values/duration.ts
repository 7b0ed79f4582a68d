const DURATION = /^P(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days of 24 hours, hours, minutes and seconds, such as `P7D` or `P1DT12H`; undefined for any other text. */
export function durationMs(text: string): number | undefined {
  const found = DURATION.exec(text);
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits?: string) => Number(digits ?? 0));
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
}

const HOUR_MS = 3_600_000;

/** Milliseconds -> an ISO 8601 duration in whole days of 24 hours and hours, rounded down, such as `P7DT5H`; `PT0H` for less than an hour. */
export function durationOf(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  const [days, rest] = [Math.floor(hours / 24), hours % 24];
  if (days === 0) return `PT${rest}H`;
  return rest === 0 ? `P${days}D` : `P${days}DT${rest}H`;
}
