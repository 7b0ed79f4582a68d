import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Params } from './chromium.js';
import { patienceMs } from '../patience.js';

export interface View {
  width: number;
  height: number;
  scheme: 'light' | 'dark';
}
export type Page = Awaited<ReturnType<typeof openPage>>;

/** A page of the browser at an address, as wide and as dark as the view says. */
export async function openPage(
  browser: Browser,
  address: string,
  { width, height, scheme }: View,
  held: string[] = [],
) {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params: Params = {}) => browser.send(method, params, sessionId as string);
  /** What the page complains of: errors of scripts, what these write as errors to the console, and what its policy has stopped. */
  const complaints: string[] = [];
  browser.onEvent((method, params, session) => {
    if (session !== sessionId) return;
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params['exceptionDetails']));
    if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error')
      complaints.push(JSON.stringify(params['args']));
    const entry = params['entry'] as { level: string; source: string; text: string } | undefined;
    if (entry?.level === 'error' && entry.source !== 'network') complaints.push(entry.text);
  });
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`);
  // what is held gets no answer, as over a line that hangs
  if (held.length > 0) await send('Fetch.enable', { patterns: held.map((urlPattern) => ({ urlPattern })) });
  await send('Page.navigate', { url: address });

  async function evaluate<Value>(expression: string): Promise<Value> {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer['exceptionDetails']) throw new Error(`${expression}: ${JSON.stringify(answer['exceptionDetails'])}`);
    return (answer['result'] as { value: Value }).value;
  }

  /** Waits until the expression is something, and gives it. */
  async function until<Value>(expression: string): Promise<Value> {
    for (const end = Date.now() + patienceMs / 2; Date.now() < end; await sleep(50)) {
      const value = await evaluate<Value | undefined>(expression).catch(() => undefined); // between two documents
      if (value) return value;
    }
    throw new Error(`Never came: ${expression}\n${await evaluate<string>('document.body.innerText')}`);
  }

  /** The middle of an element, when it is there and nothing cuts or covers it. */
  const middleOf = (element: string) =>
    until<{ x: number; y: number }>(`(() => {
      const element = ${element};
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return element.contains(document.elementFromPoint(x, y)) && { x, y };
    })()`);

  return {
    evaluate,
    until,
    complaints,
    /** A click of the mouse at the element that the expression gives. */
    async click(element: string) {
      const place = { ...(await middleOf(element)), button: 'left', clickCount: 1 };
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, ...place });
    },
    async escape() {
      for (const type of ['keyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent', { type, key: 'Escape', windowsVirtualKeyCode: 27 });
    },
    /** For people to look at. */
    async picture(file: string) {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      await writeFile(file, Buffer.from(data as string, 'base64'));
    },
    close: () => browser.send('Target.closeTarget', { targetId }),
  };
}
