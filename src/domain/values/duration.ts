const DURATION = /^P(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days of 24 hours, hours, minutes and seconds, such as `P7D` or `P1DT12H`; undefined for any other text. */
export function durationMs(text: string): number | undefined {
  const found = DURATION.exec(text);
  if (!found) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits?: string) => Number(digits ?? 0));
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
}
