/** The result of the first time that it works; those who ask meanwhile share a try, and a failure is tried anew. */
export function onceDone<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}
