import { generateLog } from '../log/generate.js';
import { asked, tell } from '../probe/told.js';

const { directory, events } = asked<{ directory: string; events: number }>();
const start = performance.now();
const written = generateLog(directory, events);
tell({ events: written, seconds: (performance.now() - start) / 1000 });
