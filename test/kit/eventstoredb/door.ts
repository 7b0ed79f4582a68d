import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The address that clients know, with the server behind it: what goes through can be cut, and held up as by a frozen
 * process, whose connections stay open and answer not even a ping.
 */
export async function openDoor(behind: number) {
  const pairs = new Map<Socket, Socket>();
  let frozen = false;
  let listener: Server | undefined;

  const join = (outer: Socket, inner: Socket) => {
    outer.pipe(inner);
    inner.pipe(outer);
  };
  function enter(outer: Socket): void {
    const inner = connect(behind, '127.0.0.1');
    pairs.set(outer, inner);
    const leave = () => {
      outer.destroy();
      inner.destroy();
      pairs.delete(outer);
    };
    for (const socket of [outer, inner]) socket.setNoDelay(true).on('error', leave).on('close', leave);
    if (!frozen) join(outer, inner);
  }
  async function open(port: number): Promise<number> {
    listener = createServer(enter).listen(port, '127.0.0.1');
    await once(listener, 'listening');
    return (listener.address() as AddressInfo).port;
  }
  /** Every connection is gone at once. */
  const cut = () => {
    for (const outer of pairs.keys()) outer.resetAndDestroy();
  };
  const port = await open(0);

  return {
    port,
    cut,
    async shut(): Promise<void> {
      const closed = listener && once(listener, 'close');
      listener?.close();
      listener = undefined;
      cut();
      await closed;
    },
    reopen: () => open(port),
    freeze(): void {
      frozen = true;
      for (const [outer, inner] of pairs) {
        outer.unpipe(inner).pause();
        inner.unpipe(outer).pause();
      }
    },
    thaw(): void {
      frozen = false;
      for (const [outer, inner] of pairs) join(outer, inner);
    },
  };
}
