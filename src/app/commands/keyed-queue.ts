/** Runs work of one name sequentially, in the order of the calls, and work of different names concurrently. */
export function keyedQueue() {
  const last = new Map<string, Promise<void>>();
  return <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const result = (last.get(name) ?? Promise.resolve()).then(work);
    const leave = () => {
      if (last.get(name) === over) last.delete(name);
    };
    const over: Promise<void> = result.then(leave, leave);
    last.set(name, over);
    return result;
  };
}
