import { answeredCodeOf } from '../errors/error-responses.js';
import type { ViewGroup, Views } from '../views/views.js';
import { inStep } from './in-step.js';
import type { Tracer } from './tracer.js';

/** The views as a projector writes them, with a span for each page, or for all pages of catching up, that says how many events it has. */
export const tracedViews = (views: Views, tracer: Tracer): Views => ({
  ...views,
  groups: () => views.groups().map((group) => tracedGroup(group, tracer)),
});

const tracedGroup = (group: ViewGroup, tracer: Tracer): ViewGroup => ({
  ...group,
  apply(events) {
    if (events.length === 0) return group.apply(events);
    const span = tracer.step('projector apply');
    try {
      span.tell({ events: events.length });
      group.apply(events);
    } catch (error) {
      span.tell({ error: answeredCodeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  },
  catchUp: (pages) =>
    inStep(tracer, 'projector apply', async (span) => {
      let events = 0;
      async function* counted() {
        for await (const page of pages) {
          events += page.length;
          yield page;
        }
      }
      await group.catchUp(counted());
      span.tell({ events });
    }),
});
