/** A probe is a program that measures one thing: what it is asked is its argument, its figures are its last line. */
export const asked = <Asked>() => JSON.parse(process.argv[2] ?? '{}') as Asked;

/** Names to numbers. */
export type Figures = Readonly<Record<string, number>>;

export const tell = (figures: Figures) => void process.stdout.write(`${JSON.stringify(figures)}\n`);
