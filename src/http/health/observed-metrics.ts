import { Counter, Gauge, type Registry } from 'prom-client';

/** Metrics whose value is read whenever somebody asks for it. */
export const observedMetrics = (registers: Registry[]) => ({
  gauged(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  },
  counted(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  },
});
