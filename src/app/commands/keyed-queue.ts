/** Work of one name is done one after the other, in the order of the calls; work of different names side by side. */
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
