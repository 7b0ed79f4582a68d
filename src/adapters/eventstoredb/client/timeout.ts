/** The call was not answered within its time limit. It may still take effect. */
export class TimedOut extends Error {
  override name = 'TimedOut';
  constructor() {
    super('There was no answer in time.');
  }
}

/** The result, or `TimedOut` after `milliseconds`: the client enforces no deadline of an append itself. */
export async function within<Result>(milliseconds: number, result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut()), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
